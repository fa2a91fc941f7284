// The words that the station and a security gate's driver share.

/** What a gate's driver tells the station. */
export type GateReading =
  | { readonly kind: 'ready'; readonly model: string }
  | { readonly kind: 'lost'; readonly reason: string }
  /** As the gate, or the relay that arms it, says itself. */
  | { readonly kind: 'armed'; readonly armed: boolean }
  /** Ordered again and again, and it did not follow. */
  | { readonly kind: 'stuck' }
  /** Whether its alarm contact is closed just now. */
  | { readonly kind: 'sounding'; readonly sounding: boolean }
  /** It has sounded for something: the item's number and the tag's UID where it tells them. Printable ASCII. */
  | { readonly kind: 'alarm'; readonly item: string | null; readonly uid: string | null }
  /** How many have gone in and out, as the gate counts. */
  | { readonly kind: 'passed'; readonly in: number; readonly out: number };

/** What the station asks of a gate. It holds until it is asked otherwise, also over an unplug. */
export interface GateOrder {
  readonly kind: 'arm';
  readonly armed: boolean;
}
