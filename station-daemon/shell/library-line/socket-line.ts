// One TCP line to a server, opened and closed on demand. When to try again is decided by who asks for it.

import { connect, type Socket } from 'node:net';
import { type LineListener, reasonOf } from './line.ts';

export interface TcpLineSetup {
  readonly host: string;
  readonly port: number;
  /** Name look-up and connecting together may take so long. */
  readonly connectTimeoutMs: number;
  readonly listener: LineListener;
}

export interface TcpLine {
  /**
   * Connects; answered by one `opened` or one `closed`, and after `opened` by one `closed` when the line goes.
   * A connection that is there already is given up first, without a word.
   */
  open(): void;
  /** Gives the connection up. The line says nothing more: what it still hears belongs to nobody. */
  close(): void;
  /** Writes the bytes in one piece, or drops them where the line is not open. */
  send(bytes: Uint8Array): boolean;
}

/** An idle line through a firewall is kept in its tables, and a server that vanished is noticed. */
const KEEP_ALIVE_AFTER_MS = 15_000;
/** More than any number of requests that a server has not read yet; it is as good as gone. */
const LONGEST_UNSENT_BYTES = 256 * 1024;
/** How long a connection that was given up may still send what was written. */
const LAST_WORDS_MS = 1_000;

/** A line that is not open yet. */
export function createTcpLine(setup: TcpLineSetup): TcpLine {
  let current: Socket | null = null;
  let connecting: NodeJS.Timeout | null = null;

  const forget = (): Socket | null => {
    const was = current;
    current = null;
    if (connecting !== null) clearTimeout(connecting);
    connecting = null;
    return was;
  };

  const lose = (lost: Socket, reason: string): void => {
    if (current !== lost) return;
    forget();
    lost.destroy();
    setup.listener({ kind: 'closed', reason });
  };

  const open = (): void => {
    forget()?.destroy();
    const socket = connect({
      host: setup.host,
      port: setup.port,
      noDelay: true,
      keepAlive: true,
      keepAliveInitialDelay: KEEP_ALIVE_AFTER_MS,
    });
    current = socket;
    connecting = setTimeout(
      () => lose(socket, `no connection within ${setup.connectTimeoutMs} ms`),
      setup.connectTimeoutMs,
    );
    socket.on('connect', () => {
      if (current !== socket) return;
      if (connecting !== null) clearTimeout(connecting);
      connecting = null;
      setup.listener({ kind: 'opened' });
    });
    socket.on('data', (chunk: Buffer) => {
      if (current === socket) setup.listener({ kind: 'bytes', bytes: new Uint8Array(chunk) });
    });
    socket.on('error', (error) => lose(socket, reasonOf(error)));
    socket.on('end', () => lose(socket, 'closed by the other side'));
    socket.on('close', () => lose(socket, 'closed by the other side'));
  };

  return {
    open,
    close() {
      const last = forget();
      if (last === null) return;
      // What was written goes out first, but not for ever.
      last.destroySoon();
      setTimeout(() => last.destroy(), LAST_WORDS_MS).unref();
    },
    send(bytes) {
      const socket = current;
      if (socket === null || connecting !== null) return false;
      if (socket.writableLength + bytes.length > LONGEST_UNSENT_BYTES) {
        // Not from inside send(): the line's words come one after another.
        setImmediate(() => lose(socket, 'the other side takes nothing in'));
        return false;
      }
      socket.write(Buffer.from(bytes));
      return true;
    },
  };
}
