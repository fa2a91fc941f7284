// What can be made to go wrong with a simulated reader, whatever its make.

import type { Fault, FaultPlan } from '../faults.ts';
import type { AirKind } from './air/request.ts';

/** What goes wrong with one request. */
export type ReaderFault =
  /** Carried out, but the answer never comes. */
  | { readonly kind: 'noAnswer' }
  /** Neither carried out nor answered. */
  | { readonly kind: 'deaf' }
  /** Carried out, but the reader does not hear the tag's answer, and says that none is there. */
  | { readonly kind: 'unheard' }
  /** Not carried out: disturbed on the air. */
  | { readonly kind: 'rfError' }
  /** Carried out, and a bit of the answer falls over on the line. */
  | { readonly kind: 'garble' }
  /** Answered as if done, and the tag keeps what it held. */
  | { readonly kind: 'writeIgnored' }
  /** Only so many pieces of a write get into the tag, and no answer comes. */
  | { readonly kind: 'torn'; readonly pieces: number }
  /**
   * The tag is out of reach in the middle of a write, and no answer comes: what was to be written is erased and not yet
   * there. An AFI is 0, an EAS bit not set, a block half old and half new; nothing of further pieces is written.
   */
  | { readonly kind: 'half' }
  /** The tag is lifted so long after the request came in. */
  | { readonly kind: 'lifted'; readonly afterMs: number }
  /** The reader starts anew so long after the request came in: no answer, and it is deaf for a while. */
  | { readonly kind: 'restart'; readonly afterMs: number; readonly awayMs: number }
  /** Tags collide in an inventory: only so many of them are found. */
  | { readonly kind: 'collision'; readonly found: number }
  /** Bytes that nobody asked for come before the answer. */
  | { readonly kind: 'noise'; readonly bytes: Uint8Array };

/** One planned fault of a reader. */
export type PlannedReaderFault = Fault<AirKind, ReaderFault>;

/** The planned faults of one reader. */
export type ReaderFaults = FaultPlan<AirKind, ReaderFault>;
