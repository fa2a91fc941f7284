// What a reader does in its field and what comes of it, in the words of no make of reader: the simulator's tags know
// these alone, and each reader's twin says them in its own frames.

import type { Uid } from '../../../../protocols/devices/pad.ts';
import type { WorldTag } from '../../world/world.ts';

/** One thing that a reader is asked to do. What changes nothing in the field is here too: it takes time and can fail. */
export type AirRequest =
  /** Model and firmware: nothing goes on the air. */
  | { readonly kind: 'identify' }
  /** Reads or writes the reader's own configuration. */
  | { readonly kind: 'configure' }
  /** Lamps, buzzer, inputs. */
  | { readonly kind: 'signal' }
  /** The reader starts anew. */
  | { readonly kind: 'restart' }
  | { readonly kind: 'switchField'; readonly on: boolean }
  /** The field goes off and on: tags forget that they were told to be quiet, and who logged in. */
  | { readonly kind: 'rfReset' }
  /**
   * Which tags are there? `rest` is for readers that tell a full field in parts: what they remember of the last
   * round, without the air. `leaveQuiet`: tags that were found keep silent from then on.
   */
  | { readonly kind: 'inventory'; readonly round: 'new' | 'rest'; readonly leaveQuiet: boolean }
  | { readonly kind: 'systemInformation'; readonly uid: Uid }
  | {
      readonly kind: 'readBlocks';
      readonly uid: Uid;
      readonly first: number;
      readonly count: number;
      readonly securityStatus: boolean;
    }
  | {
      readonly kind: 'writeBlocks';
      readonly uid: Uid;
      readonly first: number;
      readonly blocks: readonly Uint8Array[];
    }
  | { readonly kind: 'writeAfi'; readonly uid: Uid; readonly afi: number }
  | { readonly kind: 'writeDsfid'; readonly uid: Uid; readonly dsfid: number }
  | ChipRequest;

/** What only NXP's chips know (protocols/tags/icode.ts). */
export type ChipRequest =
  | { readonly kind: 'writeEas'; readonly uid: Uid; readonly set: boolean }
  /** Answered by silence where the bit is not set. */
  | { readonly kind: 'readEas'; readonly uid: Uid }
  /** From now on the password guards it. */
  | { readonly kind: 'guard'; readonly uid: Uid; readonly what: 'eas' | 'afi' }
  | { readonly kind: 'readRandom'; readonly uid: Uid }
  | { readonly kind: 'logIn'; readonly uid: Uid; readonly masked: Uint8Array }
  | { readonly kind: 'writePassword'; readonly uid: Uid; readonly password: Uint8Array };

/** What a request is called; faults are planned on these names. */
export type AirKind = AirRequest['kind'];

/** A request to one tag. */
export type TagRequest = Extract<AirRequest, { readonly uid: Uid }>;

/** How it went. */
export type AirAnswer =
  | { readonly kind: 'done' }
  /** Of an inventory, in the order of its slots; the reader may tell them in parts. */
  | { readonly kind: 'tags'; readonly tags: readonly WorldTag[] }
  /** The addressed tag as it is now. */
  | { readonly kind: 'tag'; readonly tag: WorldTag }
  | {
      readonly kind: 'blocks';
      readonly uid: Uid;
      readonly first: number;
      readonly blocks: readonly Uint8Array[];
    }
  | { readonly kind: 'random'; readonly number: number }
  /** Nothing answered. */
  | { readonly kind: 'silence' }
  /** The tag refused with an ISO 15693 error code; `block` where it failed at one. */
  | { readonly kind: 'refused'; readonly code: number; readonly block: number | null }
  /** What was written did not stay. */
  | { readonly kind: 'notWritten'; readonly block: number | null }
  /** What came back was spoiled on the air. */
  | { readonly kind: 'disturbed' };
