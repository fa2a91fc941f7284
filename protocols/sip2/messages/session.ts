// Messages about the connection itself: login, status, resend. One row a message, after SIP2 2.00; an answer stands
// after its request. The fields' own properties are in ../fields.ts.

import { code, date, digits, flag, type MessageRow, ok, optional, repeating, required } from '../rows.ts';

/** Login, status and resend, by code. */
export const sessionMessages = {
  '93': {
    name: 'Login',
    direction: 'request',
    answer: '94',
    trailer: 'sequence',
    fixed: [code('uidAlgorithm', 1), code('pwdAlgorithm', 1)],
    variable: [required('CN'), required('CO'), optional('CP')],
  },
  '94': {
    name: 'Login response',
    direction: 'answer',
    answer: null,
    trailer: 'sequence',
    fixed: [ok('ok')],
    variable: [],
  },
  '99': {
    name: 'SC status',
    direction: 'request',
    answer: '98',
    trailer: 'sequence',
    fixed: [code('statusCode', 1), digits('maxPrintWidth', 3), code('protocolVersion', 4)],
    variable: [],
  },
  '98': {
    name: 'ACS status',
    direction: 'answer',
    answer: null,
    trailer: 'sequence',
    fixed: [
      flag('onlineStatus'),
      flag('checkinOk'),
      flag('checkoutOk'),
      flag('renewalPolicy'),
      flag('statusUpdateOk'),
      flag('offlineOk'),
      digits('timeoutPeriod', 3),
      digits('retriesAllowed', 3),
      date('dateTimeSync'),
      code('protocolVersion', 4),
    ],
    variable: [
      required('AO'),
      required('BX'),
      optional('AM'),
      optional('AN'),
      repeating('AF'),
      repeating('AG'),
    ],
  },
  '97': {
    name: 'Request ACS resend',
    direction: 'request',
    answer: null,
    trailer: 'checksum',
    fixed: [],
    variable: [],
  },
  '96': {
    name: 'Request SC resend',
    direction: 'answer',
    answer: null,
    trailer: 'checksum',
    fixed: [],
    variable: [],
  },
} as const satisfies Readonly<Record<string, MessageRow>>;
