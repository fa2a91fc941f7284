// An alarm of a gate, as data.

import type { DeviceId } from '../event.ts';

/** An alarm that the staff are told of. */
export interface GateAlarm {
  readonly device: DeviceId;
  readonly item: string | null;
  readonly uid: string | null;
  /** Ticks. */
  readonly at: number;
  readonly finding: Finding;
}

export type Finding =
  /** There is nothing to ask for: the gate tells no item. */
  | { readonly kind: 'unasked' }
  /** The library system is away. */
  | { readonly kind: 'waiting' }
  | { readonly kind: 'asking'; readonly order: number }
  | { readonly kind: 'unknown' }
  /** The title stays only where it is nobody's loan. */
  | { readonly kind: 'not-on-loan'; readonly title: string }
  | { readonly kind: 'on-loan' };
