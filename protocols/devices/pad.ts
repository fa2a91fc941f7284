// The words that the station and an RFID pad's driver share, whatever the reader's make.
// Frames of one make are in protocols/<family>/, what a tag's bytes mean is in protocols/tags/.

/** A tag's unique identifier: 16 upper-case hexadecimal digits, as printed by readers, e.g. `E004010012345678`. */
export type Uid = string;

/** What the gate looks at: a secured tag sets it off, a released one does not. */
export type Security = 'secured' | 'released';

/** One tag as the reader sees it now. */
export interface TagSeen {
  readonly uid: Uid;
  /**
   * As read from the tag: `other` where it holds neither of the station's two states, or where what the gates look at
   * (AFI, EAS) does not agree, as after a write that was broken off; null while unread.
   */
  readonly security: Security | 'other' | null;
  /** The tag's user memory from block 0, in memory order, as far as the driver reads; null while unreadable. */
  readonly memory: Uint8Array | null;
}

/** What a pad's driver tells the station. */
export type PadReading =
  /** The reader answers (again). `model` is for the staff page. */
  | { readonly kind: 'ready'; readonly model: string }
  /** The reader does not answer, or its port is gone. `reason` is for the staff page. */
  | { readonly kind: 'lost'; readonly reason: string }
  /** Everything that lies in the field now: a level, told anew whenever it differs from the last one told. */
  | { readonly kind: 'level'; readonly tags: readonly TagSeen[] }
  /** How a `setSecurity` order ended. */
  | {
      readonly kind: 'securitySet';
      readonly order: number;
      readonly uid: Uid;
      readonly outcome: SecurityOutcome;
    };

/** How a `setSecurity` order ended. Only `verified` was read back from the tag. */
export type SecurityOutcome =
  | { readonly kind: 'verified'; readonly security: Security }
  /** Read back, and the tag holds something else than ordered: the write had no effect. */
  | { readonly kind: 'unchanged'; readonly security: Security | 'other' }
  /** Nothing could be read back: the tag may hold the old or the new state. */
  | { readonly kind: 'unknown'; readonly reason: string };

/** What the station asks of a pad. */
export interface PadOrder {
  readonly kind: 'setSecurity';
  /** The station's number for this order, returned in `securitySet`. */
  readonly order: number;
  readonly uid: Uid;
  readonly security: Security;
}
