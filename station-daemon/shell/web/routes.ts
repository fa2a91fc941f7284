// What can be fetched: the pages with their files, and how the station stands.

import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { SLIDE_FOLDER } from '../../../protocols/screen/board.ts';
import { OTHER_LOOPBACK_NAME } from '../../../protocols/screen/loopback-names.ts';
import { BRAND_LOGO, BRAND_PHOTO, BRAND_STYLE, COVER_FOLDER } from '../../../protocols/screen/page-setup.ts';
import type { StationHealth } from '../../station/rim.ts';
import type { SlideImage } from '../board/slide-folder.ts';
import type { Brand, BrandImage } from '../brand-files.ts';
import type { CoverImage } from '../covers/cover-keeper.ts';
import { staffPage } from './staff-page.ts';

export interface RouteSetup {
  /** Where the built pages are. */
  readonly uiDir: string;
  readonly brand: Brand;
  /** A picture that is shown while nobody is here, by the last part of its address. */
  readonly slide: (id: string) => SlideImage | null;
  /** The cover of a row of the screen; left out where there are none. */
  readonly cover?: (row: number) => Promise<CoverImage | null>;
  /** Is there a simulator's table to show? */
  readonly hasDesk: boolean;
  readonly version: string;
  readonly health: () => StationHealth;
  readonly metrics: () => Promise<{ readonly contentType: string; readonly text: string }>;
  readonly uptimeSeconds: () => number;
}

/** Adds all routes. */
export async function addRoutes(server: FastifyInstance, setup: RouteSetup): Promise<void> {
  await addPages(server, setup);
  addBrand(server, setup.brand);
  addSlides(server, setup.slide);
  if (setup.cover !== undefined) addCovers(server, setup.cover);
  addWayBack(server);
  addHealth(server, setup);
}

async function addPages(server: FastifyInstance, setup: RouteSetup): Promise<void> {
  const root = resolve(setup.uiDir);
  server.get('/staff', (_request, reply) => {
    const page = staffPage(setup.health(), setup.version, setup.uptimeSeconds());
    return reply.type('text/html; charset=utf-8').send(page);
  });
  if (!existsSync(join(root, 'index.html'))) {
    server.get('/', (_request, reply) =>
      reply
        .code(503)
        .type('text/plain; charset=utf-8')
        .send('The pages have not been built yet: run scripts/build.\n'),
    );
    return;
  }
  await server.register(fastifyStatic, {
    root,
    index: false,
    dotfiles: 'ignore',
    // Pages have routes of their own, which decide whether there is a desk.
    allowedPath: (path, _root, { routeOptions }) =>
      routeOptions.url !== '/*' || !path.toLowerCase().endsWith('.html'),
    cacheControl: false,
  });
  server.addHook('onSend', async (request, reply) => {
    // Vite puts a hash of their content into the names of assets; all else may change with an update.
    if (!request.url.startsWith('/assets/') || reply.statusCode >= 400) return;
    reply.header('cache-control', 'public, max-age=31536000, immutable');
  });
  server.get('/', (_request, reply) => reply.sendFile('index.html'));
  if (setup.hasDesk) server.get('/desk', (_request, reply) => reply.sendFile('desk.html'));
}

/** What makes the pages a library's own; the addresses are in protocols/screen/page-setup.ts. */
function addBrand(server: FastifyInstance, { css, logo, photo }: Brand): void {
  server.get(BRAND_STYLE, (_request, reply) => reply.type('text/css; charset=utf-8').send(css));
  const images: readonly (readonly [address: string, image: BrandImage | null])[] = [
    [BRAND_LOGO, logo],
    [BRAND_PHOTO, photo],
  ];
  for (const [address, image] of images) {
    if (image !== null) server.get(address, (_request, reply) => reply.type(image.type).send(image.bytes));
  }
}

function addSlides(server: FastifyInstance, slide: RouteSetup['slide']): void {
  server.get<{ Params: { id: string } }>(`${SLIDE_FOLDER}:id`, (request, reply) => {
    const image = slide(request.params.id);
    if (image === null) return reply.callNotFound();
    // Another picture has another address; nothing is to be fetched again and again all night.
    return reply.header('cache-control', 'private, max-age=86400').type(image.type).send(image.bytes);
  });
}

/** Numbers of rows begin anew with the process: nothing is kept by the browser. */
function addCovers(server: FastifyInstance, cover: NonNullable<RouteSetup['cover']>): void {
  server.get<{ Params: { row: string } }>(`${COVER_FOLDER}:row`, async (request, reply) => {
    const { row } = request.params;
    const image = /^[0-9]{1,9}$/.test(row) ? await cover(Number(row)) : null;
    // Nothing is amiss: the page draws one.
    if (image === null) return reply.code(204).send();
    return reply.header('cache-control', 'no-store').type(image.type).send(image.bytes);
  });
}

/**
 * A page that hangs is left by way of the other loopback name (kiosk-ui/watchdog/rescuer.ts). This sends the window
 * back; a redirect would not do, because only a page that is shown gets a process of its own.
 */
function addWayBack(server: FastifyInstance): void {
  server.get('/way-back', (request, reply) => {
    const [name = '', port] = (request.headers.host ?? '').split(':');
    const other = OTHER_LOOPBACK_NAME[name.toLowerCase()];
    if (other === undefined) return reply.callNotFound();
    const address = port === undefined ? other : `${other}:${port}`;
    return reply
      .header('refresh', `0; url=http://${address}/`)
      .type('text/html; charset=utf-8')
      .send('<!doctype html><title>Library self-service</title><link rel="icon" href="/mark.svg">');
  });
}

function addHealth(server: FastifyInstance, { health, metrics, version, uptimeSeconds }: RouteSetup): void {
  server.get('/healthz', () => ({ status: 'ok', version, uptimeSeconds: Math.floor(uptimeSeconds()) }));

  server.get('/readyz', (_request, reply) => {
    const { ready, borrow, return: takeBack, renew, print, reasons } = health();
    return reply.code(ready ? 200 : 503).send({ borrow, return: takeBack, renew, print, reasons });
  });

  server.get('/metrics', async (_request, reply) => {
    const { contentType, text } = await metrics();
    return reply.type(contentType).send(text);
  });
}
