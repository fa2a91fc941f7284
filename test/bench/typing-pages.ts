// The patron's page without a browser, for benches: it touches, types and hears the screens. It is several pages
// that take turns, as the daemon takes only so many touches a second from each.

import { io } from 'socket.io-client';
import { INTENT_MESSAGE, type Intent, SCREEN_MESSAGE } from '../../protocols/screen/intent.ts';
import type { Screen } from '../../protocols/screen/screen.ts';

/** Enough for 30 touches a second. */
const PAGES = 4;
/** What takes longer than this is stuck. */
const LONGEST_WAIT_MS = 10_000;

export interface TypingPages {
  do(intent: Intent): void;
  /** Resolves as soon as a screen fits, the one that is shown included. */
  until(what: string, fits: (screen: Screen) => boolean): Promise<void>;
  close(): void;
}

/** Joins the daemon's pages; the first one hears the screens. */
export async function joinAsPages(url: string): Promise<TypingPages> {
  const sockets = Array.from({ length: PAGES }, () => io(url, { transports: ['websocket'], forceNew: true }));
  let turn = 0;
  let shown: Screen | null = null;
  let look: () => void = () => {};
  sockets[0]?.on(SCREEN_MESSAGE, (screen: Screen) => {
    shown = screen;
    look();
  });
  await Promise.all(
    sockets.map((socket) => new Promise<void>((resolve) => socket.once('connect', () => resolve()))),
  );
  return {
    do(intent) {
      turn = (turn + 1) % sockets.length;
      sockets[turn]?.emit(INTENT_MESSAGE, intent);
    },
    until: (what, fits) =>
      new Promise((resolve, reject) => {
        const late = setTimeout(
          () => reject(new Error(`stuck: ${what}; shown: ${JSON.stringify(shown)}`)),
          LONGEST_WAIT_MS,
        );
        look = () => {
          if (shown === null || !fits(shown)) return;
          clearTimeout(late);
          look = () => {};
          resolve();
        };
        look();
      }),
    close() {
      for (const socket of sockets) socket.close();
    },
  };
}
