// A serial device that can be unplugged, made of a pseudo terminal: what the daemon opens is a real tty.
// What the device says and understands is its actor's business.

import { constants, lstatSync, mkdirSync, openSync, symlinkSync, unlinkSync } from 'node:fs';
import { dirname } from 'node:path';
import { ReadStream } from 'node:tty';
import { open as openPty } from '@lydell/node-pty';

declare module '@lydell/node-pty' {
  /** A pair of ends without a process; there, but missing in the package's own types (1.1.0). */
  export function open(options: { readonly encoding: null }): {
    readonly master: ReadStream;
    readonly slave: ReadStream;
    /** The slave's path. */
    readonly ptsName: string;
  };
}

export interface PtyDeviceSetup {
  /** Where the device can be found while it is plugged in: a symbolic link, made and removed here. */
  readonly path: string;
  /** Bytes that the daemon wrote, split anywhere. */
  readonly onBytes: (bytes: Uint8Array) => void;
}

export interface PtyDevice {
  readonly path: string;
  readonly plugged: boolean;
  /** Bytes to the daemon; lost where the device is unplugged or nobody reads for long. */
  send(bytes: Uint8Array): boolean;
  /** Both do nothing where it is so already. */
  plug(): void;
  unplug(): void;
}

/** A real adapter's buffer is smaller; what nobody reads is lost. */
const LONGEST_UNREAD_BYTES = 64 * 1024;

/** Makes a device and plugs it in. Throws where the link cannot be made. */
export function createPtyDevice({ path, onBytes }: PtyDeviceSetup): PtyDevice {
  let ends: PtyEnds | null = null;

  const unplug = (): void => {
    const was = ends;
    ends = null;
    if (was === null) return;
    removeLink(path);
    was.master.destroy();
    was.slave.destroy();
  };

  const plug = (): void => {
    if (ends !== null) return;
    mkdirSync(dirname(path), { recursive: true });
    removeLink(path);
    const made = openEnds();
    symlinkSync(made.slavePath, path);
    ends = made;
    made.master.on('data', (chunk: Buffer) => {
      if (ends === made) onBytes(new Uint8Array(chunk));
    });
    made.master.on('close', () => {
      if (ends === made) unplug();
    });
  };

  plug();
  return {
    path,
    get plugged() {
      return ends !== null;
    },
    send(bytes) {
      if (ends === null || ends.master.writableLength + bytes.length > LONGEST_UNREAD_BYTES) return false;
      ends.master.write(Buffer.from(bytes));
      return true;
    },
    plug,
    unplug,
  };
}

interface PtyEnds {
  readonly master: ReadStream;
  /** Held open and never read: without it the pair would hang up whenever the daemon closes its port. */
  readonly slave: ReadStream;
  readonly slavePath: string;
}

/** A pseudo terminal that passes every byte unchanged and echoes none, even before the daemon has opened it. */
function openEnds(): PtyEnds {
  // With no encoding the master gives bytes.
  const { master, slave: reading, ptsName } = openPty({ encoding: null });
  const slave = new ReadStream(openSync(ptsName, constants.O_RDWR | constants.O_NOCTTY));
  slave.setRawMode(true);
  // node-pty's own slave has begun to read and would take bytes away from the daemon.
  reading.destroy();
  // A hang-up is an error to both streams; it is told by `close`.
  for (const end of [master, slave, reading]) end.on('error', () => {});
  return { master, slave, slavePath: ptsName };
}

function removeLink(path: string): void {
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (found === undefined) return;
  if (!found.isSymbolicLink()) throw new Error(`${path} is not a symbolic link, so it is not removed`);
  unlinkSync(path);
}
