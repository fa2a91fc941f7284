// A library system for the core's tests: its own books, and an answer for every request. No protocol, no clock.

import type { Due, Fee, Money } from '../../protocols/screen/screen.ts';
import type {
  CheckinAlert,
  CheckinRoute,
  Credentials,
  LibraryAnswer,
  LibraryRequest,
  LoanResult,
  Refusal,
  SortingFacts,
} from '../../station-daemon/core/library-port.ts';

export interface Title {
  readonly title: string;
  lentTo: string | null;
  /** How often it was checked in. */
  checkins: number;
  /** Asked to stay in the building: SIP2's security inhibit. */
  useInside: boolean;
  /** The answers to its checkouts are lost, and it is found out that the patron has it. */
  losesAnswers: boolean;
  refusal: Refusal | null;
  refusesCheckin: boolean;
  alert: CheckinAlert | null;
  /** What else the library system says of it when it is returned. */
  sorting: Partial<SortingFacts>;
  refusesCancel: boolean;
  renewals: number;
  /** The library system takes it for lost. */
  lost: boolean;
  /** Goes with its loan or renewal, which are made only where it is accepted. */
  fee: Fee | null;
}

export interface Reader {
  readonly pin: string;
  readonly name: string;
  /** The library system's text of a patron who may not borrow. */
  blocked: string | null;
}

/** A library system that says nothing that rules for bins might look at. */
export const NOTHING_SAID: SortingFacts = {
  ...{ alert: null, alertType: null, destination: null, sortBin: null, location: null },
  ...{ callNumber: null, collection: null, mediaType: null, text: null },
};

const DUE = { kind: 'day', year: 2030, month: 5, day: 2 } as const;
const LATER = { kind: 'day', year: 2030, month: 6, day: 2 } as const;

interface LoanRequest {
  readonly item: string;
  readonly patron: Credentials;
  readonly feeAccepted?: boolean;
}

function feeAsked({ title }: Title, fee: Fee): LoanResult {
  return { ok: false, title, refusal: { code: 'library-says', text: 'A fee is charged' }, fee };
}

export class Books {
  readonly titles = new Map<string, Title>();
  /** When loans are due that are due at another time than most. */
  readonly dues = new Map<string, Due>();
  readonly readers = new Map<string, Reader>();
  /** Of every patron. */
  holdsReady = 0;
  holdsWaiting = 0;
  /** Whether it has every patron's e-mail address. */
  hasEmail = false;
  /** What is put aside for every patron, as the library system calls it, with where it stands. */
  readonly putAside = new Map<string, string | null>();
  /** What the library system tells the staff of every item that is returned. */
  route: CheckinRoute = { callNumber: null, destination: null, reservedFor: null };
  /** By every patron. */
  owed: Money | null = null;
  /** False where the library system does not look at PINs. */
  checksPins = false;

  item(barcode: string, title: string): Title {
    const item: Title = {
      title,
      lentTo: null,
      checkins: 0,
      useInside: false,
      losesAnswers: false,
      refusal: null,
      refusesCheckin: false,
      alert: null,
      sorting: {},
      refusesCancel: false,
      renewals: 0,
      lost: false,
      fee: null,
    };
    this.titles.set(barcode, item);
    return item;
  }

  reader(card: string, name: string, pin = ''): void {
    this.readers.set(card, { name, pin, blocked: null });
  }

  get(barcode: string): Title {
    const title = this.titles.get(barcode);
    if (title === undefined) throw new Error(`no item ${barcode} in the books`);
    return title;
  }

  /** Carries a request out and answers it. */
  answer(request: LibraryRequest): LibraryAnswer {
    switch (request.kind) {
      case 'patron':
        return this.#patron(request.patron, request.loans);
      case 'checkout':
        return { kind: 'checkout', result: this.#checkout(request) };
      case 'checkin':
        return this.#checkin(request.item);
      case 'cancelCheckout': {
        const item = this.titles.get(request.item);
        if (item?.lentTo !== request.patron.card || item.refusesCancel) {
          const refusal = { code: 'library-says', text: 'not to be cancelled' } as const;
          return { kind: 'cancelCheckout', result: { ok: false, refusal } };
        }
        item.lentTo = null;
        return { kind: 'cancelCheckout', result: { ok: true } };
      }
      case 'renew':
        return this.#renew(request);
      case 'item':
        return this.#describe(request.item);
      case 'holds':
        return { kind: 'holds', items: [...this.putAside.keys()] };
      case 'isLentTo':
        return { kind: 'isLentTo', lent: this.titles.get(request.item)?.lentTo === request.patron.card };
      case 'endSession':
        return { kind: 'endSession' };
    }
  }

  #patron({ card, pin }: Credentials, loans: boolean): LibraryAnswer {
    const reader = this.readers.get(card);
    const lent = [...this.titles].filter(([, item]) => item.lentTo === card).map(([barcode]) => barcode);
    return {
      kind: 'patron',
      patron: {
        known: reader !== undefined,
        pin:
          !this.checksPins || reader === undefined ? 'not-checked' : reader.pin === pin ? 'right' : 'wrong',
        name: reader?.name ?? '',
        blocked: (reader?.blocked ?? null) !== null,
        blockedBy: 'card-blocked',
        text: reader?.blocked ?? 'Welcome',
        owed: this.owed,
        holdsReady: this.holdsReady,
        holdsWaiting: this.holdsWaiting,
        hasEmail: this.hasEmail,
        loans: loans ? lent : [],
      },
    };
  }

  #checkout({ item: barcode, patron: { card }, feeAccepted }: LoanRequest): LoanResult {
    const item = this.titles.get(barcode);
    const no = (refusal: Refusal) => ({ ok: false, title: item?.title ?? '', refusal, fee: null }) as const;
    if (item === undefined) return no({ code: 'unknown-item', text: null });
    if (item.refusal !== null) return no(item.refusal);
    if (item.lentTo !== null && item.lentTo !== card) return no({ code: 'on-loan-to-other', text: null });
    if (item.fee !== null && feeAccepted !== true) return feeAsked(item, item.fee);
    const renewal = item.losesAnswers ? 'unknown' : item.lentTo === card;
    item.lentTo = card;
    return { ok: true, title: item.title, due: DUE, renewal, release: !item.useInside } as const;
  }

  #checkin(barcode: string): LibraryAnswer {
    const item = this.titles.get(barcode);
    if (item === undefined || item.refusesCheckin) {
      const refusal = { code: 'library-says', text: 'Item not checked out' } as const;
      return { kind: 'checkin', result: { ok: false, title: item?.title ?? '', refusal } };
    }
    item.lentTo = null;
    item.lost = false;
    item.checkins += 1;
    const { title, alert } = item;
    const sorting = { ...NOTHING_SAID, alert, ...item.sorting };
    return {
      kind: 'checkin',
      result: { ok: true, title, alert, sortBin: 'Blue shelf', route: this.route, sorting },
    };
  }

  #renew({ item: barcode, patron: { card }, feeAccepted }: LoanRequest): LibraryAnswer {
    const item = this.titles.get(barcode);
    const title = item?.title ?? '';
    if (item?.lentTo !== card || item.refusal !== null) {
      const refusal = item?.refusal ?? ({ code: 'not-renewable', text: null } as const);
      return { kind: 'renew', result: { ok: false, title, refusal, fee: null } };
    }
    if (item.fee !== null && feeAccepted !== true) return { kind: 'renew', result: feeAsked(item, item.fee) };
    item.renewals += 1;
    return { kind: 'renew', result: { ok: true, title, due: LATER, renewal: true, release: false } };
  }

  #describe(barcode: string): LibraryAnswer {
    const item = this.titles.get(barcode);
    const back = item?.checkins !== 0 && item?.alert === 'hold' ? 'hold-shelf' : 'available';
    const circulation = item?.lost ? 'lost' : item?.lentTo === null ? back : 'on-loan';
    const due = item?.lentTo === null ? null : (this.dues.get(barcode) ?? DUE);
    return {
      kind: 'item',
      item: {
        ...{ known: item !== undefined, title: item?.title ?? '', circulation, due },
        place: this.putAside.get(barcode) ?? null,
      },
    };
  }
}
