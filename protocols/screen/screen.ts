// What the patron's page shows: one value, computed by the daemon, drawn by the browser.
// It holds codes, numbers and names of books, never sentences: words are the page's, in its catalogues.

import type { Language } from './language.ts';
import type { TextSize } from './text-size.ts';
import type { Theme } from './theme.ts';
import type { TimeAllowed } from './time-allowed.ts';

export type { Language, TextSize, Theme };

/** Everything that can be on the patron's screen. `name` is what `<main data-screen>` says. */
export type Screen =
  | StartScreen
  | IdentifyScreen
  | PinScreen
  | BorrowScreen
  | ReturnScreen
  | AccountScreen
  | DoneScreen
  | HelpScreen
  | OutOfServiceScreen;

/** What every screen carries. */
interface Frame {
  readonly language: Language;
  /** The languages that the station offers; the first one is the default. */
  readonly languages: readonly Language[];
  readonly display: Display;
  readonly stationName: string;
  /** What is away just now and what still works, most important first. */
  readonly notices: readonly Notice[];
  /** Null while no time-out runs. */
  readonly countdown: Countdown | null;
  /** The last thing that the patron should hear of, e.g. a scan that was not understood. */
  readonly remark: Remark | null;
}

/** How the page is drawn for this patron. Goes back to the default when the session ends. */
export interface Display {
  readonly theme: Theme;
  readonly text: TextSize;
  /** Controls in the lower half of the screen, in reach from a wheelchair. */
  readonly reach: 'normal' | 'low';
  /** How long the station waits: as long as it is set to, three times as long, ten times as long. */
  readonly time: TimeAllowed;
  /** Whether everything is read aloud; `alone`: and nothing is shown, so that nobody reads along. */
  readonly voice: 'off' | 'on' | 'alone';
  /** Simple words, large pictures, fewer choices. */
  readonly children: 'off' | 'on';
}

/** The daemon ends the session when this runs out; the page only shows it. */
export interface Countdown {
  /** Milliseconds left when the screen was sent. */
  readonly leftMs: number;
  /** True when the page must warn by sight and sound: 20 s or less are left. */
  readonly warning: boolean;
}

/** A part of the station that is away. The rest works. */
export type Notice =
  /** Nothing goes on without the library system. */
  | 'library-away'
  /** Returns do, or returns and loans; accounts never. */
  | 'library-away-returns'
  | 'library-away-loans'
  /** No pad works, and without one no tag can be released or secured: nothing is lent or returned. */
  | 'pad-away'
  /** No pad works, but tags are left as they are: barcodes do as well. */
  | 'pad-away-scan'
  | 'scanner-away'
  | 'printer-away'
  | 'printer-no-paper';

/** A short answer to the last scan or touch, shown for some seconds. */
export type Remark =
  | 'card-unknown'
  | 'pin-wrong'
  /** Wrong too often: the card has to wait for some minutes. */
  | 'pin-locked'
  /** A member of the staff released what waited for its parts, or nothing waits for that. */
  | 'staff-released'
  | 'nothing-to-release'
  | 'scan-not-understood'
  /** A tag lies on a pad, and nothing that this station could do something with. */
  | 'tag-not-known'
  /** A book drop has taken in what it could not read. */
  | 'drop-not-known'
  | 'library-slow'
  | 'library-away'
  | 'finish-first'
  /** A card was shown in the middle of a return: nothing is lent until Borrow is touched. */
  | 'still-returning'
  | 'please-wait';

/** Nobody is here. A card starts borrowing; items without a card offer a return. */
export interface StartScreen extends Frame {
  readonly name: 'start';
  /** How many items lie on the pad and wait to be asked for. Zero hides the offer. */
  readonly itemsWaiting: number;
  /** How many items lie on the pad that an earlier visit has dealt with: they wait for nothing, and are to be lifted. */
  readonly itemsFromBefore: number;
  readonly can: { readonly borrow: boolean; readonly return: boolean; readonly renew: boolean };
  /** True once nobody has been here for a while: slides lie over the screen until anything happens. */
  readonly attract: boolean;
}

/** "Show your card": asked for when something was touched that needs one, or while the card is looked up. */
export interface IdentifyScreen extends Frame {
  readonly name: 'identify';
  readonly purpose: 'borrow' | 'renew' | 'account';
  readonly state: 'waiting' | 'looking-up';
}

/** The card's PIN is asked for. Digits stay in the page until `Continue`. */
export interface PinScreen extends Frame {
  readonly name: 'pin';
  readonly state: 'waiting' | 'checking';
  /** Tells one asking from the next: another number is another patron's, and the page forgets its digits. */
  readonly entry: number;
  readonly attemptsLeft: number;
}

export interface BorrowScreen extends Frame {
  readonly name: 'borrow';
  readonly patron: PatronShown;
  /** How many items are ready to be picked up: told unasked. */
  readonly holdsReady: number;
  readonly items: readonly ItemRow[];
  /** How many items of an earlier visit still lie on the pad: they are to be lifted. */
  readonly itemsFromBefore: number;
  readonly tally: Tally;
  readonly ends: EndChoices;
}

export interface ReturnScreen extends Frame {
  readonly name: 'return';
  readonly items: readonly ItemRow[];
  /** How many items of an earlier visit still lie on the pad: they are to be lifted. */
  readonly itemsFromBefore: number;
  readonly tally: Tally;
  readonly ends: EndChoices;
}

/** Loans of the patron, with renewals. */
export interface AccountScreen extends Frame {
  readonly name: 'account';
  readonly patron: PatronShown;
  readonly state: 'loading' | 'shown';
  readonly loans: readonly LoanRow[];
  /** How many items are ready to be picked up. */
  readonly holdsReady: number;
  /** How many are reserved and not ready yet. */
  readonly holdsWaiting: number;
  /** The first of those that are ready, as far as the library system tells them. */
  readonly holds: readonly HoldRow[];
  /** What the library system says is owed, ready to be shown, or null. */
  readonly owed: Money | null;
  readonly ends: EndChoices;
}

/** The session's summary. Any touch, scan or item ends it early. */
export interface DoneScreen extends Frame {
  readonly name: 'done';
  readonly lent: number;
  readonly returned: number;
  readonly renewed: number;
  readonly refused: number;
  /** Items that must not be carried out, as it stands now: laid on the pad again, those in doubt are settled. */
  readonly doNotLeave: readonly ItemName[];
  /** Items that were not borrowed, to be left here. Counted as refused too. */
  readonly undone: readonly ItemName[];
  /** Sets that were to be returned, were not whole and stay on loan: to be handed to the staff. Counted as refused too. */
  readonly handIn: readonly ItemName[];
  /** What else could not be returned. Counted as refused too. */
  readonly notReturned: readonly ItemName[];
  /** Where what was returned is to be put, as far as it is known; each place once. */
  readonly places: readonly { readonly place: Place; readonly items: readonly ItemName[] }[];
  /** Loans that could not be renewed: they are where they were, and due as before. Not counted as refused. */
  readonly notRenewed: readonly ItemName[];
  /** Items of the ended session that still lie on the pad: they are to be taken along, or put away. */
  readonly itemsOnPad: number;
  /** The first date on which something is due, or null. */
  readonly firstDue: Due | null;
  readonly receipt: 'printing' | 'printed' | 'not-printed' | 'none';
  /** The library system sends the patron a receipt by e-mail, whatever is printed. */
  readonly emailed: boolean;
  /** True while a receipt can still be asked for. */
  readonly canPrint: boolean;
}

/** "The staff are told." Over any other screen; the session goes on beneath. */
export interface HelpScreen extends Frame {
  readonly name: 'help';
  /** Whether the staff were called to the screen a moment ago, and need not be called again. */
  readonly staff: 'not-called' | 'called';
}

export interface OutOfServiceScreen extends Frame {
  readonly name: 'out-of-service';
  readonly why: 'starting' | 'nothing-works' | 'by-staff' | 'stopping' | 'closed' | 'jammed' | 'bins-full';
}

/** As much of the patron as the screen may show. */
export interface PatronShown {
  /** First name or initials: never the whole name, never the card's number. */
  readonly greeting: string;
  /** Why they may not borrow just now, with the library system's own text where there is one. Returns go on. */
  readonly blocked: Reason | null;
}

export type ItemStatus = 'working' | 'borrowed' | 'returned' | 'renewed' | 'refused' | 'do-not-leave';

/** What an item is called. */
export interface ItemName {
  /** Null until the library system has told it, and where it never will. */
  readonly title: string | null;
  /** The last characters of its barcode: by these it is called while nobody knows its title. */
  readonly ending: string;
}

/** One item in the list named `Items`. */
export interface ItemRow extends ItemName {
  /** Tells rows apart within one session; not the barcode. */
  readonly row: number;
  readonly status: ItemStatus;
  readonly due: Due | null;
  readonly reason: Reason | null;
  /** Of a set of several parts. */
  readonly parts: SetParts | null;
  /** Where the returned item should be put, or null where the library system says nothing of it. */
  readonly place: Place | null;
  /** The fee that goes with the loan, while the patron is asked whether they accept it; null else. */
  readonly fee: Fee | null;
}

/** The parts of a set, as its tags tell. */
export interface SetParts {
  /** How many different ones lie here, and how many there are. */
  readonly here: number;
  readonly of: number;
  /** The numbers of those that do not lie here, in order. */
  readonly missing: readonly number[];
  /** How many lie here that are not of this set, by its own count. */
  readonly extra: number;
}

/** Where a returned item should be put. */
export type Place =
  /** The sort bin, as the library system calls it. */
  | { readonly kind: 'named'; readonly name: string }
  /** A bin of a book drop. */
  | { readonly kind: 'bin'; readonly bin: number }
  /** Reserved for somebody, here or at another branch; owed to another library; at home in another branch. */
  | { readonly kind: 'hold' | 'hold-elsewhere' | 'interlibrary' | 'send-elsewhere' };

/** One loan on the account screen. */
export interface LoanRow extends ItemName {
  readonly row: number;
  readonly due: Due | null;
  readonly state: 'on-loan' | 'overdue' | 'working' | 'renewed' | 'refused';
  readonly reason: Reason | null;
  /** The fee that goes with its renewal, while the patron is asked whether they accept it; null else. */
  readonly fee: Fee | null;
}

/** An item that is ready to be picked up. */
export interface HoldRow extends ItemName {
  readonly row: number;
  /** `asking`: the library system is still to tell of it. */
  readonly state: 'asking' | 'told';
  /** Its shelf or desk, in the library system's own words; null where it does not say. */
  readonly place: string | null;
}

/** "5 of 5 ready". */
export interface Tally {
  readonly done: number;
  readonly of: number;
}

/** Which end buttons the screen has. `print` asks for a receipt: `Print receipt` and `No receipt`; else `Finish`. */
export interface EndChoices {
  readonly print: boolean;
  /** False while an item is in work: the buttons wait. */
  readonly enabled: boolean;
  /** `Return`, `Borrow` or `My account`: what may be touched without ending the session. */
  readonly switchTo: readonly ('borrow' | 'return' | 'account')[];
}

/** When a loan is due, as far as it could be understood. */
export type Due =
  | { readonly kind: 'day'; readonly year: number; readonly month: number; readonly day: number }
  | {
      readonly kind: 'time';
      readonly year: number;
      readonly month: number;
      readonly day: number;
      readonly hour: number;
      readonly minute: number;
    }
  /** The library system's own words, where they were not understood. */
  | { readonly kind: 'verbatim'; readonly text: string };

/** Money as the library system gave it. */
export interface Money {
  readonly amount: number;
  /** ISO 4217. */
  readonly currency: string;
}

/** What the library system wants for a loan or a renewal. */
export interface Fee {
  readonly kind: FeeKind;
  /** Null where it does not name the sum. */
  readonly amount: Money | null;
}

/** What a fee is for, after the fee types of SIP2. */
export type FeeKind =
  | 'other'
  | 'administrative'
  | 'damage'
  | 'overdue'
  | 'processing'
  | 'rental'
  | 'replacement'
  | 'computer-access'
  | 'hold';

/** Why something was refused or may not leave; the page has a sentence for each code. */
export interface Reason {
  readonly code: ReasonCode;
  /** The library system's own text, shown as it is where the code is `library-says`. */
  readonly text: string | null;
}

export type ReasonCode =
  | 'library-says'
  | 'library-away'
  /** So much is lent to one card without the library system, and no more. */
  | 'offline-limit'
  | 'unknown-item'
  | 'on-loan-to-other'
  | 'on-hold-for-other'
  | 'card-blocked'
  | 'card-expired'
  | 'too-many-loans'
  | 'not-for-loan'
  /** Its tag says that the library has given it away. */
  | 'discarded'
  | 'not-renewable'
  | 'in-transit'
  | 'lost'
  | 'parts-missing'
  /** More lie here than belong to the set. */
  | 'parts-extra'
  /** Returned without all its parts: it stays on loan. */
  | 'set-incomplete'
  | 'put-back-on-pad'
  /** Scanned, and never seen on a pad. */
  | 'lay-on-pad'
  | 'unlock-failed'
  /** Its tag does not let itself be released, and the loan was undone. */
  | 'lock-stuck'
  | 'lock-failed'
  /** No pad works, and without one no tag can be released or secured. */
  | 'pad-away'
  /** It lies on a pad whose reader went away in the middle. */
  | 'pad-stopped'
  | 'asking-library'
  /** A book drop has taken it in, and could not settle it. */
  | 'staff-will-finish'
  | 'taken-back'
  /** A fee goes with it, and the patron has not said yet whether they accept it. */
  | 'fee-asked'
  /** They do not. */
  | 'fee-declined'
  /** A fee goes with it, and fees are no matter for this screen. */
  | 'fee-at-desk'
  /** Lent for use inside the library only. */
  | 'use-inside';
