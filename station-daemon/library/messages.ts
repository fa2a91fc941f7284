// The core's requests as SIP2 messages. What comes from outside is cleaned by the codec.

import type { Moment } from '../../protocols/moment.ts';
import { sip2Date } from '../../protocols/sip2/dates.ts';
import type { Sip2Request } from '../../protocols/sip2/table.ts';
import { summaryFor } from '../../protocols/sip2/values.ts';
import type { WallTime } from '../core/journal-entry.ts';
import type { Credentials, DoneOffline, LibraryRequest } from '../core/library-port.ts';
import type { LibrarySetup } from './setup.ts';

/** SIP2 wants a date even where it says nothing: 18 blanks. */
const NO_DATE = ' '.repeat(18);

/** Makes the messages of one station at one moment. */
export interface Asking {
  login(): Sip2Request;
  status(): Sip2Request;
  /** 63 with the list of charged items of a request's patron. */
  loansOf(request: LibraryRequest): Sip2Request;
  /** 17 about a request's item. */
  itemOf(request: LibraryRequest): Sip2Request;
  /** `renewalPolicy`: may a checkout become a renewal of the patron's own loan? */
  messageFor(request: LibraryRequest, renewalPolicy: 'Y' | 'N'): Sip2Request;
}

/** The messages of a station with this setup, dated now. */
export function askingAt(setup: LibrarySetup, now: Moment): Asking {
  return new DatedMessages(setup, now);
}

class DatedMessages implements Asking {
  readonly #setup: LibrarySetup;
  readonly #now: Moment;

  constructor(setup: LibrarySetup, now: Moment) {
    this.#setup = setup;
    this.#now = now;
  }

  login(): Sip2Request {
    const { user, password, location } = this.#setup.login;
    return {
      code: '93',
      uidAlgorithm: '0',
      pwdAlgorithm: '0',
      loginUserId: user,
      loginPassword: password,
      locationCode: location,
      extra: [],
    };
  }

  // 1.00 would quietly lower some servers to the first version of the protocol.
  status(): Sip2Request {
    return { code: '99', statusCode: '0', maxPrintWidth: '080', protocolVersion: '2.00', extra: [] };
  }

  loansOf(request: LibraryRequest): Sip2Request {
    return this.#patron('patron' in request ? request.patron : { card: '', pin: null }, 'charged');
  }

  itemOf(request: LibraryRequest): Sip2Request {
    return this.#item('item' in request ? request.item : '');
  }

  messageFor(request: LibraryRequest, renewalPolicy: 'Y' | 'N'): Sip2Request {
    switch (request.kind) {
      case 'patron':
        return this.#patron(request.patron, request.loans ? 'charged' : null);
      case 'isLentTo':
        return this.#patron(request.patron, 'charged');
      case 'item':
        return this.#item(request.item);
      case 'holds':
        return this.#patron(request.patron, 'hold');
      case 'checkin':
        return this.#checkin(request.item, 'N', request.done);
      case 'cancelCheckout':
        return this.#checkin(request.item, 'Y');
      case 'checkout':
        return { code: '11', renewalPolicy, ...this.#loan(request), cancel: 'N' };
      case 'renew':
        return { code: '29', thirdPartyAllowed: 'N', ...this.#loan(request) };
      case 'endSession':
        return { code: '35', ...this.#dated(), ...patronFields(request.patron) };
    }
  }

  #patron(patron: Credentials, list: 'charged' | 'hold' | null): Sip2Request {
    return {
      code: '63',
      language: '000',
      summary: summaryFor(list),
      ...this.#dated(),
      ...patronFields(patron),
    };
  }

  #item(itemIdentifier: string): Sip2Request {
    return { code: '17', ...this.#dated(), itemIdentifier };
  }

  #checkin(itemIdentifier: string, cancel: 'Y' | 'N', done?: DoneOffline): Sip2Request {
    return {
      code: '09',
      noBlock: this.#noBlock(done),
      returnDate: this.#date(done?.at),
      currentLocation: this.#setup.login.location,
      ...this.#dated(done?.at),
      itemIdentifier,
      cancel,
    };
  }

  /** What checkout and renewal have in common. */
  #loan({ patron, item: itemIdentifier, done, feeAccepted }: LoanRequest) {
    const noBlock = this.#noBlock(done);
    const due = noBlock === 'Y' ? (done?.due ?? null) : null;
    return {
      noBlock,
      noBlockDueDate: due === null ? NO_DATE : this.#date(due),
      ...this.#dated(done?.at),
      ...patronFields(patron),
      itemIdentifier,
      ...(feeAccepted === true ? { feeAcknowledged: 'Y' } : {}),
    } as const;
  }

  #noBlock(done: DoneOffline | undefined): 'Y' | 'N' {
    return done?.noBlock === true && this.#setup.dialect.noBlock ? 'Y' : 'N';
  }

  /** In every message about a patron or an item. */
  #dated(at?: WallTime) {
    const { institution, terminalPassword } = this.#setup;
    return {
      transactionDate: this.#date(at),
      institutionId: institution,
      terminalPassword,
      extra: [],
    } as const;
  }

  #date(at: WallTime = this.#now): string {
    return sip2Date(at, this.#setup.dialect.dates);
  }
}

interface LoanRequest {
  readonly patron: Credentials;
  readonly item: string;
  readonly done?: DoneOffline;
  readonly feeAccepted?: boolean;
}

const patronFields = ({ card, pin }: Credentials) => ({
  patronIdentifier: card,
  ...(pin === null ? {} : { patronPassword: pin }),
});
