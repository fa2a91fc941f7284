// The line to the library system over a serial port. The port opens by itself for ever; here that becomes a
// connection that is opened and closed on demand.

import type { LibraryLineSettings } from '../../settings/library-line.ts';
import type { LineEvent, LineListener } from '../line.ts';
import { openSerialLine, type SerialLine } from '../serial-line.ts';
import type { LibraryLine } from './library-line.ts';

/** How the port stands, and what whoever asked for the line knows of it. */
type Standing =
  /** Nobody wants the line. */
  | { readonly kind: 'unwanted' }
  /** It was asked for, and is answered as soon as the port is there, or when the waiting ends. */
  | { readonly kind: 'awaited'; readonly timer: NodeJS.Timeout }
  | { readonly kind: 'open' };

/** A line that is not open yet. The port is taken when it is asked for first, and kept until the end. */
export function createSerialLibraryLine(
  { path, baudRate, parity }: Extract<LibraryLineSettings, { readonly transport: 'serial' }>,
  waitMs: number,
  listener: LineListener,
): LibraryLine {
  return new SerialLibraryLine(
    (heard) => openSerialLine({ path, baudRate, parity, lineMode: null, listener: heard }),
    waitMs,
    listener,
  );
}

class SerialLibraryLine implements LibraryLine {
  readonly security = null;
  readonly #openPort: (listener: LineListener) => SerialLine;
  readonly #waitMs: number;
  readonly #listener: LineListener;
  #port: SerialLine | null = null;
  #standing: Standing = { kind: 'unwanted' };
  /** Why the port is not there; null while it is. */
  #awayBecause: string | null = 'it has not been opened yet';

  constructor(openPort: (listener: LineListener) => SerialLine, waitMs: number, listener: LineListener) {
    this.#openPort = openPort;
    this.#waitMs = waitMs;
    this.#listener = listener;
  }

  open(): void {
    this.close();
    this.#port ??= this.#openPort((event) => this.#heard(event));
    // Not from inside open(): the line's words come one after another.
    const wait = this.#awayBecause === null ? 0 : this.#waitMs;
    this.#standing = { kind: 'awaited', timer: setTimeout(() => this.#answer(), wait) };
  }

  close(): void {
    if (this.#standing.kind === 'awaited') clearTimeout(this.#standing.timer);
    this.#standing = { kind: 'unwanted' };
  }

  send(bytes: Uint8Array): boolean {
    return this.#standing.kind === 'open' && this.#port?.send(bytes) === true;
  }

  async end(): Promise<void> {
    this.close();
    await this.#port?.close();
  }

  #heard(event: LineEvent): void {
    switch (event.kind) {
      case 'opened':
        this.#awayBecause = null;
        if (this.#standing.kind === 'awaited') this.#answer();
        return;
      case 'closed':
        this.#awayBecause = event.reason;
        if (this.#standing.kind === 'open') this.#answer();
        return;
      case 'bytes':
      case 'discarded':
        if (this.#standing.kind === 'open') this.#listener(event);
    }
  }

  /** Tells how the port stands. */
  #answer(): void {
    this.close();
    if (this.#awayBecause !== null) return this.#listener({ kind: 'closed', reason: this.#awayBecause });
    this.#standing = { kind: 'open' };
    this.#listener({ kind: 'opened' });
  }
}
