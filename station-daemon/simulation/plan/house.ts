// The house of a night: how the station is set up, what its library system is like, and its few items and patrons.

import type { Charset } from '../../../protocols/sip2/charset.ts';
import type { PinPolicy } from '../../core/setup.ts';
import type { AcsCharacter } from '../../simulator/acs/characters.ts';

export interface House {
  /** Do pad and printer speak in bytes, or are they simulated by what they come to? */
  readonly devices: 'bytes' | 'readings';
  readonly station: {
    readonly itemsWithoutCard: 'ask' | 'return';
    readonly pin: PinPolicy;
    readonly sessionMs: number;
    readonly replyMs: number;
    readonly retries: number;
    readonly heartbeatMs: number;
    readonly errorDetection: 'auto' | 'on' | 'off';
    readonly hasPrinter: boolean;
    /** Whether cards are told from items by how they are written. */
    readonly masks: boolean;
    /** What goes on while the library system is away. */
    readonly offline: 'nothing' | 'returns' | 'returns-and-loans';
    /** `unreadable`: nobody knows which cards are blocked. */
    readonly blockList: 'there' | 'unreadable';
    /** The library system undoes a loan when it is told to. */
    readonly cancels: boolean;
  };
  readonly library: {
    readonly character: AcsCharacter | 'plain';
    readonly delayMs: number;
    /** One way over the network. */
    readonly wireMs: number;
  };
  readonly items: readonly HouseItem[];
  readonly patrons: readonly HousePatron[];
}

export interface HouseItem {
  readonly barcode: string;
  readonly title: string;
  readonly parts: number;
  readonly loanable: boolean;
  /** Borrowing and renewing it costs something. */
  readonly costs: boolean;
  /** How its tags are written. */
  readonly model: 'iso28560-2' | 'iso28560-3';
  /** `half`: somebody broke off in the middle of writing how it is secured. */
  readonly tags: 'whole' | 'half';
  readonly stands: ItemStands;
}

/** How an item stands when the doors open. What is lent is outside; all else is in the room. */
export type ItemStands =
  | { readonly kind: 'shelf' | 'lost' }
  | { readonly kind: 'lent' | 'reserved'; readonly patron: number };

export interface HousePatron {
  readonly card: string;
  readonly name: string;
  readonly pin: string;
  readonly standing: 'plain' | 'blocked' | 'few-loans';
}

/** So many items may be lent to one card while the library system is away. */
export const MOST_LENT_OFFLINE = 2;

/** After so many days a loan is due that was made while the library system was away. */
export const DAYS_OFFLINE = 14;

/** The patron and the item that nothing ever goes wrong with: whoever comes last borrows and returns it. */
export const LAST_PATRON = 0;
export const LAST_ITEM = 0;

/** Do messages between the two carry numbers and checksums, so that damage shows and late answers can be told? */
export function isChecked({ station, library }: House): boolean {
  return station.errorDetection !== 'off' && library.character !== 'mediator' && library.character !== 'dp2';
}

/** Cards that nothing is lent to while the library system is away: those that it has blocked. Null where it cannot be read. */
export function blockedCardsOf({ patrons, station }: House): ReadonlySet<string> | null {
  if (station.blockList === 'unreadable') return null;
  return new Set(patrons.flatMap(({ card, standing }) => (standing === 'blocked' ? [card] : [])));
}

/** The charset that both speak. */
export function charsetOf({ library }: House): Charset {
  return library.character === 'folio' ? 'cp850' : 'utf-8';
}

/** The beginning of a title, which no other title has: what comes behind it may be cut, cleaned or spoilt. */
export function tellingPart(title: string): string {
  return title.slice(0, 3);
}
