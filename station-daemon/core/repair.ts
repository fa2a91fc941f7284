// A tag that is put right outside of any transaction, as data.

import type { Security, Uid } from '../../protocols/devices/pad.ts';
import { progressOf, type TagProgress, type TagWork } from './tag-work.ts';

/** The work on the tags of one item that do not say what the library system says. */
export interface Repair {
  /** The journal's number. */
  readonly transaction: number;
  readonly item: string;
  /** True while the patron whose loan or return it belongs to stands there, and is told of it. */
  readonly attended: boolean;
  /** As its patron knows it; null where nobody is told. */
  readonly title: string | null;
  readonly tags: readonly TagWork[];
  /** Does the journal know of it? */
  readonly written: boolean;
  readonly stage: RepairStage;
}

export type RepairStage =
  /** How does the library system have the item? */
  | { readonly kind: 'asking-item'; readonly order: number }
  /** On loan, but to the patron who is here? */
  | { readonly kind: 'asking-loan'; readonly order: number }
  | { readonly kind: 'writing'; readonly wanted: Security }
  /** Found in the journal after a break: what it came to, the tag tells when it is seen again. */
  | { readonly kind: 'interrupted' };

/** Why a tag was looked at already while it lies there: a second look would find nothing else. */
export interface Examined {
  readonly uid: Uid;
  /** A transaction of the session that goes on, or the one that nobody began. */
  readonly about: number | 'nobody' | 'the-patron';
}

/** The repair of an item, if there is one. */
export function repairOf(repairs: readonly Repair[], item: string): Repair | undefined {
  return repairs.find((repair) => repair.item === item);
}

/** How far its tags are. A question is answered by itself, and what was interrupted ends by itself. */
export function repairProgress({ stage, tags }: Repair, reachable: (uid: Uid) => boolean): TagProgress {
  return stage.kind === 'writing' ? progressOf({ tags, parts: 1 }, stage.wanted, reachable) : 'working';
}

/** Is it being written, or about to be? Then nothing else begins with its item. */
export function isWriting(repair: Repair | undefined): boolean {
  return repair?.stage.kind === 'writing';
}
