// Login (94), status (98) and the end of a patron's session (36).

import type { MessageOf, RequestCode } from '../../../protocols/sip2/table.ts';
import { SUPPORTED_MESSAGES } from '../../../protocols/sip2/values.ts';
import { type Desk, today } from './desk.ts';
import type { AcsSettings } from './settings.ts';

/** 94. */
export const loginAnswer = (
  { loginUserId, loginPassword, locationCode }: MessageOf<'93'>,
  { user, password, needsLocation }: AcsSettings,
): MessageOf<'94'> => {
  const known = user === '' || (loginUserId === user && loginPassword === password);
  const placed = !needsLocation || (locationCode ?? '') !== '';
  return { code: '94', ok: known && placed ? '1' : '0', extra: [] };
};

/** 94 with a no, which is also what a station hears that has not logged in. */
export const notLoggedIn: MessageOf<'94'> = { code: '94', ok: '0', extra: [] };

/** 98. */
export const statusAnswer = (desk: Desk): MessageOf<'98'> => {
  const { settings } = desk;
  return {
    code: '98',
    onlineStatus: 'Y',
    ...CAPABILITIES[settings.capabilities],
    dateTimeSync: today(desk),
    protocolVersion: '2.00',
    institutionId: settings.institution,
    supportedMessages: SUPPORTED_MESSAGES.map((code) => (isClaimed(code, settings) ? 'Y' : 'N')).join(''),
    libraryName: settings.libraryName,
    terminalLocation: settings.branch,
    screenMessage: [],
    printLine: [],
    extra: [],
  };
};

const isClaimed = (code: RequestCode, { capabilities, unsupported }: AcsSettings): boolean =>
  capabilities === 'lies' || !unsupported.includes(code);

const CAPABILITIES = {
  true: {
    checkinOk: 'Y',
    checkoutOk: 'Y',
    renewalPolicy: 'Y',
    statusUpdateOk: 'Y',
    offlineOk: 'N',
    // In tenths of a second, after SIP2 2.00.
    timeoutPeriod: '100',
    retriesAllowed: '003',
  },
  // Evergreen's SIPServer was seen to say this, or 600 and 003, and to do all of it.
  lies: {
    checkinOk: 'N',
    checkoutOk: 'N',
    renewalPolicy: 'N',
    statusUpdateOk: 'N',
    offlineOk: 'N',
    timeoutPeriod: '000',
    retriesAllowed: '999',
  },
} as const;

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
