// Which pages answer. A page's script answers the live line's pings, so one that hangs falls silent long before the
// line breaks; and when it has broken, somebody still has to hear of it.

import type { Socket } from 'socket.io';

/** A page that has said nothing for this long hangs. The line pings it every `PING_MS`. */
export const SILENT_MS = 15_000;

/** How often the live line pings a page. */
export const PING_MS = 5_000;

/** The line is cut when a ping is not answered for this long: late enough that silence is seen first. */
export const PING_PATIENCE_MS = 25_000;

export interface PageWatch {
  /** A page has come; its end is noticed by itself. */
  add(socket: Socket): void;
  /** Pages that hang: those that are connected, and those that were cut off for it and have not come back. */
  readonly silent: number;
}

/** `nowMs` is monotonic. */
export function createPageWatch(nowMs: () => number): PageWatch {
  const heardMs = new Map<string, number>();
  let cutOff = 0;
  return {
    add(socket) {
      // Whoever comes is taken for one of those that were cut off: a browser that was restarted says no name.
      cutOff = Math.max(0, cutOff - 1);
      const heard = (): void => void heardMs.set(socket.id, nowMs());
      heard();
      socket.conn.on('packet', heard);
      socket.on('disconnect', (reason) => {
        socket.conn.off('packet', heard);
        heardMs.delete(socket.id);
        if (reason === 'ping timeout') cutOff += 1;
      });
    },
    get silent() {
      const now = nowMs();
      return cutOff + [...heardMs.values()].filter((at) => now - at > SILENT_MS).length;
    },
  };
}

/** What staff are told of pages that hang. */
export function silentPageWarnings(silent: number): readonly string[] {
  if (silent === 0) return [];
  return [
    'Screen: the page has not answered for 15 s; restart the browser where it does not come back by itself',
  ];
}
