// A disk that can be filled to the last byte: a small file system of its own where this machine lets one be mounted,
// else a limit on how long files of the station may become. Not a test itself.

import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

export interface SmallDisk {
  readonly kind: 'file system' | 'limit';
  /** Leaves no space, for this process where it is a limit. */
  fill(pid: number | undefined): void;
  clear(pid: number | undefined): void;
  /** The command that starts a station on the disk as it is. */
  command(command: string, args: readonly string[]): readonly [command: string, args: readonly string[]];
  close(): void;
}

/** Puts a disk of two megabytes at a folder. */
export function smallDisk(folder: string): SmallDisk {
  mkdirSync(folder, { recursive: true });
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', folder], { stdio: 'ignore' });
  } catch {
    return limitedFiles();
  }
  const ballast = join(folder, 'ballast');
  return {
    kind: 'file system',
    fill: () => fillUp(ballast),
    clear: () => rmSync(ballast),
    command: (command, args) => [command, args],
    close: () => void execFileSync('umount', ['--lazy', folder]),
  };
}

/** In pieces that get smaller and smaller, until not one byte more goes in. */
function fillUp(file: string): void {
  for (let bytes = 65_536; bytes >= 1; ) {
    try {
      appendFileSync(file, Buffer.alloc(bytes));
    } catch {
      bytes = Math.floor(bytes / 2);
    }
  }
}

function limitedFiles(): SmallDisk {
  let isFull = false;
  const limit = (pid: number | undefined, most: '0' | 'unlimited'): void => {
    isFull = most === '0';
    // The soft limit only: it can be lifted again.
    if (pid !== undefined) execFileSync('prlimit', [`--pid=${pid}`, `--fsize=${most}:`]);
  };
  return {
    kind: 'limit',
    fill: (pid) => limit(pid, '0'),
    clear: (pid) => limit(pid, 'unlimited'),
    command: (command, args) =>
      isFull ? ['bash', ['-c', 'ulimit -S -f 0; exec "$0" "$@"', command, ...args]] : [command, args],
    close: () => {},
  };
}
