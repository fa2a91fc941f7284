// Serves the built pages without a daemon: a test says what is on the screen and sees what was touched.

import { execFileSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import fastifyStatic from '@fastify/static';
import fastify from 'fastify';
import { Server } from 'socket.io';
import { BOARD_MESSAGE, type Board, EMPTY_BOARD, SLIDE_FOLDER } from '../../protocols/screen/board.ts';
import {
  DESK_DEED_MESSAGE,
  DESK_SHELF_MESSAGE,
  DESK_TABLE_MESSAGE,
  type DeskDeed,
  type DeskShelf,
  type DeskTable,
} from '../../protocols/screen/desk.ts';
import { INTENT_MESSAGE, type Intent, SCREEN_MESSAGE } from '../../protocols/screen/intent.ts';
import {
  BRAND_LOGO,
  BRAND_PHOTO,
  BRAND_STYLE,
  COVER_FOLDER,
  type PageSetup,
  SETUP_MESSAGE,
} from '../../protocols/screen/page-setup.ts';
import type { Screen } from '../../protocols/screen/screen.ts';
import { SPEAK_MESSAGE, type Utterance } from '../../protocols/screen/speech.ts';

const REPOSITORY = resolve(import.meta.dirname, '../..');

/** Where scripts/build puts the pages. */
const PAGES = join(REPOSITORY, 'dist/kiosk-ui');

/** The slides of the demo. */
const SLIDES = join(REPOSITORY, 'config/demo/slides');

/** As strict as the daemon's: whatever needs more fails here too. */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'";

/** A server that shows what a test wants. */
export interface PageServer {
  /** `http://127.0.0.1:PORT` */
  readonly origin: string;
  /** Shows a screen on every page, now and on pages that come later. */
  readonly show: (screen: Screen) => void;
  /** Everything touched since the last call. */
  readonly takeIntents: () => readonly Intent[];
  /** Waits until a page sent something. */
  readonly nextIntent: () => Promise<Intent>;
  /** Everything that pages asked to have spoken since the last call; only now is it over, as though it had been said. */
  readonly takeSpoken: () => readonly string[];
  /** Tells every page, now and later, what the library tells everybody. */
  readonly tell: (board: Board) => void;
  readonly showDesk: (shelf: DeskShelf, table: DeskTable) => void;
  readonly takeDeeds: () => readonly DeskDeed[];
  /** Hangs up on every page and lets none in, until `letIn`. */
  readonly goAway: () => void;
  readonly letIn: () => void;
  /** What pages that come later look like. */
  readonly dress: (brand: TestBrand) => void;
  /** What pages that come later are told before their first screen. */
  readonly setUp: (setup: PageSetup) => void;
  readonly close: () => Promise<void>;
}

/** A library's own looks. */
interface TestBrand {
  readonly css: string;
  readonly logo?: TestImage;
  readonly photo?: TestImage;
  /** By row; of all others there is none. */
  readonly covers?: ReadonlyMap<string, TestImage>;
}

interface TestImage {
  readonly type: string;
  readonly content: string | Buffer;
}

/** Serves the pages on 127.0.0.1, on a port that is free. */
export async function startPageServer(): Promise<PageServer> {
  // Builds what is stale; nothing where scripts/test has built already.
  execFileSync(join(REPOSITORY, 'scripts/build'), ['pages']);
  let brand: TestBrand = { css: '' };
  const web = fastify({ forceCloseConnections: true });
  web.addHook('onSend', async (_request, reply) => {
    reply.header('content-security-policy', POLICY);
  });
  await web.register(fastifyStatic, { root: PAGES });
  web.get(BRAND_STYLE, (_request, reply) => reply.type('text/css').send(brand.css));
  for (const [address, kind] of [
    [BRAND_LOGO, 'logo'],
    [BRAND_PHOTO, 'photo'],
  ] as const) {
    web.get(address, (_request, reply) => {
      const image = brand[kind];
      if (image === undefined) return reply.code(404).send();
      return reply.type(image.type).send(image.content);
    });
  }
  web.get<{ Params: { row: string } }>(`${COVER_FOLDER}:row`, ({ params }, reply) => {
    const image = brand.covers?.get(params.row);
    if (image === undefined) return reply.code(204).send();
    return reply.type(image.type).send(image.content);
  });
  await web.register(fastifyStatic, { root: SLIDES, prefix: SLIDE_FOLDER, decorateReply: false });
  web.get('/desk', (_request, reply) => reply.sendFile('desk.html'));
  const origin = await web.listen({ host: '127.0.0.1', port: 0 });
  const sockets = new Server(web.server);
  const patron = patronSide(sockets);
  const desk = deskSide(sockets);
  return {
    origin,
    ...patron,
    ...desk,
    dress: (next) => {
      brand = next;
    },
    close: async () => {
      await sockets.close();
      await web.close();
    },
  };
}

function patronSide(
  sockets: Server,
): Pick<
  PageServer,
  'show' | 'tell' | 'setUp' | 'takeIntents' | 'nextIntent' | 'takeSpoken' | 'goAway' | 'letIn'
> {
  let screen: Screen | null = null;
  let setup: PageSetup | null = null;
  let board = EMPTY_BOARD;
  let away = false;
  let intents: Intent[] = [];
  let waiting: ((intent: Intent) => void)[] = [];
  let spoken: { readonly text: string; readonly isOver: (sound: null) => void }[] = [];
  const everybody = ['/', '/desk'].map((name) => sockets.of(name));
  for (const side of everybody) side.use((_socket, next) => (away ? next(new Error('away')) : next()));
  sockets.on('connection', (socket) => {
    if (setup !== null) socket.emit(SETUP_MESSAGE, setup);
    socket.emit(BOARD_MESSAGE, board);
    if (screen !== null) socket.emit(SCREEN_MESSAGE, screen);
    socket.on(INTENT_MESSAGE, (intent: Intent) => {
      const first = waiting.shift();
      if (first === undefined) intents.push(intent);
      else first(intent);
    });
    socket.on(SPEAK_MESSAGE, ({ text }: Utterance, answer: (sound: null) => void) => {
      spoken.push({ text, isOver: answer });
    });
  });
  return {
    setUp: (next) => {
      setup = next;
    },
    tell: (next) => {
      board = next;
      sockets.emit(BOARD_MESSAGE, next);
    },
    show: (next) => {
      screen = next;
      sockets.emit(SCREEN_MESSAGE, next);
    },
    takeIntents: () => {
      const taken = intents;
      intents = [];
      return taken;
    },
    takeSpoken: () => {
      const taken = spoken;
      spoken = [];
      for (const { isOver } of taken) isOver(null);
      return taken.map(({ text }) => text);
    },
    nextIntent: () => {
      const early = intents.shift();
      if (early !== undefined) return Promise.resolve(early);
      return new Promise((resolvePromise) => {
        waiting = [...waiting, resolvePromise];
      });
    },
    goAway: () => {
      away = true;
      for (const side of everybody) side.disconnectSockets(true);
    },
    letIn: () => {
      away = false;
    },
  };
}

function deskSide(sockets: Server): Pick<PageServer, 'showDesk' | 'takeDeeds'> {
  let shown: { readonly shelf: DeskShelf; readonly table: DeskTable } | null = null;
  let deeds: DeskDeed[] = [];
  const desk = sockets.of('/desk');
  desk.on('connection', (socket) => {
    if (shown !== null) {
      socket.emit(DESK_SHELF_MESSAGE, shown.shelf);
      socket.emit(DESK_TABLE_MESSAGE, shown.table);
    }
    socket.on(DESK_DEED_MESSAGE, (deed: DeskDeed) => deeds.push(deed));
  });
  return {
    showDesk: (shelf, table) => {
      shown = { shelf, table };
      desk.emit(DESK_SHELF_MESSAGE, shelf);
      desk.emit(DESK_TABLE_MESSAGE, table);
    },
    takeDeeds: () => {
      const taken = deeds;
      deeds = [];
      return taken;
    },
  };
}
