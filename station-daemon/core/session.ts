// Who stands before the station and what they are about. Gone without a trace when it ends.

import type { Uid } from '../../protocols/devices/pad.ts';
import type {
  Display,
  Due,
  ItemName,
  Language,
  Money,
  Place,
  Reason,
  Remark,
  SetParts,
} from '../../protocols/screen/screen.ts';
import type { DeviceId } from './event.ts';
import type { JournalKind } from './journal-entry.ts';
import type { Credentials } from './library-port.ts';

export type Session = { readonly kind: 'none' } | Identifying | EnteringPin | OpenSession | Summary;

/** What a card was asked for; `return`: it was shown by itself, and things go on as before. */
export type Purpose = 'borrow' | 'renew' | 'account' | 'return';

/** A card is wanted, or is being looked up. */
export interface Identifying {
  readonly kind: 'identifying';
  readonly purpose: Purpose;
  readonly lookup: { readonly order: number; readonly card: string; readonly since: number } | null;
  /** Rows of a return that was going on when the card was shown; they stay on the screen. */
  readonly rows: readonly Row[];
  readonly returnAsked: boolean;
  readonly endsAt: number;
}

export interface EnteringPin {
  readonly kind: 'pin';
  readonly purpose: Purpose;
  readonly card: string;
  /** Another number for each card that is asked for its PIN. */
  readonly entry: number;
  /** The lookup with the PIN, while it is out. */
  readonly lookup: { readonly order: number; readonly pin: string; readonly since: number } | null;
  readonly attemptsLeft: number;
  readonly rows: readonly Row[];
  readonly returnAsked: boolean;
  readonly endsAt: number;
}

/** Items are lent, returned or renewed. */
export interface OpenSession {
  readonly kind: 'open';
  readonly mode: 'borrow' | 'return' | 'account';
  readonly patron: Patron | null;
  /** In the order in which the items were first seen. */
  readonly rows: readonly Row[];
  /** The patron touched Return: without another touch nothing is lent, whatever card is shown. */
  readonly returnAsked: boolean;
  readonly endsAt: number;
  /** A card shown while something was in work: its turn comes when that is done. */
  readonly nextCard: NextCard | null;
}

export interface NextCard {
  readonly card: string;
  /** Ticks since when nothing is in work, so that the patron before can read what came of it; null while something is. */
  readonly since: number | null;
}

/** An identified patron. */
export interface Patron {
  readonly credentials: Credentials;
  /** `by-card`: the library system was away and has not been asked. */
  readonly identified: 'by-library' | 'by-card';
  readonly greeting: string;
  /** Why they may not borrow, or null. */
  readonly blocked: Reason | null;
  readonly owed: Money | null;
  readonly holdsReady: number;
  readonly holdsWaiting: number;
  /** The library system can send them an e-mail. */
  readonly hasEmail: boolean;
  /** What is ready, once asked for. */
  readonly holds: Holds;
  /** The loans, once asked for. */
  readonly loans: Loans;
}

export type Loans =
  | { readonly kind: 'not-asked' }
  | { readonly kind: 'asked'; readonly order: number; readonly since: number }
  | { readonly kind: 'known'; readonly rows: readonly LoanKnown[] };

export type Holds =
  | { readonly kind: 'not-asked' }
  | { readonly kind: 'asked'; readonly order: number }
  | { readonly kind: 'known'; readonly rows: readonly HoldKnown[] };

/** An item that is put aside for the patron; its title and shelf come one by one. */
export interface HoldKnown {
  readonly row: number;
  readonly item: string;
  readonly description: Description;
  readonly title: string | null;
  readonly place: string | null;
}

/** How far what is known of an item has come. */
type Description =
  | { readonly kind: 'waiting' }
  /** The item information request is out. */
  | { readonly kind: 'asked'; readonly order: number }
  | { readonly kind: 'done' };

/** One of the patron's loans; its title and due date come one by one. */
export interface LoanKnown {
  readonly row: number;
  readonly item: string;
  readonly description: Description;
  readonly title: string | null;
  readonly due: Due | null;
  /** The latest renewal of it in this session. */
  readonly transaction: number | null;
}

/** An item of this session. Its state is its transaction's; an item without one waits (for its other parts). */
export interface Row {
  readonly row: number;
  readonly item: string;
  readonly uids: readonly Uid[];
  readonly transaction: number | null;
  /** What the station itself says no to, without asking the library system; null else. */
  readonly refusal: Reason | null;
  /** True once it was lifted: laid down again, it may be tried anew. */
  readonly lifted: boolean;
  /** How often a loan or return of it was begun in this session. */
  readonly tries: number;
  readonly parts: SetParts;
  /** Ticks when its parts were last seen to change. */
  readonly partsSince: number;
  /** True while nothing is begun with it because parts of it do not lie here. */
  readonly gathering: boolean;
  readonly tagWait: TagWait;
  /** Who of the staff released it as it lies there; null where nobody did. */
  readonly releasedBy: string | null;
  /** What a slip for the staff says of its parts; null where none was printed. */
  readonly slipFor: string | null;
  /** Its title, where the library system had to be asked for that alone. */
  readonly naming:
    | { readonly kind: 'none' }
    | { readonly kind: 'asked'; readonly order: number }
    /** Null where the library system does not know it. */
    | { readonly kind: 'told'; readonly title: string | null };
}

/** Of an item that was scanned: is its tag waited for before anything is asked? `until` in ticks. */
export type TagWait =
  | { readonly kind: 'none' | 'over' }
  | { readonly kind: 'waiting'; readonly until: number };

/** What the session came to, shown for a while. */
export interface Summary {
  readonly kind: 'summary';
  /** Barcodes of the session's items. */
  readonly items: readonly string[];
  /** Barcodes of those that must not leave: laid down again, they are no new visit. */
  readonly asked: readonly string[];
  readonly lent: readonly ReceiptEntry[];
  readonly renewed: readonly ReceiptEntry[];
  readonly returned: readonly ReceiptEntry[];
  /** What stays here for good: lent for use inside, say. */
  readonly mustStay: readonly ItemName[];
  /** What was to be borrowed and was not. */
  readonly undone: readonly ItemName[];
  /** Sets that were to be returned and stay on loan: for the staff. */
  readonly handIn: readonly ItemName[];
  /** What else could not be returned. */
  readonly notReturned: readonly ItemName[];
  /** Where what was returned is to be put, as far as the library system says. */
  readonly places: readonly { readonly name: ItemName; readonly place: Place }[];
  /** Loans that could not be renewed. */
  readonly notRenewed: readonly ItemName[];
  readonly refused: number;
  /** What was lent, renewed or returned, in the order in which that was settled. */
  readonly settled: readonly Settled[];
  readonly unsettled: readonly Unsettled[];
  /** Barcodes of items that lay there when it began and that were not the session's: they come after it. */
  readonly waiting: readonly string[];
  /** What the receipt says of its patron, where the library wants that; else null. */
  readonly mark: string | null;
  /** What the patron owes in all, where the receipt tells that. */
  readonly owed: Money | null;
  readonly receipt: ReceiptState;
  /** The library system sends the receipt by e-mail. */
  readonly emailed: boolean;
  readonly endsAt: number;
}

/** A transaction that came to what the patron wanted. */
export interface Settled {
  readonly transaction: number;
  readonly kind: JournalKind;
  readonly item: string;
}

/** A transaction that goes on after the session. */
export interface Unsettled {
  readonly transaction: number;
  /** As the patron knows it. */
  readonly name: ItemName;
}

export type ReceiptState =
  | { readonly kind: 'offered' | 'declined' | 'not-printed' }
  /** `covers`: how many items the slip tells. */
  | {
      readonly kind: 'printing';
      readonly slip: number;
      readonly device: DeviceId;
      readonly covers: number;
    }
  | { readonly kind: 'printed'; readonly covers: number };

/** The facts of a receipt. */
export interface ReceiptContent {
  readonly lent: readonly ReceiptEntry[];
  readonly renewed: readonly ReceiptEntry[];
  readonly returned: readonly ReceiptEntry[];
  /** What is not surely lent, or is and must stay here: without a date. */
  readonly unresolved: readonly ItemName[];
  readonly patron: string | null;
  readonly owed: Money | null;
}

export interface ReceiptEntry {
  readonly name: ItemName;
  readonly due: Due | null;
}

/** How the page is drawn and what is said on it; goes back to the default with the session. */
export interface View {
  readonly language: Language;
  readonly display: Display;
  /** Ticks when a choice made before any session goes back to the default; null where nothing was chosen. */
  readonly until: number | null;
  readonly help: { readonly until: number } | null;
  readonly remark: { readonly remark: Remark; readonly until: number } | null;
  /** Scans in a row that were not understood. */
  readonly failedScans: number;
}
