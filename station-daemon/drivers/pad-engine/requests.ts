// What the pad engine asks of a reader and what it hears, in the words of no family: each request is one frame out and
// one frame back. dialect.ts says how a family writes them.

import type { Uid } from '../../../protocols/devices/pad.ts';

/** One thing asked of a reader. */
export type PadRequest =
  /**
   * Who are you? The first thing to ask, and again after an answer that did not come: answers seldom say what they
   * answer, so that a late one could pass for the next one's, and one book's number for another's. That to `identify`
   * must be known from all others, and nothing older comes after it.
   */
  | { readonly kind: 'identify' }
  | { readonly kind: StartRequest }
  /** Which tags lie in the field? `more` asks for the rest, after an answer with `more`. */
  | { readonly kind: 'inventory'; readonly more: boolean }
  /** Switches the field off and on. Only asked of a dialect that `resetsField`. */
  | { readonly kind: 'resetField' }
  | TagRequest;

/** What may be asked at the start. `checkSetup`: is the reader set up to do as it is told? */
export type StartRequest = 'checkSetup' | 'fieldOn';

/** A request to one tag. */
export type TagRequest =
  /** What gates look at, and how large the memory is. Only a tag that is there answers. */
  | { readonly kind: 'readFacts'; readonly uid: Uid }
  /** Is the EAS bit set? A tag whose bit is not set may say so by silence: `eas` with `set: false`. */
  | { readonly kind: 'readEas'; readonly uid: Uid }
  | { readonly kind: 'readBlocks'; readonly uid: Uid; readonly first: number; readonly count: number }
  | { readonly kind: 'writeAfi'; readonly uid: Uid; readonly afi: number }
  | { readonly kind: 'writeEas'; readonly uid: Uid; readonly set: boolean }
  /** The number that masks a password. */
  | { readonly kind: 'readRandom'; readonly uid: Uid }
  /** Gives the tag its password, masked (protocols/tags/icode.ts). */
  | { readonly kind: 'logIn'; readonly uid: Uid; readonly masked: Uint8Array };

/** What a reader said. Each request but those that end in `done` has an answer of its own. */
export type PadAnswer =
  | { readonly kind: 'done' }
  /** To `identify`: the model and its firmware, for the staff page. */
  | { readonly kind: 'identified'; readonly model: string }
  /** To `inventory`. No tag at all is an answer too. */
  | { readonly kind: 'inventory'; readonly uids: readonly Uid[]; readonly more: boolean }
  /** To `readFacts`; `uid` is the tag's that answered, as far as it told, else the one that was asked. */
  | {
      readonly kind: 'facts';
      readonly uid: Uid;
      readonly afi: number;
      readonly blocks: { readonly count: number; readonly size: number };
    }
  | { readonly kind: 'eas'; readonly set: boolean }
  /** To `readBlocks`, in memory order: all that were asked for or the first of them; none where the memory ended before. */
  | { readonly kind: 'blocks'; readonly bytes: Uint8Array }
  | { readonly kind: 'random'; readonly number: number }
  /** Not done, or not understood; `reason` is for the log. */
  | { readonly kind: 'refused'; readonly reason: string }
  /** The reader is set up for something else and does not do as it is told. `reason` tells staff what to set. */
  | { readonly kind: 'unfit'; readonly reason: string };
