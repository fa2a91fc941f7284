// The page's only line to the daemon: screens come in, touches go out. Nothing is kept but the last screen.

import { signal } from '@preact/signals';
import { io, type Socket } from 'socket.io-client';
import { BOARD_MESSAGE, type Board } from '../../protocols/screen/board.ts';
import { INTENT_MESSAGE, type Intent, SCREEN_MESSAGE } from '../../protocols/screen/intent.ts';
import { type PageSetup, SETUP_MESSAGE } from '../../protocols/screen/page-setup.ts';
import type { Screen } from '../../protocols/screen/screen.ts';
import { SPEAK_MESSAGE, type Utterance } from '../../protocols/screen/speech.ts';
import { board } from './board/board.ts';
import { pageSetup } from './page-setup.ts';

/** How long the page waits for its first screen before it says that the daemon is away, in milliseconds. */
const JOINING_MS = 3000;
/** How long the daemon may be gone before nothing of the patron is shown any more, in milliseconds. */
const LOST_MS = 1000;
/** How long it takes to start at most, in milliseconds: from then on nobody is asked to wait. */
const STARTING_MS = 120_000;
/** Bounds of the waiting time between two attempts to come back, in milliseconds. */
const FIRST_RETRY_MS = 250;
const LONGEST_RETRY_MS = 1500;

/** A screen and when it came, by the page's own clock in milliseconds. */
export interface Received {
  readonly screen: Screen;
  readonly atMs: number;
}

/** What the page knows of the daemon. `lost` and `dead` show the page's own out-of-service screen. */
export type Link =
  | { readonly kind: 'joining' }
  | { readonly kind: 'live'; readonly received: Received }
  /** Away, perhaps only while it starts anew. */
  | { readonly kind: 'lost' }
  /** Away for longer than a start takes. */
  | { readonly kind: 'dead' };

/** The link's state; components that read it are drawn anew when it changes. */
export const link = signal<Link>({ kind: 'joining' });

/** How long a sound is waited for, in milliseconds. */
const SPEECH_MS = 3000;

type Daemon = Socket<
  {
    [SCREEN_MESSAGE]: (screen: Screen) => void;
    [SETUP_MESSAGE]: (setup: PageSetup) => void;
    [BOARD_MESSAGE]: (board: Board) => void;
  },
  {
    [INTENT_MESSAGE]: (intent: Intent) => void;
    [SPEAK_MESSAGE]: (utterance: Utterance, answer: (sound: ArrayBuffer | null) => void) => void;
  }
>;

let daemon: Daemon | null = null;

/** Connects to the daemon that served the page, and stays connected for good. Call once. */
export function joinStation(): void {
  const socket: Daemon = io('/', {
    transports: ['websocket', 'polling'],
    reconnectionDelay: FIRST_RETRY_MS,
    reconnectionDelayMax: LONGEST_RETRY_MS,
    timeout: 4000,
  });
  daemon = socket;
  let patience = setTimeout(giveUp, JOINING_MS);
  let hope = setTimeout(loseHope, STARTING_MS);
  socket.on(SETUP_MESSAGE, (setup) => {
    pageSetup.value = setup;
  });
  socket.on(BOARD_MESSAGE, (told) => {
    board.value = told;
  });
  socket.on(SCREEN_MESSAGE, (screen) => {
    clearTimeout(patience);
    clearTimeout(hope);
    link.value = { kind: 'live', received: { screen, atMs: performance.now() } };
  });
  socket.on('disconnect', (reason) => {
    clearTimeout(patience);
    clearTimeout(hope);
    patience = setTimeout(giveUp, LOST_MS);
    hope = setTimeout(loseHope, STARTING_MS);
    // socket.io doesn't come back by itself when it was the server that hung up,
    if (reason === 'io server disconnect') setTimeout(() => socket.connect(), FIRST_RETRY_MS);
  });
  socket.on('connect_error', () => {
    // nor when a server that is not ready turned it away.
    if (!socket.active) setTimeout(() => socket.connect(), LONGEST_RETRY_MS);
  });
}

/** Sends one touch. While the daemon is away it is dropped: a stale touch must not act on a later patron's session. */
export function send(intent: Intent): void {
  if (daemon?.connected === true) daemon.emit(INTENT_MESSAGE, intent);
}

/** Asks the daemon's voice for a sound: a WAV file, or null where it has none or does not answer in time. */
export async function askForSpeech(utterance: Utterance): Promise<ArrayBuffer | null> {
  if (daemon?.connected !== true) return null;
  return await daemon
    .timeout(SPEECH_MS)
    .emitWithAck(SPEAK_MESSAGE, utterance)
    .catch(() => null);
}

function giveUp(): void {
  link.value = { kind: 'lost' };
}

function loseHope(): void {
  link.value = { kind: 'dead' };
}
