// One connection to a server, opened and closed on demand. How a connection is begun (TCP, TLS) is told from outside.

import type { Socket } from 'node:net';
import type { LineListener } from '../line.ts';
import type { LibraryLine } from './library-line.ts';

export interface SocketLineSetup<Connection extends Socket> {
  /** Begins to connect. What it throws is told as the reason of a `closed`. */
  readonly connect: () => Connection;
  /** The socket's event after which bytes may be sent. */
  readonly readyAt: 'connect' | 'secureConnect';
  /** Bytes may be sent now. */
  readonly onReady?: (connection: Connection) => void;
  readonly reasonOf: (error: unknown) => string;
  readonly connectTimeoutMs: number;
  readonly listener: LineListener;
}

/** An idle line through a firewall is kept in its tables, and a server that vanished is noticed. */
const KEEP_ALIVE_AFTER_MS = 15_000;
/** More than any number of requests that a server has not read yet; it is as good as gone. */
const LONGEST_UNSENT_BYTES = 256 * 1024;
/** How long a connection that was given up may still send what was written. */
const LAST_WORDS_MS = 1_000;

/** A line that is not open yet and knows of no protection. */
export function createSocketLine<Connection extends Socket>(setup: SocketLineSetup<Connection>): LibraryLine {
  return new SocketLine(setup);
}

class SocketLine<Connection extends Socket> implements LibraryLine {
  readonly security = null;
  readonly #setup: SocketLineSetup<Connection>;
  #current: Connection | null = null;
  #connecting: NodeJS.Timeout | null = null;
  /** Tells a connection that could not even be begun. */
  #failing: NodeJS.Immediate | null = null;

  constructor(setup: SocketLineSetup<Connection>) {
    this.#setup = setup;
  }

  open(): void {
    this.#forget()?.destroy();
    let begun: Connection;
    try {
      begun = this.#setup.connect();
    } catch (error) {
      this.#failing = setImmediate(() => {
        this.#failing = null;
        this.#setup.listener({ kind: 'closed', reason: this.#setup.reasonOf(error) });
      });
      return;
    }
    this.#follow(begun);
  }

  close(): void {
    const last = this.#forget();
    if (last === null) return;
    // What was written goes out first, but not for ever.
    last.destroySoon();
    setTimeout(() => last.destroy(), LAST_WORDS_MS).unref();
  }

  send(bytes: Uint8Array): boolean {
    const socket = this.#current;
    if (socket === null || this.#connecting !== null) return false;
    if (socket.writableLength + bytes.length > LONGEST_UNSENT_BYTES) {
      // Not from inside send(): the line's words come one after another.
      setImmediate(() => this.#lose(socket, 'the other side takes nothing in'));
      return false;
    }
    socket.write(Buffer.from(bytes));
    return true;
  }

  async end(): Promise<void> {
    this.close();
  }

  #follow(socket: Connection): void {
    const { connectTimeoutMs, listener, readyAt, reasonOf, onReady } = this.#setup;
    this.#current = socket;
    this.#connecting = setTimeout(
      () => this.#lose(socket, `no connection within ${connectTimeoutMs} ms`),
      connectTimeoutMs,
    );
    socket.on(readyAt, () => {
      if (this.#current !== socket) return;
      this.#connected();
      socket.setNoDelay(true);
      socket.setKeepAlive(true, KEEP_ALIVE_AFTER_MS);
      onReady?.(socket);
      listener({ kind: 'opened' });
    });
    socket.on('data', (chunk: Buffer) => {
      if (this.#current === socket) listener({ kind: 'bytes', bytes: new Uint8Array(chunk) });
    });
    socket.on('error', (error) => this.#lose(socket, reasonOf(error)));
    socket.on('end', () => this.#lose(socket, 'closed by the other side'));
    socket.on('close', () => this.#lose(socket, 'closed by the other side'));
  }

  #connected(): void {
    if (this.#connecting !== null) clearTimeout(this.#connecting);
    this.#connecting = null;
  }

  #forget(): Connection | null {
    const was = this.#current;
    this.#current = null;
    this.#connected();
    if (this.#failing !== null) clearImmediate(this.#failing);
    this.#failing = null;
    return was;
  }

  #lose(lost: Connection, reason: string): void {
    if (this.#current !== lost) return;
    this.#forget();
    lost.destroy();
    this.#setup.listener({ kind: 'closed', reason });
  }
}
