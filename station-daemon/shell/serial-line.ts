// One serial line: opens a path, says what comes in, and opens it again for ever when it goes.
// It never sets or reads modem lines: a pty has none.

import { statSync } from 'node:fs';
import { SerialPort } from 'serialport';
import { type LineListener, reasonOf } from './line.ts';
import { LineCutter, type LineMode } from './line-cutter.ts';

export interface SerialLineSetup {
  /** A device or a symbolic link to one. After a replug it may lead to another device. */
  readonly path: string;
  readonly baudRate: number;
  readonly parity: 'none' | 'even' | 'odd';
  /** The system holds bytes back while the other end's wire says so. False where nothing is said of it. */
  readonly rtscts?: boolean;
  /** Null: bytes are told as they come. */
  readonly lineMode: LineMode | null;
  readonly listener: LineListener;
}

export interface SerialLine {
  /**
   * Writes the bytes, or drops them where the line is not open or does not take more.
   * What is dropped is never sent later: a command for a reader that was unplugged is of no use to the next one.
   */
  send(bytes: Uint8Array): boolean;
  /** Closes for good; nothing is told any more. */
  close(): Promise<void>;
}

/** After a loss the first try comes soon, since many a replug is a loose plug. */
const FIRST_RETRY_MS = 50;
const RETRY_MS = 250;
/** How often the path is checked for still leading to the device that was opened. */
const WATCH_MS = 500;
/** Seconds of output at any speed in use; a device that takes so little is not listening. */
const LONGEST_UNSENT_BYTES = 64 * 1024;

/** Opens a serial line. Tells `closed` once for each new reason why it cannot be opened, not for each try. */
export function openSerialLine(setup: SerialLineSetup): SerialLine {
  const keeper = new LineKeeper(setup);
  keeper.start();
  return keeper;
}

/** Keeps one path open: at any time it waits for its timer, or for one answer of the system. */
class LineKeeper implements SerialLine {
  readonly #setup: SerialLineSetup;
  #port: SerialPort | null = null;
  #timer: NodeJS.Timeout | null = null;
  #ended = false;
  #lastReason: string | null = null;

  constructor(setup: SerialLineSetup) {
    this.#setup = setup;
  }

  start(): void {
    this.#later(0, () => void this.#open());
  }

  send(bytes: Uint8Array): boolean {
    const port = this.#port;
    if (port === null || !port.isOpen) return false;
    if (port.writableLength + bytes.length > LONGEST_UNSENT_BYTES) return false;
    port.write(Buffer.from(bytes));
    return true;
  }

  async close(): Promise<void> {
    this.#ended = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
    const last = this.#port;
    this.#port = null;
    if (last?.isOpen) await new Promise<void>((resolve) => last.close(() => resolve()));
  }

  #later(ms: number, act: () => void): void {
    if (!this.#ended) this.#timer = setTimeout(act, ms);
  }

  async #open(): Promise<void> {
    const identity = identityOf(this.#setup.path);
    const outcome = identity === null ? 'no such path' : await openPort(this.#setup);
    if (typeof outcome === 'string' || identity === null) {
      this.#tellClosed(String(outcome));
      this.#later(RETRY_MS, () => void this.#open());
      return;
    }
    if (this.#ended) {
      outcome.close(() => {});
      return;
    }
    this.#port = outcome;
    this.#lastReason = null;
    this.#listen(outcome);
    this.#later(WATCH_MS, () => this.#watch(outcome, identity));
    this.#setup.listener({ kind: 'opened' });
  }

  #listen(port: SerialPort): void {
    const { listener, lineMode } = this.#setup;
    const cutter =
      lineMode === null
        ? null
        : new LineCutter({
            ...lineMode,
            onLine: (bytes) => listener({ kind: 'bytes', bytes }),
            onDiscarded: (bytes) => listener({ kind: 'discarded', bytes }),
          });
    port.on('data', (chunk: Buffer) => {
      if (this.#port !== port) return;
      if (cutter === null) listener({ kind: 'bytes', bytes: new Uint8Array(chunk) });
      else cutter.push(chunk);
    });
    port.on('close', (error: Error | null) => this.#lose(port, error === null ? 'closed' : reasonOf(error)));
  }

  // serialport reads on for ever where a read of a port that has hung up gives no bytes instead of an error;
  // about one unplug in ten under traffic ends so, and only the path's disappearance shows it.
  #watch(port: SerialPort, identity: string): void {
    if (this.#port !== port) return;
    const found = identityOf(this.#setup.path);
    if (found !== identity) this.#lose(port, 'the path does not lead to the opened device any more');
    else this.#later(WATCH_MS, () => this.#watch(port, identity));
  }

  #lose(port: SerialPort, reason: string): void {
    if (this.#port !== port) return;
    this.#port = null;
    if (this.#timer !== null) clearTimeout(this.#timer);
    if (port.isOpen) port.close(() => {});
    this.#later(FIRST_RETRY_MS, () => void this.#open());
    this.#tellClosed(reason);
  }

  #tellClosed(reason: string): void {
    if (this.#ended || reason === this.#lastReason) return;
    this.#lastReason = reason;
    this.#setup.listener({ kind: 'closed', reason });
  }
}

/**
 * What tells one device from another behind the same path; null where the path leads nowhere. Done at once: the answer
 * is in memory, and handing the question to another thread and back costs ten times as much.
 */
function identityOf(path: string): string | null {
  try {
    const { dev, ino, rdev } = statSync(path);
    return `${dev}:${ino}:${rdev}`;
  } catch {
    return null;
  }
}

/** An open port, or the reason why there is none. */
function openPort({ path, baudRate, parity, rtscts = false }: SerialLineSetup): Promise<SerialPort | string> {
  return new Promise((resolve) => {
    const port = new SerialPort({
      path,
      baudRate,
      parity,
      dataBits: 8,
      stopBits: 1,
      rtscts,
      autoOpen: false,
    });
    // A failed write also closes the port, and that is listened to; unheard, an error would end the process.
    port.on('error', () => {});
    port.open((error) => resolve(error === null ? port : plainReason(reasonOf(error))));
  });
}

/** What the system's own words mean to somebody who looks after a station; others stay as they are. */
const PLAIN_REASONS: readonly (readonly [words: RegExp, plain: string])[] = [
  [/cannot lock port|resource temporarily unavailable|resource busy/i, 'another program has it open'],
  [/permission denied/i, "no permission to open it: add the station's user to the group that owns it"],
  [/inappropriate ioctl|not a tty|custom baud rate/i, 'it is no serial port'],
];

function plainReason(reason: string): string {
  return PLAIN_REASONS.find(([words]) => words.test(reason))?.[1] ?? reason;
}
