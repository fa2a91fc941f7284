// The station's web server: pages, how it stands, and the live line to the pages.
// It shows what it is given and hands on what was touched; what either means is not known here.

import Fastify, { type FastifyInstance } from 'fastify';
import type { Board } from '../../../protocols/screen/board.ts';
import type { DeskTable } from '../../../protocols/screen/desk.ts';
import type { Intent } from '../../../protocols/screen/intent.ts';
import type { PageSetup } from '../../../protocols/screen/page-setup.ts';
import type { Screen } from '../../../protocols/screen/screen.ts';
import type { Speak } from '../speech/espeak.ts';
import { admissionTo } from './admission.ts';
import { SECURITY_HEADERS } from './headers.ts';
import { addRoutes, type RouteSetup } from './routes.ts';
import { createSockets, type Dropped, type WebDesk } from './sockets.ts';

export interface WebSetup extends Omit<RouteSetup, 'hasDesk' | 'uptimeSeconds'> {
  /** From the settings. Only by this name and the loopback names the pages may be asked for. */
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
  /** What pages are told of the settings. */
  readonly page: PageSetup;
  /** The simulator's table; null in a real station. */
  readonly desk: WebDesk | null;
  /** The station's voice; without it pages speak by themselves, where they can. */
  readonly speak?: Speak;
  readonly onIntent: (intent: Intent) => void;
  readonly onDropped: (why: Dropped) => void;
  /** An answer could not be made: a fault of the programme. */
  readonly onFault: (error: unknown) => void;
  /** Monotonic milliseconds. */
  readonly nowMs?: () => number;
}

export interface Web {
  /** Resolves with the address to open; rejects where the port cannot be had. */
  listen(): Promise<{ readonly url: string; readonly port: number }>;
  /** Ends every connection at once. */
  close(): Promise<void>;
  /** Shows a screen on all pages; pages that connect later get it at once. */
  show(screen: Screen): void;
  showTable(table: DeskTable): void;
  /** Tells all pages what the library tells everybody. */
  showBoard(board: Board): void;
  readonly pages: number;
  /** Pages whose script has not answered for 15 s. */
  readonly silentPages: number;
}

/** No route takes a body; what comes anyway is cut short. */
const LONGEST_BODY_BYTES = 1_024;
const REQUEST_TIMEOUT_MS = 10_000;

/** Makes the server; it answers after `listen`. */
export async function createWeb(setup: WebSetup): Promise<Web> {
  const began = performance.now();
  const admit = admissionTo(setup.host);
  const server = Fastify({
    logger: false,
    bodyLimit: LONGEST_BODY_BYTES,
    requestTimeout: REQUEST_TIMEOUT_MS,
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 100 },
  });
  addGuards(server, admit, setup.onFault);
  await addRoutes(server, {
    ...setup,
    hasDesk: setup.desk !== null,
    uptimeSeconds: () => (performance.now() - began) / 1_000,
  });
  const sockets = createSockets(server.server, {
    ...setup,
    admit,
    nowMs: setup.nowMs ?? (() => performance.now()),
  });

  return {
    async listen() {
      // With `localhost` fastify would open a second server for IP version 6, which the live line knows nothing of.
      const host = setup.host === 'localhost' ? '127.0.0.1' : setup.host;
      await server.listen({ host, port: setup.port });
      const address = server.server.address();
      const port = typeof address === 'object' && address !== null ? address.port : setup.port;
      return { url: `http://${host.includes(':') ? `[${host}]` : host}:${port}/`, port };
    },
    async close() {
      sockets.close();
      await server.close();
    },
    show: sockets.show,
    showTable: sockets.showTable,
    showBoard: sockets.showBoard,
    get pages() {
      return sockets.pages;
    },
    get silentPages() {
      return sockets.silentPages;
    },
  };
}

function addGuards(
  server: FastifyInstance,
  admit: ReturnType<typeof admissionTo>,
  onFault: (error: unknown) => void,
): void {
  server.addHook('onRequest', async (request, reply) => {
    const admission = admit({ host: request.headers.host, origin: request.headers.origin });
    reply.headers(SECURITY_HEADERS);
    reply.header('cache-control', 'no-store');
    if (!admission.ok) await reply.code(403).type('text/plain; charset=utf-8').send(`${admission.why}\n`);
  });
  server.setNotFoundHandler((_request, reply) =>
    reply.code(404).type('text/plain; charset=utf-8').send('There is nothing here.\n'),
  );
  server.setErrorHandler((error: { readonly statusCode?: number }, _request, reply) => {
    const code = error.statusCode ?? 500;
    if (code >= 500) onFault(error);
    return reply.code(code).type('text/plain; charset=utf-8').send('This could not be answered.\n');
  });
}
