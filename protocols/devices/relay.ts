// The words that the station and a relay board's driver share. Relays and inputs count from 0, as the board's first one.

/** How one relay or input is. */
export interface RelayLevel {
  readonly place: number;
  readonly on: boolean;
}

/** What a relay board's driver tells the station. */
export type RelayReading =
  | { readonly kind: 'ready'; readonly model: string }
  | { readonly kind: 'lost'; readonly reason: string }
  /**
   * How all relays and inputs are that are in use, in the order of the settings; told anew whenever it differs from
   * what was told last. Relays were read back from the board, where it can be asked.
   */
  | {
      readonly kind: 'level';
      readonly relays: readonly RelayLevel[];
      readonly inputs: readonly RelayLevel[];
    }
  /** Ordered again and again, and read back otherwise. Told once, until it follows. */
  | { readonly kind: 'stuck'; readonly relay: number };

/**
 * What the station asks of a relay. It holds: after an unplug or a board that lost its power it is brought about
 * again. With `forMs` the relay goes back by itself after so many milliseconds to what was ordered without.
 */
export interface RelayOrder {
  readonly kind: 'switch';
  readonly relay: number;
  readonly on: boolean;
  readonly forMs: number | null;
}
