// A page without a browser: it hears the daemon's screens and touches its buttons. Not a test itself.

import { io } from 'socket.io-client';
import { INTENT_MESSAGE, type Intent, SCREEN_MESSAGE } from '../../protocols/screen/intent.ts';
import type { Screen } from '../../protocols/screen/screen.ts';
import type { DaemonProcess } from './bench.ts';

export interface Page {
  readonly touch: (intent: Intent) => void;
  readonly close: () => void;
  /** Waits for a screen that fits; what it waits for is named when that takes longer than `withinMs`. */
  readonly until: (what: string, holds: (screen: Screen) => boolean, withinMs?: number) => Promise<void>;
}

/** A visit's step that takes longer than this is stuck. */
const LONGEST_STEP_MS = 30_000;

/** Opens a page of the daemon; `onScreen` is told every screen. */
export function joinAsPage(daemon: DaemonProcess, onScreen: (screen: Screen) => void = () => {}): Page {
  const socket = io(daemon.url, { transports: ['websocket'] });
  let screen: Screen | null = null;
  let look: () => void = () => {};
  socket.on(SCREEN_MESSAGE, (shown: Screen) => {
    screen = shown;
    onScreen(shown);
    look();
  });
  return {
    touch: (intent) => void socket.emit(INTENT_MESSAGE, intent),
    close: () => void socket.close(),
    until: (what, holds, withinMs = LONGEST_STEP_MS) =>
      new Promise((resolve, reject) => {
        const late = setTimeout(
          () => reject(new Error(`not within ${withinMs} ms: ${what}; shown: ${JSON.stringify(screen)}`)),
          withinMs,
        );
        look = () => {
          if (screen === null || !holds(screen)) return;
          clearTimeout(late);
          look = () => {};
          resolve();
        };
        look();
      }),
  };
}
