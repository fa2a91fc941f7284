// The live line to the pages: the screen goes out, touches come in. All that comes in is checked and limited.

import type { Server as HttpServer, IncomingMessage, ServerResponse } from 'node:http';
import { type Namespace, Server, type Socket } from 'socket.io';
import { BOARD_MESSAGE, type Board, EMPTY_BOARD } from '../../../protocols/screen/board.ts';
import {
  DESK_DEED_MESSAGE,
  DESK_SHELF_MESSAGE,
  DESK_TABLE_MESSAGE,
  type DeskDeed,
  type DeskShelf,
  type DeskTable,
} from '../../../protocols/screen/desk.ts';
import { INTENT_MESSAGE, type Intent, SCREEN_MESSAGE } from '../../../protocols/screen/intent.ts';
import { type PageSetup, SETUP_MESSAGE } from '../../../protocols/screen/page-setup.ts';
import type { Screen } from '../../../protocols/screen/screen.ts';
import { SPEAK_MESSAGE, type Utterance } from '../../../protocols/screen/speech.ts';
import type { Speak } from '../speech/espeak.ts';
import type { Admission, RequestOrigin } from './admission.ts';
import { SECURITY_HEADERS } from './headers.ts';
import { readDeed, readIntent, readUtterance } from './intents.ts';
import { createPageWatch, PING_MS, PING_PATIENCE_MS } from './page-watch.ts';
import { createRate, type Rate } from './rate.ts';

/** The simulator's table behind the page `/desk`. */
export interface WebDesk {
  readonly shelf: () => DeskShelf;
  readonly table: () => DeskTable;
  readonly onDeed: (deed: DeskDeed) => void;
}

/** Why a page's message was dropped. */
export type Dropped = 'not-understood' | 'too-many';

export interface SocketSetup {
  readonly admit: (request: RequestOrigin) => Admission;
  /** What a page is told before its first screen. */
  readonly page: PageSetup;
  readonly desk: WebDesk | null;
  /** The station's voice, where it has one. */
  readonly speak?: Speak;
  readonly onIntent: (intent: Intent) => void;
  readonly onDropped: (why: Dropped) => void;
  /** Monotonic. */
  readonly nowMs: () => number;
}

export interface Sockets {
  show(screen: Screen): void;
  showTable(table: DeskTable): void;
  showBoard(board: Board): void;
  /** Number of pages that are connected. */
  readonly pages: number;
  /** Number of pages that hang. */
  readonly silentPages: number;
  close(): void;
}

/** The longest intent is under 300 bytes. */
const LONGEST_MESSAGE_BYTES = 4 * 1024;
/** A screen, a desk, some reloads that have not been noticed yet, and somebody who looks after it. */
const MOST_PAGES = 32;
/** Faster than a hand and a scanner together. */
const INTENTS: Rate = { burst: 20, perSecond: 10 };
/** The desk's page carries a whole table at once. */
const DEEDS: Rate = { burst: 100, perSecond: 30 };
/** One for each move of the focus; a page waits until the focus rests. */
const UTTERANCES: Rate = { burst: 10, perSecond: 4 };
/** Pages speak by themselves. */
const NO_VOICE: Speak = async () => null;
/** A page of which more messages are dropped is not ours. One that is open for months may lose some now and then. */
const DROPPED: Rate = { burst: 200, perSecond: 0.1 };

/** Attaches the live line to the server. */
export function createSockets(http: HttpServer, setup: SocketSetup): Sockets {
  const io = new Server(http, {
    serveClient: false,
    maxHttpBufferSize: LONGEST_MESSAGE_BYTES,
    perMessageDeflate: false,
    httpCompression: false,
    pingInterval: PING_MS,
    pingTimeout: PING_PATIENCE_MS,
    connectTimeout: 5_000,
    allowRequest: (request, answer) => {
      const admission = setup.admit({ host: request.headers.host, origin: request.headers.origin });
      if (!admission.ok) answer(admission.why, false);
      else answer(null, io.engine.clientsCount < MOST_PAGES);
    },
  });
  io.engine.use((_request: IncomingMessage, response: ServerResponse, next: () => void) => {
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.setHeader(name, value);
    next();
  });

  let board = EMPTY_BOARD;
  let last: { readonly screen: Screen; readonly shownMs: number } | null = null;
  const speak = (utterance: Utterance, answer: unknown) =>
    void answerWithSpeech(setup.speak ?? NO_VOICE, utterance, answer);
  const watch = createPageWatch(setup.nowMs);
  io.of('/').on('connection', (socket) => {
    watch.add(socket);
    socket.emit(SETUP_MESSAGE, setup.page);
    socket.emit(BOARD_MESSAGE, board);
    if (last !== null) socket.emit(SCREEN_MESSAGE, aged(last.screen, setup.nowMs() - last.shownMs));
    take(
      socket,
      [
        earFor(INTENT_MESSAGE, readIntent, setup.onIntent, INTENTS),
        earFor(SPEAK_MESSAGE, readUtterance, speak, UTTERANCES),
      ],
      setup,
    );
  });
  const desk = setup.desk === null ? null : openDesk(io.of('/desk'), setup.desk, setup);

  return {
    show(screen) {
      last = { screen, shownMs: setup.nowMs() };
      io.of('/').emit(SCREEN_MESSAGE, screen);
    },
    showBoard(next) {
      board = next;
      io.of('/').emit(BOARD_MESSAGE, next);
    },
    showTable: (table) => {
      desk?.emit(DESK_TABLE_MESSAGE, table);
    },
    get pages() {
      return io.of('/').sockets.size;
    },
    get silentPages() {
      return watch.silent;
    },
    close() {
      io.disconnectSockets(true);
      io.engine.close();
    },
  };
}

/** A page that comes later sees less time left. */
function aged(screen: Screen, ageMs: number): Screen {
  if (screen.countdown === null) return screen;
  const leftMs = Math.max(0, screen.countdown.leftMs - ageMs);
  return { ...screen, countdown: { ...screen.countdown, leftMs } };
}

function openDesk(namespace: Namespace, desk: WebDesk, setup: SocketSetup): Namespace {
  namespace.on('connection', (socket) => {
    socket.emit(DESK_SHELF_MESSAGE, desk.shelf());
    socket.emit(DESK_TABLE_MESSAGE, desk.table());
    take(socket, [earFor(DESK_DEED_MESSAGE, readDeed, desk.onDeed, DEEDS)], setup);
  });
  return namespace;
}

/** Messages of one name: what is done with one, and how many may come. `hear` answers false where it is none. */
interface Ear {
  readonly name: string;
  readonly hear: (content: unknown, answer: unknown) => boolean;
  readonly rate: Rate;
}

function earFor<Message>(
  name: string,
  read: (content: unknown) => Message | null,
  hear: (message: Message, answer: unknown) => void,
  rate: Rate,
): Ear {
  return {
    name,
    rate,
    hear: (content, answer) => {
      const message = read(content);
      if (message !== null) hear(message, answer);
      return message !== null;
    },
  };
}

/** Takes messages of some names from a page; all else that it says is dropped and counted. */
function take(socket: Socket, ears: readonly [Ear, ...Ear[]], { nowMs, onDropped }: SocketSetup): void {
  const open = ears.map((ear) => ({ ...ear, within: createRate(ear.rate, nowMs) }));
  const mayGoOn = createRate(DROPPED, nowMs);
  const drop = (why: Dropped): void => {
    onDropped(why);
    if (!mayGoOn()) socket.disconnect(true);
  };
  socket.onAny((said: string, content: unknown, answer: unknown) => {
    // What was already on its way when the page was put out.
    if (!socket.connected) return;
    const ear = open.find(({ name }) => name === said) ?? open[0];
    if (ear?.within() !== true) drop('too-many');
    else if (ear.name !== said || !ear.hear(content, answer)) drop('not-understood');
  });
}

/** A page that asks for speech without waiting for it gets none. */
async function answerWithSpeech(speak: Speak, utterance: Utterance, answer: unknown): Promise<void> {
  if (typeof answer === 'function') answer(await speak(utterance));
}
