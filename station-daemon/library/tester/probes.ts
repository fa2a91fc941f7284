// What the tester asks: only requests that change nothing in the library system's books. Most are the station's own
// messages, so that what works here works in the station.

import type { Moment } from '../../../protocols/moment.ts';
import { sip2Date } from '../../../protocols/sip2/dates.ts';
import { messages, type Sip2Request } from '../../../protocols/sip2/table.ts';
import type { Credentials } from '../../core/library-port.ts';
import type { Asking } from '../messages.ts';
import type { LibrarySetup } from '../setup.ts';

/** What is asked in one step. */
export type ProbeName = 'login' | 'status' | 'patronStatus' | 'patron' | 'item' | 'endSession';

/** Who and what is asked about; null where the technician named nobody and nothing. */
export interface Target {
  readonly patron: Credentials | null;
  readonly item: string | null;
}

/** What a run of the tester is about. */
export interface TestSetup {
  readonly library: Pick<
    LibrarySetup,
    | 'login'
    | 'institution'
    | 'terminalPassword'
    | 'currency'
    | 'charset'
    | 'terminator'
    | 'errorDetection'
    | 'replyMs'
    | 'dialect'
  >;
  readonly target: Target;
}

/** Surely nobody's card and no item's barcode. */
const MADE_UP = 'LENDSTATIONTEST';

/** What is said first on every connection. */
export function greetingOf(order: LibrarySetup['login']['order']): readonly ProbeName[] {
  switch (order) {
    case 'login-first':
      return ['login', 'status'];
    case 'status-first':
      return ['status', 'login'];
    case 'none':
      return ['status'];
  }
}

/** What is asked after the greeting. */
export const QUESTIONS: readonly ProbeName[] = ['patronStatus', 'patron', 'item', 'endSession'];

/** What nobody may see. */
export const secretsOf = ({ library, target }: TestSetup): readonly string[] => [
  library.login.password,
  library.terminalPassword,
  target.patron?.pin ?? '',
];

/** The message of a step. Only 63 has the PIN: one wrong PIN in a run is enough, since several lock a card. */
export function requestOf(name: ProbeName, setup: TestSetup, asking: Asking, now: Moment): Sip2Request {
  const patron = setup.target.patron ?? { card: MADE_UP, pin: null };
  switch (name) {
    case 'login':
      return asking.login();
    case 'status':
      return asking.status();
    case 'patron':
      return asking.messageFor({ kind: 'patron', patron, loans: false }, 'N');
    case 'item':
      return asking.messageFor({ kind: 'item', item: setup.target.item ?? MADE_UP }, 'N');
    case 'endSession':
      return asking.messageFor({ kind: 'endSession', patron: { ...patron, pin: null } }, 'N');
    case 'patronStatus':
      return patronStatus(patron.card, setup, now);
  }
}

// The station itself asks with 63.
function patronStatus(patronIdentifier: string, { library }: TestSetup, now: Moment): Sip2Request {
  return {
    code: '23',
    language: '000',
    transactionDate: sip2Date(now, library.dialect.dates),
    institutionId: library.institution,
    patronIdentifier,
    terminalPassword: library.terminalPassword,
    patronPassword: '',
    extra: [],
  };
}

/** A step's name with its code, e.g. `Login (93)`. */
export const topicOf = ({ code }: Sip2Request): string => `${messages[code].name} (${code})`;
