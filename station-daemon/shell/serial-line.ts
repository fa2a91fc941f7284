// One serial line: opens a path, says what comes in, and opens it again for ever when it goes.
// It never sets or reads modem lines: a pty has none.

import { stat } from 'node:fs/promises';
import { SerialPort } from 'serialport';
import { type LineListener, reasonOf } from './line.ts';
import { LineCutter, type LineMode } from './line-cutter.ts';

export interface SerialLineSetup {
  /** A device or a symbolic link to one. After a replug it may lead to another device. */
  readonly path: string;
  readonly baudRate: number;
  readonly parity: 'none' | 'even' | 'odd';
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
const WATCH_MS = 250;
/** Seconds of output at any speed in use; a device that takes so little is not listening. */
const LONGEST_UNSENT_BYTES = 64 * 1024;

/** Opens a serial line. Tells `closed` once for each new reason why it cannot be opened, not for each try. */
export function openSerialLine(setup: SerialLineSetup): SerialLine {
  let port: SerialPort | null = null;
  let timer: NodeJS.Timeout | null = null;
  let ended = false;
  let lastReason: string | null = null;

  const later = (ms: number, act: () => Promise<void>): void => {
    if (ended) return;
    timer = setTimeout(() => void act(), ms);
  };

  const tell = (reason: string): void => {
    if (ended || reason === lastReason) return;
    lastReason = reason;
    setup.listener({ kind: 'closed', reason });
  };

  const lose = (lost: SerialPort, reason: string): void => {
    if (port !== lost) return;
    port = null;
    if (timer !== null) clearTimeout(timer);
    if (lost.isOpen) lost.close(() => {});
    tell(reason);
    later(FIRST_RETRY_MS, open);
  };

  // serialport reads on for ever where a read of a port that has hung up gives no bytes instead of an error;
  // about one unplug in ten under traffic ends so, and only the path's disappearance shows it.
  const watch = async (opened: SerialPort, identity: string): Promise<void> => {
    const found = await identityOf(setup.path);
    if (port !== opened) return;
    if (found !== identity) lose(opened, 'the path does not lead to the opened device any more');
    else later(WATCH_MS, () => watch(opened, identity));
  };

  const open = async (): Promise<void> => {
    const identity = await identityOf(setup.path);
    const outcome = identity === null ? 'no such path' : await openPort(setup);
    if (typeof outcome === 'string' || identity === null) {
      tell(String(outcome));
      later(RETRY_MS, open);
      return;
    }
    if (ended) {
      outcome.close(() => {});
      return;
    }
    port = outcome;
    lastReason = null;
    listen(outcome);
    setup.listener({ kind: 'opened' });
    later(WATCH_MS, () => watch(outcome, identity));
  };

  const listen = (opened: SerialPort): void => {
    const { listener, lineMode } = setup;
    const cutter =
      lineMode === null
        ? null
        : new LineCutter({
            ...lineMode,
            onLine: (bytes) => listener({ kind: 'bytes', bytes }),
            onDiscarded: (bytes) => listener({ kind: 'discarded', bytes }),
          });
    opened.on('data', (chunk: Buffer) => {
      if (port !== opened) return;
      if (cutter === null) listener({ kind: 'bytes', bytes: new Uint8Array(chunk) });
      else cutter.push(chunk);
    });
    opened.on('close', (error: Error | null) => lose(opened, error === null ? 'closed' : reasonOf(error)));
  };

  later(0, open);

  return {
    send(bytes) {
      if (port === null || !port.isOpen) return false;
      if (port.writableLength + bytes.length > LONGEST_UNSENT_BYTES) return false;
      port.write(Buffer.from(bytes));
      return true;
    },
    async close() {
      ended = true;
      if (timer !== null) clearTimeout(timer);
      const last = port;
      port = null;
      if (last?.isOpen) await new Promise<void>((resolve) => last.close(() => resolve()));
    },
  };
}

/** What tells one device from another behind the same path; null where the path leads nowhere. */
async function identityOf(path: string): Promise<string | null> {
  try {
    const { dev, ino, rdev } = await stat(path);
    return `${dev}:${ino}:${rdev}`;
  } catch {
    return null;
  }
}

/** An open port, or the reason why there is none. */
function openPort({ path, baudRate, parity }: SerialLineSetup): Promise<SerialPort | string> {
  return new Promise((resolve) => {
    const port = new SerialPort({ path, baudRate, parity, dataBits: 8, stopBits: 1, autoOpen: false });
    // A failed write also closes the port, and that is listened to; unheard, an error would end the process.
    port.on('error', () => {});
    port.open((error) => resolve(error === null ? port : reasonOf(error)));
  });
}
