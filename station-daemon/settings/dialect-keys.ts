// The keys of a dialect: how one library system speaks SIP2 where the protocol leaves it open.

import { z } from 'zod';
import { key } from './keys.ts';

const MEANINGS = ['none', 'hold', 'hold-elsewhere', 'interlibrary', 'send-elsewhere', 'other'] as const;

const CODES = [
  'library-says',
  'unknown-item',
  'on-loan-to-other',
  'on-hold-for-other',
  'card-blocked',
  'too-many-loans',
  'not-for-loan',
  'not-renewable',
  'card-expired',
  'in-transit',
  'lost',
] as const;

const ALERT = z.strictObject({
  type: key(z.string().regex(/^[0-9A-Za-z]{1,4}$/), {
    title: 'Alert type',
    description: 'A value of CV.',
    allowed: 'up to four letters or digits; digits in quotes, e.g. "01"',
  }),
  means: key(z.enum(MEANINGS), {
    title: 'Meaning',
    description:
      'hold: somebody waits for it here; hold-elsewhere: at another branch; interlibrary: another library; send-elsewhere: it belongs to another branch; other: staff see to it; none: no alert.',
  }),
});

const REASON = z.strictObject({
  says: key(
    z
      .string()
      .max(200)
      .regex(/^[^\p{Cc}]*[^\p{Cc}\s*][^\p{Cc}]*$/u),
    {
      title: 'Words',
      description:
        "Words in the library system's message (AF), in upper or lower case. * stands for anything between them.",
      allowed: 'one line of text with at least a letter, up to 200 characters',
    },
  ),
  code: key(z.enum(CODES), {
    title: 'Reason',
    description:
      "What the patron is told in their own language. library-says: the library system's own words alone.",
  }),
});

/** How a library system writes letters, ends its messages and counts them; settings have the same keys. */
export const CHARSET = z.enum(['ascii', 'latin1', 'cp850', 'utf-8']);
export const TERMINATOR = z.enum(['CR', 'CRLF']);
export const ERROR_DETECTION = z.enum(['auto', 'on', 'off']);
export const LOGIN_ORDER = z.enum(['login-first', 'status-first', 'none']);

/** A dialect as its file says it. What the file leaves out is that of the dialect that it extends. */
export const DIALECT_FILE = z.strictObject({
  loginOrder: key(LOGIN_ORDER.optional(), {
    title: 'Order of the login',
    description:
      'What comes first on a new connection: the login (93) or the status (99). none: there is no login.',
  }),
  charset: key(CHARSET.optional(), {
    title: 'Charset',
    description: 'How the library system writes letters.',
  }),
  terminator: key(TERMINATOR.optional(), {
    title: 'End of a message',
    description: 'What the station sends at the end of a message.',
  }),
  errorDetection: key(ERROR_DETECTION.optional(), {
    title: 'Error detection',
    description: 'Sequence numbers and checksums (AY, AZ). auto: as the library system does.',
  }),
  dates: key(z.enum(['local', 'utc']).optional(), {
    title: 'Dates',
    description: "What the station's dates are: local time with a blank zone, or UTC with the zone Z.",
  }),
  repeat: key(z.enum(['none', 'same-number']).optional(), {
    title: 'Repeating',
    description:
      'What is done when an answer was damaged on the way. none: the station asks what happened. same-number: it sends the request again just as it was; only for a library system that then answers again without carrying it out again.',
  }),
  cancel: key(z.boolean().optional(), {
    title: 'Cancelling',
    description:
      'Does the library system understand a check-in with BI=Y? Without it, a loan whose tag could not be released is left to the staff.',
  }),
  noBlock: key(z.boolean().optional(), {
    title: 'No block',
    description:
      'Does the library system understand "no block": that a return or loan was made while it was away, and cannot be refused any more? Without it, it is told as any other, with its real date.',
  }),
  fees: key(z.enum(['asked', 'refused']).optional(), {
    title: 'Fees',
    description:
      'What a refused checkout or renewal with a fee (BT, BV) means. asked: the patron is asked, and with their yes it is asked for again (BO=Y); refused: it is refused like any other.',
  }),
  alertWhen: key(z.enum(['flag', 'type']).optional(), {
    title: 'When an alert counts',
    description:
      'flag: with the alert flag of the check-in response only; type: also without it where CV has a meaning.',
  }),
  alerts: key(z.array(ALERT).max(50).optional(), {
    title: 'Alerts',
    description: 'What the values of CV mean. The first rule counts; those of the extended dialect follow.',
  }),
  sortBin: key(z.enum(['CL', 'CT', 'CR', 'AQ']).optional(), {
    title: 'Sort bin',
    description:
      'The field that says where a returned item goes: CL sort bin, CT destination, CR collection, AQ permanent location.',
  }),
  holdPlace: key(z.enum(['AP', 'AQ', 'CT', 'CH']).optional(), {
    title: 'Shelf of a reserved item',
    description:
      'The field of an item (18) that says where it stands when it is ready to be fetched: AP current location, AQ permanent location, CT destination, CH call number.',
  }),
  reasons: key(z.array(REASON).max(200).optional(), {
    title: 'Reasons',
    description:
      "What the library system's messages (AF) mean when it refuses. The first rule counts; those of the extended dialect follow.",
  }),
});

/** A dialect that extends no other: it says everything. */
export const WHOLE_DIALECT = DIALECT_FILE.required();

export type DialectFile = z.output<typeof DIALECT_FILE>;
export type Dialect = z.output<typeof WHOLE_DIALECT>;
