// Login (94), status (98) and the end of a patron's session (36).

import type { MessageOf } from '../../../protocols/sip2/table.ts';
import { SUPPORTED_MESSAGES } from '../../../protocols/sip2/values.ts';
import { type Desk, today } from './desk.ts';
import type { AcsSettings } from './settings.ts';

/** 94. */
export const loginAnswer = (
  { loginUserId, loginPassword }: MessageOf<'93'>,
  { user, password }: AcsSettings,
): MessageOf<'94'> => ({
  code: '94',
  ok: user === '' || (loginUserId === user && loginPassword === password) ? '1' : '0',
  extra: [],
});

/** 94 with a no, which is also what a station hears that has not logged in. */
export const notLoggedIn: MessageOf<'94'> = { code: '94', ok: '0', extra: [] };

/** 98. `supported`: the requests that BX is to name. */
export const statusAnswer = (desk: Desk, supported: readonly string[]): MessageOf<'98'> => ({
  code: '98',
  onlineStatus: 'Y',
  checkinOk: 'Y',
  checkoutOk: 'Y',
  renewalPolicy: 'Y',
  statusUpdateOk: 'N',
  offlineOk: 'N',
  // In tenths of a second, after SIP2 2.00.
  timeoutPeriod: '100',
  retriesAllowed: '003',
  dateTimeSync: today(desk),
  protocolVersion: '2.00',
  institutionId: desk.settings.institution,
  supportedMessages: SUPPORTED_MESSAGES.map((code) => (supported.includes(code) ? 'Y' : 'N')).join(''),
  libraryName: desk.settings.libraryName,
  terminalLocation: desk.settings.branch,
  screenMessage: [],
  printLine: [],
  extra: [],
});

/** 36. */
export const endAnswer = ({ patronIdentifier }: MessageOf<'35'>, desk: Desk): MessageOf<'36'> => ({
  code: '36',
  endSession: 'Y',
  transactionDate: today(desk),
  institutionId: desk.settings.institution,
  patronIdentifier,
  screenMessage: [],
  printLine: [],
  extra: [],
});
