// What a book drop has in mind beyond the session, which its items are the rows of.

import type { Uid } from '../../../protocols/devices/pad.ts';
import type { DropSetup } from './setup.ts';

/** Null at other kinds of stations. */
export interface DropState {
  /** Rows that are done and whose item has gone, with the ticks since when. */
  readonly gone: ReadonlyMap<number, number>;
  /** Null where nothing moves. */
  readonly machine: MachineState | null;
}

export interface MachineState {
  /** Sensors, as they were told last. */
  readonly inputs: ReadonlyMap<string, boolean>;
  readonly place: AtPlace;
  readonly sorter: Sorter;
  /** Items that fell into each bin since it was emptied. */
  readonly counts: ReadonlyMap<number, number>;
  /** After a start something may lie between inlet and place, where nothing feels it. */
  readonly inlet: 'unknown' | 'known';
  /** How often in a row an item was let in that did not come. */
  readonly vain: number;
  readonly lamp: boolean;
}

/** The place where tags are read. All moments are ticks. */
export type AtPlace =
  | { readonly kind: 'clear' }
  /** Something was let in. */
  | { readonly kind: 'coming'; readonly by: number }
  | Here
  /** It is on its way into the sorter. */
  | { readonly kind: 'leaving'; readonly until: number; readonly uids: readonly Uid[] };

export interface Here {
  readonly kind: 'here';
  /** False after a start, when nobody knows whether anything lies there. */
  readonly sure: boolean;
  /** The tags that lie there, and when that changed last. */
  readonly tags: string;
  readonly tagsSince: number;
  /** How far their items are, and when that changed last. */
  readonly progress: string;
  readonly progressSince: number;
}

export type Sorter =
  /** After a start something may lie in it. */
  | { readonly kind: 'unknown' }
  | { readonly kind: 'free' }
  /** `by`: when it falls into its bin at the latest. `sure`: false where perhaps nothing is in it. */
  | { readonly kind: 'sorting'; readonly bin: number; readonly by: number; readonly sure: boolean }
  | { readonly kind: 'jammed'; readonly retryAt: number };

/** As it starts: what a power cut left in it, nobody knows. */
export function newDrop(setup: DropSetup | null): DropState | null {
  if (setup === null) return null;
  return { gone: new Map(), machine: setup.machine === null ? null : NEW_MACHINE };
}

/** Does something lie where tags are read? It waits there for a sorter that is jammed, however long that takes. */
export function isPlaceTaken({ machine }: DropState): boolean {
  return machine?.place.kind === 'here';
}

const NEW_MACHINE: MachineState = {
  inputs: new Map(),
  place: { kind: 'here', sure: false, tags: '', tagsSince: 0, progress: '', progressSince: 0 },
  sorter: { kind: 'unknown' },
  counts: new Map(),
  inlet: 'unknown',
  vain: 0,
  lamp: false,
};
