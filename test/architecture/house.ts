// Where the house stands, which rooms are pure, and houses to plant faults in. Not a test itself.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** The root of the repository. */
export const HOUSE = join(import.meta.dirname, '../..');

/** Steps and functions alone: no I/O, timer, promise, time or chance. */
export const PURE_ROOMS: readonly string[] = [
  'protocols',
  ...['core', 'library', 'drivers', 'station', 'simulator', 'simulation'].map(
    (room) => `station-daemon/${room}`,
  ),
];

/** Builds a house of these files (path from the root: text) in a temporary folder and looks at it. */
export async function inHouseOf<Seen>(
  files: Readonly<Record<string, string>>,
  look: (root: string) => Promise<Seen>,
): Promise<Seen> {
  const root = mkdtempSync(join(tmpdir(), 'lendstation-house-'));
  try {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    return await look(root);
  } finally {
    rmSync(root, { recursive: true });
  }
}
