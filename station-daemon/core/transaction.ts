// What is under way with one item. A transaction outlives the session that began it: it ends only when the
// library system and the tag agree, however long that takes.

import type { Due, Fee, Place, Reason } from '../../protocols/screen/screen.ts';
import type { JournalStep, WallTime } from './journal-entry.ts';
import type { Credentials, NotDone, SortingFacts } from './library-port.ts';
import type { Row } from './session.ts';
import type { TagWork } from './tag-work.ts';

interface Common {
  /** The journal's number. */
  readonly transaction: number;
  readonly item: string;
  readonly title: string | null;
  readonly tags: readonly TagWork[];
  /** How many different parts have to be among its tags: of a set that was scanned, not all need to be here. */
  readonly parts: number;
  /** True while the session that began it goes on: the patron stands there. */
  readonly attended: boolean;
  /** Ticks when it began or last asked the library system something. */
  readonly since: number;
  /** The last step that was given to the journal; null where that no longer holds for these tags. */
  readonly written: JournalStep | null;
  /** Ticks from when on an unsettled transaction no longer waits for its tag; null until it is adrift. */
  readonly giveUpAt: number | null;
  /** When it was begun without the library system; null where that is asked. */
  readonly offline: WallTime | null;
  /** Who of the staff released a set that is not whole: it is lent or taken back as it lies there. */
  readonly releasedBy?: string;
}

/** What a transaction is begun with: an item as it lies there. */
export type Begun = Pick<Row, 'item' | 'uids' | 'parts' | 'releasedBy'>;

export interface Loan extends Common {
  readonly kind: 'loan';
  readonly patron: Credentials;
  readonly due: Due | null;
  /** The library system renewed a loan that the patron had already, or may have: never to be cancelled. */
  readonly renewal: boolean | 'unknown';
  /**
   * Found in the journal as no more than intended: its tags are as they were, and should it be lent to the patron,
   * nobody knows whether it was before.
   */
  readonly onlyIntended: boolean;
  /** The patron has accepted the fee that goes with it. */
  readonly feeAccepted: boolean;
  readonly stage: LoanStage;
}

export type LoanStage =
  /** The checkout was asked for. */
  | { readonly kind: 'asking'; readonly order: number }
  /** The loan is confirmed; its tags are being released. */
  | {
      readonly kind: 'releasing';
      /**
       * The patron took it along and it is here again, or its tag was read back before a break: it ends well though
       * nobody looks on. Otherwise a loan of which nobody was told is undone.
       */
      readonly taken: boolean;
    }
  /** Nobody knows any more whether the loan stands: the library system is asked. */
  | { readonly kind: 'finding-out'; readonly order: number; readonly left: boolean }
  /** The loan is not to be: its tags are being secured, then it is cancelled. */
  | { readonly kind: 'securing'; readonly reason: Reason; readonly cancel: boolean }
  /** The cancelling was asked for. */
  | { readonly kind: 'cancelling'; readonly order: number; readonly reason: Reason }
  /** The cancelling did not work or the tag could not be read: waits for its tag to be seen again. */
  | {
      readonly kind: 'adrift';
      readonly reason: Reason;
      /** True once its tags were seen to leave the pads. */
      readonly left: boolean;
    }
  | { readonly kind: 'ended'; readonly how: LoanEnd };

export type LoanEnd =
  | { readonly kind: 'borrowed' }
  /** Lent for use inside: the library system asked to leave the tag secured (CI). */
  | { readonly kind: 'kept-secured' }
  /** It stands, perhaps since before, and not all its tags are released: the staff have to see to it. */
  | { readonly kind: 'stands'; readonly reason: Reason }
  | Refused;

/** `fee`: the patron may still accept it, and it is asked for again. */
export interface Refused {
  readonly kind: 'refused';
  readonly reason: Reason;
  readonly fee?: Fee;
}

export interface Return extends Common {
  readonly kind: 'return';
  /** Where the patron is told to put it. */
  readonly place: Place | null;
  /** What the library system said with its yes that rules for bins may look at; null before, and where that was lost. */
  readonly sorting: SortingFacts | null;
  /** How often its check-in was found not carried out. */
  readonly vain: number;
  /**
   * A check-in that was asked for before the item was taken in without its answer: it may have been carried out.
   * `order` is null where no answer will come any more.
   */
  readonly asked: { readonly order: number | null } | null;
  readonly stage: ReturnStage;
}

export type ReturnStage =
  | { readonly kind: 'asking'; readonly order: number }
  /** Checked in; its tags are being secured. */
  | { readonly kind: 'securing' }
  /** Taken in without the library system; its tags are being secured. */
  | { readonly kind: 'taking' }
  /** The patron is gone, and the check-in is not sure, or it is and the tag is not secured. */
  | ({ readonly kind: 'adrift' } & ReturnInDoubt)
  /** How does the library system have the item by now? */
  | { readonly kind: 'finding-out'; readonly order: number; readonly why: WhyAsked }
  | { readonly kind: 'ended'; readonly how: ReturnEnd };

export type WhyAsked =
  /** The check-in was refused: perhaps because the item is back already, which deserves its proof. */
  { readonly kind: 'refused'; readonly reason: Reason } | ({ readonly kind: 'adrift' } & ReturnInDoubt);

interface ReturnInDoubt {
  /** Surely checked in; only its tag is not secured. */
  readonly checkedIn: boolean;
  /** True once its tags were seen to leave the pads: what the station no longer holds it does not take in. */
  readonly left: boolean;
}

export type ReturnEnd = { readonly kind: 'returned' } | { readonly kind: 'refused'; readonly reason: Reason };

export interface Renewal extends Common {
  readonly kind: 'renewal';
  readonly patron: Credentials;
  readonly due: Due | null;
  /** The patron has accepted the fee that goes with it. */
  readonly feeAccepted: boolean;
  readonly stage:
    | { readonly kind: 'asking'; readonly order: number }
    /** Found in the journal after a break: whether it was carried out, only the library system's date tells. */
    | { readonly kind: 'adrift' }
    | { readonly kind: 'ended'; readonly how: RenewalEnd };
}

export type RenewalEnd = { readonly kind: 'renewed' } | Refused;

export type Transaction = Loan | Return | Renewal;

/** Nothing is left to do. */
export function hasEnded(transaction: Transaction): boolean {
  return transaction.stage.kind === 'ended';
}

/** The number of the library order that a transaction waits for, or null. */
export function awaitedOrder(transaction: Transaction): number | null {
  if ('order' in transaction.stage) return transaction.stage.order;
  return transaction.kind === 'return' ? (transaction.asked?.order ?? null) : null;
}

/** A reason that has no text of the library system's. */
export function because(code: Reason['code']): Reason {
  return { code, text: null };
}

/** What the patron is told where the library system surely did not carry a request out. */
export function reasonNotDone(why: NotDone): Reason {
  switch (why) {
    case 'library-away':
    case 'too-busy':
    case 'login-refused':
    case 'not-recorded':
    case 'found-undone':
      return because('library-away');
    case 'not-understood':
      return because('library-says');
  }
}
