// Reads a file that the settings name; what is wrong in it is told with its name.

import { type PlacedFault, wholeFile } from '../settings/fault.ts';
import { reasonOf } from './line.ts';
import { readText } from './read-text.ts';

interface Faulty {
  readonly ok: false;
  readonly faults: readonly PlacedFault[];
}

/** What a file holds, or its faults; one that cannot be read is a fault too. */
export function readNamedFile<Found extends { readonly ok: true }>(
  file: string,
  check: (text: string) => Found | Faulty,
): Found | Faulty {
  const checked = checkFile(file, check);
  if (checked.ok) return checked;
  return { ok: false, faults: checked.faults.map((fault): PlacedFault => ({ ...fault, file })) };
}

function checkFile<Found>(file: string, check: (text: string) => Found | Faulty): Found | Faulty {
  try {
    return check(readText(file));
  } catch (error) {
    return { ok: false, faults: [wholeFile(`cannot be read: ${reasonOf(error)}`)] };
  }
}
