// The simulator's table, in the demo only: what lies on it, and what a visitor can do with it.
// Served on the socket.io namespace `/desk`.

/** A book of the demo collection; sent once. */
export interface DeskBook {
  readonly item: string;
  readonly title: string;
  readonly author: string;
  /** BCP 47 code of the title's language, for fonts and direction. */
  readonly language: string;
  /** 0..359: the colour of the drawn cover. */
  readonly hue: number;
  /** Number of parts, each with its own tag. */
  readonly parts: number;
  /** A tale that the book is here to tell: reserved, lost, in transit, several parts. */
  readonly tale: 'plain' | 'reserved' | 'lost' | 'in-transit' | 'not-for-loan' | 'set' | 'fee';
  /** True for the thirty or so on the table from the start; the rest is found by searching. */
  readonly onTable: boolean;
}

/** A patron's card; sent once. Demo data: the PIN is meant to be read. */
export interface DeskCard {
  readonly card: string;
  readonly name: string;
  readonly pin: string;
  readonly tale: 'plain' | 'blocked' | 'owes' | 'hold-ready' | 'many-loans' | 'expired';
}

/** What changes on the table. Sent whole after each change. */
export interface DeskTable {
  /** Items on the pad, bottom first. */
  readonly onPad: readonly string[];
  /** Items that the visitor has carried out through the gate. */
  readonly carriedOut: readonly string[];
  /** Per item that was ever touched: the state of its tag and loan. An item not listed is secured and available. */
  readonly items: readonly DeskItemState[];
  readonly gate: { readonly alarm: boolean; readonly item: string | null };
  /** Slips that came out, newest first, at most ten. A line `PICTURE_LINE` stands for a picture. */
  readonly slips: readonly (readonly string[])[];
  /** The pictures of the newest of them, slip by slip, in the order of their lines. Older ones are not sent any more. */
  readonly pictures: readonly (readonly DeskPicture[])[];
  readonly parts: Readonly<Record<DeskPart, 'working' | 'away'>>;
  readonly paper: 'full' | 'near-end' | 'out';
  /** The library system's answer time in milliseconds. */
  readonly libraryDelayMs: number;
}

/** The line of a slip that stands for a picture: Unicode's sign for an object among text. */
export const PICTURE_LINE = '\uFFFC';

/** Dots that came out of the printer. */
export interface DeskPicture {
  readonly widthDots: number;
  readonly heightDots: number;
  readonly align: 'left' | 'centre' | 'right';
  /** Row by row, two hexadecimal digits for eight dots, the leftmost in the highest bit. */
  readonly bits: string;
}

export interface DeskItemState {
  readonly item: string;
  readonly tag: 'secured' | 'released' | 'mixed';
  readonly loan: 'available' | 'on-loan' | 'hold-shelf' | 'in-transit' | 'lost';
}

/** What can be switched off or unplugged. */
export type DeskPart = 'library' | 'pad' | 'scanner' | 'printer';

/** What a visitor does at the table. */
export type DeskDeed =
  | { readonly kind: 'lay'; readonly item: string }
  | { readonly kind: 'lift'; readonly item: string }
  | { readonly kind: 'liftAll' }
  /** Carry an item through the gate; one that lies on the pad is lifted first. */
  | { readonly kind: 'carryOut'; readonly item: string }
  /** Bring it back to the table. */
  | { readonly kind: 'bringBack'; readonly item: string }
  | { readonly kind: 'showCard'; readonly card: string }
  | { readonly kind: 'scanItem'; readonly item: string }
  | { readonly kind: 'switch'; readonly part: DeskPart; readonly to: 'working' | 'away' }
  | { readonly kind: 'paper'; readonly to: 'full' | 'near-end' | 'out' }
  | { readonly kind: 'delay'; readonly libraryDelayMs: number };

/** Names of the socket.io messages on the namespace `/desk`. */
export const DESK_SHELF_MESSAGE = 'shelf';
export const DESK_TABLE_MESSAGE = 'table';
export const DESK_DEED_MESSAGE = 'deed';

/** Sent once after connecting. */
export interface DeskShelf {
  readonly books: readonly DeskBook[];
  readonly cards: readonly DeskCard[];
}
