// What the station's core asks of the library system and what it hears back, free of any protocol.
// library/ turns these into SIP2 messages; the simulator can answer them from its own books.

import type { Due, Fee, Money } from '../../protocols/screen/screen.ts';
import type { WallTime } from './journal-entry.ts';

/** A patron as their card and, where the library wants one, their PIN. Never logged. */
export interface Credentials {
  readonly card: string;
  readonly pin: string | null;
}

/** One thing asked of the library system. */
export type LibraryRequest =
  /** Who is this, and may they borrow? `loans` asks for the list of what they have. */
  | { readonly kind: 'patron'; readonly patron: Credentials; readonly loans: boolean }
  | {
      readonly kind: 'checkout';
      readonly patron: Credentials;
      readonly item: string;
      readonly done?: DoneOffline;
      /** True where the patron has accepted the fee that goes with it. */
      readonly feeAccepted?: boolean;
    }
  | { readonly kind: 'checkin'; readonly item: string; readonly done?: DoneOffline }
  /** Undo a checkout of this station that could not be completed. */
  | { readonly kind: 'cancelCheckout'; readonly patron: Credentials; readonly item: string }
  | {
      readonly kind: 'renew';
      readonly patron: Credentials;
      readonly item: string;
      readonly feeAccepted?: boolean;
    }
  | { readonly kind: 'item'; readonly item: string }
  /** What is put aside for this patron? */
  | { readonly kind: 'holds'; readonly patron: Credentials }
  /** Did a checkout that nobody heard the answer of happen? Asked for transactions found in the journal. */
  | { readonly kind: 'isLentTo'; readonly patron: Credentials; readonly item: string }
  | { readonly kind: 'endSession'; readonly patron: Credentials };

/** Of what the station has done already, while the library system was away: it is told rather than asked. */
export interface DoneOffline {
  readonly at: WallTime;
  /** Of a loan: the date that the patron was told, or null. */
  readonly due: WallTime | null;
  /** Whether the library system is to be told that it cannot refuse any more, where its dialect has words for that. */
  readonly noBlock: boolean;
}

/** A request with the number under which its answer comes back. */
export interface LibraryOrder {
  readonly order: number;
  readonly request: LibraryRequest;
}

/** How a request ended. `kind` of a success is that of its request. */
export type LibraryAnswer =
  | { readonly kind: 'patron'; readonly patron: PatronAnswer }
  | { readonly kind: 'checkout'; readonly result: LoanResult }
  | { readonly kind: 'checkin'; readonly result: CheckinResult }
  | { readonly kind: 'cancelCheckout'; readonly result: Outcome }
  | { readonly kind: 'renew'; readonly result: LoanResult }
  | { readonly kind: 'item'; readonly item: ItemAnswer }
  /** Barcodes of what is put aside; some library systems send titles. */
  | { readonly kind: 'holds'; readonly items: readonly string[] }
  | { readonly kind: 'isLentTo'; readonly lent: boolean }
  | { readonly kind: 'endSession' }
  /** Surely not carried out: it was never sent, or found out by asking afterwards. */
  | { readonly kind: 'notDone'; readonly why: NotDone };

/**
 * - `not-recorded`: the journal cannot be written, and nothing is done that is not written down first
 * - `found-undone`: its answer was lost, and asking showed that it was not carried out. Of a check-in: whether it is
 *   made again depends on whether the station still holds the item.
 */
export type NotDone =
  | 'library-away'
  | 'not-understood'
  | 'login-refused'
  | 'too-busy'
  | 'not-recorded'
  | 'found-undone';

/** The patron's standing. */
export interface PatronAnswer {
  /** False where the card is unknown. */
  readonly known: boolean;
  readonly pin: 'right' | 'wrong' | 'not-checked';
  /** As the library system writes it; the core shortens it before it is shown. */
  readonly name: string;
  /** May not borrow; `text` is the library system's own. */
  readonly blocked: boolean;
  /** What is known of why: a card that is merely blocked where nothing is. */
  readonly blockedBy: 'card-blocked' | 'card-expired' | 'too-many-loans';
  readonly text: string | null;
  readonly owed: Money | null;
  readonly holdsReady: number;
  /** Reserved, and not put aside yet. */
  readonly holdsWaiting: number;
  /** The library system has an e-mail address of the patron's. */
  readonly hasEmail: boolean;
  /** Barcodes of the patron's loans; empty where not asked for. */
  readonly loans: readonly string[];
}

/** How a checkout or renewal ended. */
export type LoanResult =
  | {
      readonly ok: true;
      readonly title: string;
      readonly due: Due | null;
      /**
       * True where the library system took it for a renewal of the patron's own loan. `unknown`: its answer was lost,
       * and the patron has the item; perhaps they had it before.
       */
      readonly renewal: boolean | 'unknown';
      /** May the tag be released? False where the library system inhibits it (CI). */
      readonly release: boolean;
    }
  | {
      readonly ok: false;
      readonly title: string;
      readonly refusal: Refusal;
      /** Not done because a fee goes with it: asked for once more with that accepted, it will be. Null for any other no. */
      readonly fee: Fee | null;
    };

/** How a check-in ended. */
export type CheckinResult =
  | {
      readonly ok: true;
      readonly title: string;
      readonly alert: CheckinAlert | null;
      readonly sortBin: string | null;
      readonly route: CheckinRoute;
      /** What a sorter goes by; null where the answer was lost, and only that the item is back is known. */
      readonly sorting: SortingFacts | null;
    }
  | { readonly ok: false; readonly title: string; readonly refusal: Refusal };

/** What the library system says of a returned item that rules for bins may look at; null where it says nothing. */
export interface SortingFacts {
  readonly alert: CheckinAlert | null;
  /** CV, as the library system writes it. */
  readonly alertType: string | null;
  /** CT. */
  readonly destination: string | null;
  /** CL, or the field that the dialect has for it. */
  readonly sortBin: string | null;
  /** AQ: where the item is at home. */
  readonly location: string | null;
  /** CS. */
  readonly callNumber: string | null;
  /** CR. */
  readonly collection: string | null;
  /** CK: the kind of thing it is. */
  readonly mediaType: string | null;
  /** AF. */
  readonly text: string | null;
}

/** What the staff need to see to a returned item; null where the library system does not say. */
export interface CheckinRoute {
  readonly callNumber: string | null;
  /** Where it goes to: of a reserved one, where it is picked up. */
  readonly destination: string | null;
  /** The card of the patron who waits for it. Never shown, logged or kept; printed masked at most. */
  readonly reservedFor: string | null;
}

export type CheckinAlert = 'hold' | 'hold-elsewhere' | 'interlibrary' | 'send-elsewhere' | 'other';

export type Outcome = { readonly ok: true } | { readonly ok: false; readonly refusal: Refusal };

/** The library system's no. */
export interface Refusal {
  /** What a rule knows about the text or flags; `library-says` where none does. */
  readonly code:
    | 'library-says'
    | 'unknown-item'
    | 'on-loan-to-other'
    | 'on-hold-for-other'
    | 'card-blocked'
    | 'too-many-loans'
    | 'not-for-loan'
    | 'not-renewable'
    | 'card-expired'
    | 'in-transit'
    | 'lost';
  readonly text: string | null;
}

/** What the library system knows of an item. */
export interface ItemAnswer {
  readonly known: boolean;
  readonly title: string;
  readonly circulation: 'available' | 'on-loan' | 'hold-shelf' | 'in-transit' | 'lost' | 'other';
  readonly due: Due | null;
  /** Where it stands, in the library system's words: for one that is put aside, the shelf. Null where it does not say. */
  readonly place: string | null;
}

/** Back in the library, by what its system says. */
export function isBack({ known, circulation }: ItemAnswer): boolean {
  return (
    known && (circulation === 'available' || circulation === 'hold-shelf' || circulation === 'in-transit')
  );
}

/** How the link to the library system stands. */
export type LibraryStatus =
  | { readonly kind: 'ready' }
  /** `reason` is for the staff page. */
  | { readonly kind: 'away'; readonly reason: string };
