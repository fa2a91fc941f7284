// The simulator's true state: what the library, its books and their tags, the pad and the printer are really like,
// whatever a station believes. It is changed in place, by the small functions of this folder and by the twins
// (ACS, reader, printer); tests compare a station's words with it.

import type { Uid } from '../../../protocols/devices/pad.ts';
import type { Picture } from '../../../protocols/devices/printer.ts';
import type { GateLooksAt } from '../../../protocols/tags/security.ts';
import type { CollectionItem } from '../collection/collection.ts';
import type { CollectionPatron } from '../collection/patrons.ts';

/** Where an item stands in the library system's books. */
export type Circulation = 'available' | 'on-loan' | 'hold-shelf' | 'in-transit' | 'lost';

/** A reservation. The first one of an item's queue is served next. */
export interface Hold {
  readonly card: string;
  /** The branch where the patron wants to fetch it. */
  readonly pickup: string;
}

/** What the library system's books say of an item; replaced as a whole, so that an earlier state can be put back. */
export interface Standing {
  readonly circulation: Circulation;
  readonly borrower: string | null;
  /** End of the loan, wall clock in milliseconds since 1970. */
  readonly dueWall: number | null;
  readonly renewals: number;
  readonly holds: readonly Hold[];
  /** Where an item in transit goes. */
  readonly destination: string | null;
}

/** One RFID tag. */
export interface WorldTag {
  readonly uid: Uid;
  /** 1 for the first part. */
  readonly part: number;
  /** User memory, 28 blocks of 4 bytes as on an ICODE SLIX; in memory order. Written in place. */
  readonly memory: Uint8Array;
  afi: number;
  dsfid: number;
  /** The chip's own alarm bit. */
  eas: boolean;
  /** What guards EAS and AFI once the chip is told so: 4 bytes, all 0 when it comes from its maker. */
  password: Uint8Array;
  guarded: { readonly eas: boolean; readonly afi: boolean };
  /** `unwritable`: writes end in an error and change nothing; `silent`: it never answers (torn, or behind metal). */
  health: 'good' | 'unwritable' | 'silent';
}

/** An item: what it is, how it stands, and its tags, part 1 first. */
export interface WorldItem {
  readonly about: CollectionItem;
  standing: Standing;
  /** The standing before the last loan, put back when that loan is cancelled. */
  beforeLoan: Standing | null;
  readonly tags: readonly WorldTag[];
  carriedOut: boolean;
  /** Something was done with it since the doors opened. */
  touched: boolean;
}

/** A patron as the library system sees them now. */
export interface WorldPatron {
  readonly about: CollectionPatron;
  blocked: boolean;
  expired: boolean;
  owedCents: number;
}

/** How much paper a printer has. */
export type Paper = 'full' | 'near-end' | 'out';

/** The receipt printer's true state. */
export interface WorldPrinter {
  paper: Paper;
  coverOpen: boolean;
  /** A jammed cutter blocks until it is cleared. */
  cutterJammed: boolean;
  /** Its head must cool. */
  hot: boolean;
  /** Somebody has taken it off line by its button. */
  paused: boolean;
  /** Lines until the paper ends by itself; null for a roll that never does. */
  linesLeft: number | null;
  /** Slips that came out, oldest first. */
  readonly slips: (readonly string[])[];
  /** The pictures of each slip, in the order of the lines that stand for them. */
  readonly pictures: (readonly PrintedPicture[])[];
}

/** Dots that came out of a printer, between the edges of its paper. */
export type PrintedPicture = Pick<Picture, 'widthDots' | 'heightDots' | 'bits' | 'align'>;

/** Everything. */
export interface World {
  readonly items: ReadonlyMap<string, WorldItem>;
  readonly patrons: ReadonlyMap<string, WorldPatron>;
  readonly tags: ReadonlyMap<Uid, { readonly item: WorldItem; readonly tag: WorldTag }>;
  /** Tags in the reader's field, bottom of the pile first. */
  readonly field: Uid[];
  readonly gate: { alarm: boolean; item: string | null };
  /** With `both` the gate cries out for either. */
  readonly gateLooksAt: GateLooksAt;
  readonly printer: WorldPrinter;
  /** What is switched off or unplugged. */
  readonly parts: Record<'library' | 'pad' | 'scanner' | 'printer', 'working' | 'away'>;
  /** The library system's answer time, read anew for each answer. */
  libraryDelayMs: number;
}

/** The patron's loans, in the collection's order. */
export const loansOf = (world: World, card: string): readonly WorldItem[] =>
  [...world.items.values()].filter((item) => item.standing.borrower === card);

/** Items put aside for the patron, ready to be fetched. */
export const holdsReadyFor = (world: World, card: string): readonly WorldItem[] =>
  [...world.items.values()].filter(
    ({ standing }) => standing.circulation === 'hold-shelf' && standing.holds[0]?.card === card,
  );

/** Items that the patron waits for but that are not put aside yet. */
export const holdsWaitingFor = (world: World, card: string): readonly WorldItem[] =>
  [...world.items.values()].filter(
    ({ standing }) =>
      standing.holds.some((hold) => hold.card === card) &&
      !(standing.circulation === 'hold-shelf' && standing.holds[0]?.card === card),
  );
