// What the core needs to know of the station's settings, already checked and filled in.

import type { Affixes } from '../../protocols/barcodes/affixes.ts';
import type { ScanRules } from '../../protocols/barcodes/scan.ts';
import type { ChildrenMode, Profile } from '../../protocols/screen/profile.ts';
import type { Language, Theme } from '../../protocols/screen/screen.ts';
import type { TagModel } from '../../protocols/tags/tag-content.ts';
import type { DropSetup } from './drop/setup.ts';
import type { DeviceId } from './event.ts';
import type { BoardOutput } from './gate/outputs.ts';
import type { JournalEntry } from './journal-entry.ts';
import type { ReceiptSetup } from './receipt-template.ts';

export interface CoreSetup {
  readonly stationName: string;
  /** The first one is the default. */
  readonly languages: readonly [Language, ...Language[]];
  /** The look that everybody starts with. */
  readonly theme: Theme;
  /** The kind of library: what the screen tells of a patron. */
  readonly profile: Profile;
  /** Whether there are simple words for children, and whether everybody starts with them. */
  readonly children: ChildrenMode;
  /** How long nothing happens before slides are shown, in milliseconds; null where there are none. */
  readonly attractMs: number | null;
  /** ISO 4217. */
  readonly currency: string;
  readonly pin: PinPolicy;
  /** What to do with items on the pad that nobody showed a card for. */
  readonly itemsWithoutCard: 'ask' | 'return';
  readonly sessionMs: number;
  readonly tagModels: readonly TagModel[];
  /** A tag that is not seen for less than this has not left: readers blink. */
  readonly tagBlinkMs: number;
  /** What to do with a set of which parts are missing, or with more parts than it has. */
  readonly incompleteSets: 'refuse' | 'allow';
  readonly receipts: ReceiptSetup;
  /** Cards of the staff: shown, they release the sets of the session as they lie there. `name` is for the journal. */
  readonly staffCards: readonly { readonly name: string; readonly card: string }[];
  /** False where items are lent by barcode alone and no gate looks at their tags. */
  readonly secureTags: boolean;
  /** What goes on while the library system is away. */
  readonly offline: OfflineRules;
  /** How barcodes are read, and what a scanner types that pretends to be a keyboard. */
  readonly scans: ScanRules & { readonly wedge: Affixes & { readonly reads: ScannerReads } };
  /** Null where the station is none. */
  readonly drop: DropSetup | null;
  readonly gates: GateRules;
  readonly devices: readonly CoreDevice[];
  /** Transactions that the journal holds as unfinished. */
  readonly unfinished: readonly JournalEntry[];
  /** The first transaction number that the journal never used. */
  readonly firstTransaction: number;
  /** No wall clock that is right shows less; ms since 1970. */
  readonly clockAtLeast: number;
}

/** When security gates are armed; while the library is open they are. */
export interface GateRules {
  readonly whenClosed: 'armed' | 'off';
  /** How they are left when the station stops. */
  readonly whenStopped: 'armed' | 'off';
  /** How long a card of the staff disarms them; 0 where it does not. */
  readonly bypassMs: number;
  /** How long a buzzer sounds after an alarm. */
  readonly buzzerMs: number;
}

export interface OfflineRules {
  readonly returns: boolean;
  /** Null where nothing is lent. `days`: until a loan is due, as the patron is told; null where they are told nothing. */
  readonly loans: { readonly maxItems: number; readonly days: number | null } | null;
}

/**
 * - `none`: never asked for.
 * - `optional`: asked for only where the library system insists on it.
 * - `required`: asked for after every card.
 */
export type PinPolicy = 'none' | 'optional' | 'required';

export type CoreDevice =
  | { readonly id: DeviceId; readonly kind: 'pad' | 'printer' }
  /** A gate with a line of its own. `switches`: it can be armed over it. */
  | { readonly id: DeviceId; readonly kind: 'gate'; readonly switches: boolean }
  /** A relay board, with what hangs on it. `tellsAlarm`: an input of it is closed while a gate sounds. */
  | {
      readonly id: DeviceId;
      readonly kind: 'relay';
      readonly outputs: readonly BoardOutput[];
      readonly tellsAlarm: boolean;
    }
  | { readonly id: DeviceId; readonly kind: 'scanner'; readonly reads: ScannerReads };

/** All that a scanner in a card slot reads is a card, whatever the masks say. */
export type ScannerReads = 'any' | 'cards' | 'items';

/** How long things take and how long the station waits, all in milliseconds. */
export const TIMES = {
  /** The warning before the session ends (WCAG 2.2.1 asks for at least 20 s). */
  warningMs: 20_000,
  /** How long what came of one patron's items stays before the next card has its turn. */
  nextCardMs: 2_000,
  /** How long the summary stays. */
  summaryMs: 20_000,
  /** How long it stays for a receipt that waits for paper, or for a cover to be closed. */
  receiptWaitMs: 60_000,
  /** How long a remark stays. */
  remarkMs: 7_000,
  /** Waiting for the library system longer than this is told to the patron. */
  slowMs: 2_000,
  /**
   * How long a scanned item may take to the pad before the library system is asked without its tag having been seen,
   * and how long after that before it is called out.
   */
  layMs: 4_000,
  /** How long a tag that means nothing lies there before it is told of: it may not be read yet, or not lie well. */
  strangerMs: 2_000,
  /** How long a half-written tag lies there before the library system is asked about its item: perhaps it is to be lent. */
  strayMs: 3_000,
  /** How long further parts of a set are waited for before it counts as not whole: they are laid down one by one. */
  setGatherMs: 5_000,
  /** How long that goes on without alarming anybody: a reader tells of one tag after the other. */
  setQuietMs: 1_500,
  /** How long a card whose PIN was wrong too often has to wait; wrong ones before that count for as long. */
  pinLockMs: 600_000,
  /** Two visits that ended by time-out and came to nothing, no longer apart than this, call the staff. */
  timeOutsInRowMs: 300_000,
  /** How long the help screen stays by itself. */
  helpMs: 60_000,
  /** How long the staff are told that somebody asked for help. */
  helpToldMs: 600_000,
  /** How long after a call the staff are not called anew. */
  staffCallMs: 60_000,
  /** How long a transaction that is adrift waits before the library system is asked about it again. */
  adriftRetryMs: 60_000,
  /** A transaction that somebody waits for is asked about again after this. */
  adriftWantedMs: 2_000,
  /** How long a settled loan or return waits for a tag that left in an unknown state: back from the gate in minutes, or not. */
  adriftPatienceMs: 3_600_000,
  /**
   * How long after something was told that was done offline the library system's word counts that it does not know of
   * it: nobody takes the item to a desk and has it lent or brought back there so soon.
   */
  replayDoubtMs: 600_000,
  /** So far behind its last transaction a station's clock may be, e.g. because it was set right. */
  clockToleranceMs: 3_600_000,
  /** How long an entry counts as fresh, so that it is written anew when the journal says that it failed. */
  journalDoubtMs: 5_000,
  /** How long the staff are told of an alarm of a gate. */
  gateAlarmToldMs: 600_000,
  /** How long patrons wait at most while the station settles what a power cut interrupted. */
  settleFirstMs: 10_000,
  /** How long a stopping station waits for open transactions; the process must end within 5 s. */
  stopMs: 4_000,
} as const;

/** How often the station orders the same tag write anew; each order holds the driver's own retries. */
export const TAG_WRITE_ORDERS = 3;

/** How often one item is tried in one session: a tag that comes and goes does not go on for ever. */
export const ITEM_TRIES = 5;

/** How often a check-in is asked for while its patron waits and it is found not carried out each time. */
export const CHECKIN_TRIES = 4;

/** So many scans in a row that nobody understood call the staff. */
export const FAILED_SCANS = 3;

/** So many returns and loans may wait to be told to the library system; then no more are made without it. */
export const MOST_WAITING = 10_000;

/** How often one of them is told in vain before staff are asked to see to it, so that the others have their turn. */
export const REPLAY_TRIES = 6;

/** How often a slip for the staff is printed anew that no printer gets to the end of. */
export const SLIP_TRIES = 3;

/** So many transactions are named to the staff; the journal has them all. */
export const MOST_FOR_STAFF = 20;

/** How often a card's PIN may be wrong, one session after the other, before the session ends and the card waits. */
export const PIN_ATTEMPTS = 3;
