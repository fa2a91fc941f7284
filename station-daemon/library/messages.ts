// The core's requests as SIP2 messages. What comes from outside is cleaned by the codec; dates are local time.

import type { Moment } from '../../protocols/moment.ts';
import { sip2Date } from '../../protocols/sip2/dates.ts';
import type { Sip2Request } from '../../protocols/sip2/table.ts';
import { summaryFor } from '../../protocols/sip2/values.ts';
import type { Credentials, LibraryRequest } from '../core/library-port.ts';
import type { LibrarySetup } from './setup.ts';

/** SIP2 wants a date even where it says nothing: 18 blanks. */
const NO_DATE = ' '.repeat(18);

/** Makes the messages of one station at one moment. */
export interface Asking {
  readonly login: () => Sip2Request;
  readonly status: () => Sip2Request;
  /** 63 with the list of charged items of a request's patron. */
  readonly loansOf: (request: LibraryRequest) => Sip2Request;
  /** 17 about a request's item. */
  readonly itemOf: (request: LibraryRequest) => Sip2Request;
  /** `renewalPolicy`: may a checkout become a renewal of the patron's own loan? */
  readonly messageFor: (request: LibraryRequest, renewalPolicy: 'Y' | 'N') => Sip2Request;
}

/** The messages of a station with this setup, dated now. */
export function askingAt(setup: LibrarySetup, now: Moment): Asking {
  const transactionDate = sip2Date(now);
  const station = { institutionId: setup.institution, extra: [] } as const;
  const terminal = { ...station, terminalPassword: setup.terminalPassword };
  const patronOf = ({ card, pin }: Credentials) => ({
    patronIdentifier: card,
    ...(pin === null ? {} : { patronPassword: pin }),
  });
  const patron = (patron: Credentials, list: 'charged' | null): Sip2Request => ({
    code: '63',
    language: '000',
    transactionDate,
    summary: summaryFor(list),
    ...terminal,
    ...patronOf(patron),
  });
  const item = (itemIdentifier: string): Sip2Request => ({
    code: '17',
    transactionDate,
    ...terminal,
    itemIdentifier,
  });
  const checkin = (itemIdentifier: string, cancel: 'Y' | 'N'): Sip2Request => ({
    code: '09',
    noBlock: 'N',
    transactionDate,
    returnDate: transactionDate,
    currentLocation: setup.login.location,
    ...terminal,
    itemIdentifier,
    cancel,
  });
  return {
    login: () => ({
      code: '93',
      uidAlgorithm: '0',
      pwdAlgorithm: '0',
      loginUserId: setup.login.user,
      loginPassword: setup.login.password,
      locationCode: setup.login.location,
      extra: [],
    }),
    // 1.00 would quietly lower some servers to the first version of the protocol.
    status: () => ({ code: '99', statusCode: '0', maxPrintWidth: '080', protocolVersion: '2.00', extra: [] }),
    loansOf: (request) => patron('patron' in request ? request.patron : { card: '', pin: null }, 'charged'),
    itemOf: (request) => item('item' in request ? request.item : ''),
    messageFor: (request, renewalPolicy) => {
      switch (request.kind) {
        case 'patron':
          return patron(request.patron, request.loans ? 'charged' : null);
        case 'isLentTo':
          return patron(request.patron, 'charged');
        case 'item':
          return item(request.item);
        case 'checkin':
          return checkin(request.item, 'N');
        case 'cancelCheckout':
          return checkin(request.item, 'Y');
        case 'checkout':
          return {
            code: '11',
            renewalPolicy,
            noBlock: 'N',
            transactionDate,
            noBlockDueDate: NO_DATE,
            ...terminal,
            ...patronOf(request.patron),
            itemIdentifier: request.item,
            cancel: 'N',
          };
        case 'renew':
          return {
            code: '29',
            thirdPartyAllowed: 'N',
            noBlock: 'N',
            transactionDate,
            noBlockDueDate: NO_DATE,
            ...terminal,
            ...patronOf(request.patron),
            itemIdentifier: request.item,
          };
        case 'endSession':
          return { code: '35', transactionDate, ...terminal, ...patronOf(request.patron) };
      }
    },
  };
}
