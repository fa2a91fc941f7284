// What can be made to go wrong with a simulated reader, whatever its make.

import type { Fault, FaultPlan } from '../faults.ts';
import type { AirKind } from './air/request.ts';

/** What goes wrong with one request. */
export type ReaderFault =
  /** Carried out, but the answer never comes. */
  | { readonly kind: 'noAnswer' }
  /** Not carried out: disturbed on the air. */
  | { readonly kind: 'rfError' }
  /** Carried out, and a bit of the answer falls over on the line. */
  | { readonly kind: 'garble' }
  /** Answered as if done, and the tag keeps what it held. */
  | { readonly kind: 'writeIgnored' };

/** One planned fault of a reader. */
export type PlannedReaderFault = Fault<AirKind, ReaderFault>;

/** The planned faults of one reader. */
export type ReaderFaults = FaultPlan<AirKind, ReaderFault>;
