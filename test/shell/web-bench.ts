// A web server to try, and the two ways to talk to it. Not a test itself.

import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { io, type Socket } from 'socket.io-client';
import type { Test } from 'tap';
import type { DeskShelf, DeskTable } from '../../protocols/screen/desk.ts';
import type { Intent } from '../../protocols/screen/intent.ts';
import type { PageSetup } from '../../protocols/screen/page-setup.ts';
import type { Screen } from '../../protocols/screen/screen.ts';
import { createWeb, type Web, type WebSetup } from '../../station-daemon/shell/web/web.ts';
import type { StationHealth } from '../../station-daemon/station/rim.ts';

export const WELL: StationHealth = {
  ready: true,
  borrow: true,
  return: true,
  renew: true,
  print: true,
  reasons: [],
  transactionsOpen: 0,
  offlineWaiting: 0,
  tagsOnPads: 0,
  staffCalls: 0,
  gates: { alarms: 0, gates: [] },
};

export const START: Screen = {
  name: 'start',
  language: 'en',
  languages: ['en', 'vi'],
  display: { theme: 'light', text: 'normal', reach: 'normal', time: 'normal', voice: 'off', children: 'off' },
  stationName: 'Test',
  notices: [],
  countdown: null,
  remark: null,
  itemsWaiting: 0,
  itemsFromBefore: 0,
  can: { borrow: true, return: true, renew: true },
  attract: false,
};

export const PAGE: PageSetup = {
  kind: 'kiosk',
  profile: 'public',
  sounds: { volume: 60, events: ['success', 'attention', 'warning'], quiet: null },
  covers: false,
  brand: { logo: false, photo: false },
  offersChildrenMode: true,
};

export const SHELF: DeskShelf = { books: [], cards: [] };

export const TABLE: DeskTable = {
  onPad: [],
  carriedOut: [],
  items: [],
  gate: { alarm: false, item: null },
  slips: [],
  pictures: [],
  parts: { library: 'working', pad: 'working', scanner: 'working', printer: 'working' },
  paper: 'full',
  libraryDelayMs: 0,
};

export interface Bench {
  readonly web: Web;
  readonly url: string;
  readonly port: number;
  readonly intents: Intent[];
  readonly dropped: string[];
  readonly faults: unknown[];
}

export async function bench(test: Test, options: Partial<WebSetup> = {}): Promise<Bench> {
  const uiDir = mkdtempSync(join(tmpdir(), 'lendstation-ui-'));
  writeFileSync(join(uiDir, 'index.html'), '<!doctype html><title>patron</title>');
  writeFileSync(join(uiDir, 'desk.html'), '<!doctype html><title>desk</title>');
  writeFileSync(join(uiDir, '.secret'), 'not for anybody');
  mkdirSync(join(uiDir, 'assets'));
  writeFileSync(join(uiDir, 'assets', 'patron-abc123.js'), 'export {};');
  const intents: Intent[] = [];
  const dropped: string[] = [];
  const faults: unknown[] = [];
  const web = await createWeb({
    host: '127.0.0.1',
    port: 0,
    uiDir,
    version: '1.2.3',
    health: () => WELL,
    metrics: async () => ({ contentType: 'text/plain', text: 'lendstation_x 1\n' }),
    brand: { css: '', logo: null, photo: null },
    page: PAGE,
    slide: () => null,
    desk: null,
    onIntent: (intent) => intents.push(intent),
    onDropped: (why) => dropped.push(why),
    onFault: (error) => faults.push(error),
    ...options,
  });
  test.teardown(() => web.close());
  const { url, port } = await web.listen();
  return { web, url, port, intents, dropped, faults };
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** Asks for a path with any headers, also with those that `fetch` would not send. */
export function ask(
  port: number,
  path: string,
  headers: Record<string, string> = {},
  method = 'GET',
  body = '',
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asking = request({ host: '127.0.0.1', port, path, method, headers }, (answer) => {
      let text = '';
      answer.on('data', (chunk) => (text += String(chunk)));
      answer.on('end', () =>
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: text }),
      );
    });
    asking.on('error', reject);
    asking.end(body);
  });
}

/** A page's live line. */
export function page(test: Test, url: string, namespace = '/', headers: Record<string, string> = {}): Socket {
  const socket = io(new URL(namespace, url).href, {
    reconnection: false,
    transports: ['websocket'],
    extraHeaders: headers,
    forceNew: true,
  });
  test.teardown(() => socket.disconnect());
  return socket;
}
