// What the ways to write tags have in common: a tag's memory, what stands on it in words, and what cannot be written.

import type { Offline, PatronGroup, TypeOfUsage } from './usage.ts';

/** The memory of a tag that is to be written. */
export interface TagMemory {
  /** As it stands on the tag, from block 0 in whole blocks: all of it, or as much as was read. */
  readonly bytes: Uint8Array;
  /** All of it, in bytes. */
  readonly length: number;
  readonly blockBytes: number;
}

/** What a tag tells, whatever its model. Texts are as they stand on the tag. */
export interface TagText {
  /** Primary item identifier, or the number of a card. */
  readonly identifier: string;
  /** Number of parts in the item; 0 where the tag does not tell. */
  readonly parts: number;
  /** Which of them this is; 0 where the tag does not tell. */
  readonly part: number;
  readonly usage: TypeOfUsage;
  readonly offline: Offline;
  /** Of a patron card, where the tag tells. */
  readonly group: PatronGroup | null;
  /** ISIL of the owner; empty where the tag does not tell, null where writing leaves it as it stands. */
  readonly owner: string | null;
}

/** What cannot be written. Nothing is ever cut to make it fit. */
export type TagFault =
  /** The text's bytes are more than its place on the tag. */
  | {
      readonly kind: 'too-long';
      readonly field: TagField;
      readonly bytes: number;
      readonly mostBytes: number;
    }
  /** The tag's memory is too small, or what else stands on it leaves too little of it. */
  | { readonly kind: 'does-not-fit'; readonly bytes: number; readonly mostBytes: number }
  /** The model has no way to say this: the desk has to take another model, or say less. */
  | { readonly kind: 'not-representable'; readonly field: TagField }
  /** The text would not be read as it was written: empty, control characters, `|`, space at its end. */
  | { readonly kind: 'not-text'; readonly field: TagField }
  /** Not a whole number in its range, or a part above the parts. */
  | { readonly kind: 'out-of-range'; readonly field: TagField }
  /** More of the tag has to be read before it can be written: what stands there must not get lost. */
  | { readonly kind: 'unread' };

/** A word of the tag that a fault is about. */
export type TagField = 'item' | 'owner' | 'usage' | 'offline' | 'group' | 'parts' | 'part';

/** A tag's new memory, from block 0 in whole blocks, or what cannot be written. */
export type WrittenMemory =
  | { readonly ok: true; readonly memory: Uint8Array }
  | { readonly ok: false; readonly fault: TagFault };

/** A way to write tags. */
export interface Model {
  /** What a tag of this model tells; null where the memory, as far as it was read, is not written so. */
  readonly read: (memory: Uint8Array) => TagText | null;
  /** Keeps what stands on a tag of this model and is not told; clears a tag of another. */
  readonly write: (text: TagText, tag: TagMemory) => WrittenMemory;
}

/** The refusal of a word that the model cannot say. */
export function notRepresentable(field: TagField): WrittenMemory {
  return { ok: false, fault: { kind: 'not-representable', field } };
}
