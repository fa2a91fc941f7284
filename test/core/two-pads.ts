// A bench with two pads side by side.

import type { CoreSetup } from '../../station-daemon/core/setup.ts';
import { Bench, type Tag } from './bench.ts';

const DEVICES: CoreSetup['devices'] = [
  { id: 'pad', kind: 'pad' },
  { id: 'right', kind: 'pad' },
  { id: 'scanner', kind: 'scanner', reads: 'any' },
  { id: 'printer', kind: 'printer' },
];

/** The pads `pad` and `right`, a scanner and a printer, all there. */
export function twoPads(setup: Partial<CoreSetup> = {}): Bench {
  return new Bench({ devices: DEVICES, ...setup }).ready();
}

/** A tag of the bench by its number. */
export function tagOf(bench: Bench, uid: string): Tag {
  const tag = bench.tags.get(uid);
  if (tag === undefined) throw new Error(`no tag ${uid}`);
  return tag;
}
