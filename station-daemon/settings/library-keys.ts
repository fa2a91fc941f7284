// The section `library`: the line to the library system and how it wants to be spoken to (SIP2 2.00).

import { z } from 'zod';
import { CHARSET, ERROR_DETECTION, LOGIN_ORDER, TERMINATOR } from './dialect-keys.ts';
import { HOST_ALLOWED, hostName, key, SECRET, SECRET_ALLOWED, SIP2_TEXT, SIP2_TEXT_ALLOWED } from './keys.ts';
import { serialPort } from './serial-keys.ts';

const sip2Text = () => z.string().max(255).regex(SIP2_TEXT);

const pemFile = () =>
  z
    .string()
    .min(1)
    .max(4_096)
    .regex(/^\P{Cc}+$/u)
    .optional();

const PEM_ALLOWED = "the path of a PEM file, seen from the settings file's folder";

const TLS = z.strictObject({
  ca: key(pemFile(), {
    title: 'Certificate authority',
    description:
      "A PEM file with the authority that signed the library system's certificate. Without it, the public authorities count.",
    allowed: PEM_ALLOWED,
  }),
  cert: key(pemFile(), {
    title: 'Own certificate',
    description: 'A PEM file, where the library system asks for one. It goes together with key.',
    allowed: PEM_ALLOWED,
  }),
  key: key(pemFile(), {
    title: 'Own key',
    description: "A PEM file with the own certificate's key. It goes together with cert.",
    allowed: PEM_ALLOWED,
  }),
  servername: key(hostName().optional(), {
    title: 'Server name',
    description: 'The name in the certificate, where it is not the host.',
    allowed: HOST_ALLOWED,
  }),
  verify: key(z.boolean().default(true), {
    title: 'Verify the certificate',
    description: 'Without it anybody on the way can read and change what is said.',
  }),
});

const SERIAL = z.strictObject(serialPort(9_600, 'none'));

const LOGIN = z.strictObject({
  order: key(LOGIN_ORDER.optional(), {
    title: 'Order',
    description:
      "What comes first on a new connection: the login (93) or the status (99). none: there is no login. Without it, the dialect's; where that has no login, but a user is given, login-first.",
  }),
  user: key(sip2Text().default(''), {
    title: 'User',
    description: "The station's login at the library system (CN). Needed unless the order is none.",
    allowed: SIP2_TEXT_ALLOWED,
  }),
  password: key(SECRET.default(''), {
    title: 'Password',
    description: "The login's password (CO).",
    allowed: SECRET_ALLOWED,
    secret: true,
  }),
  location: key(sip2Text().default(''), {
    title: 'Location',
    description: "The station's place as the library system calls it (CP).",
    allowed: SIP2_TEXT_ALLOWED,
  }),
});

const OFFLINE = z.strictObject({
  returns: key(z.boolean().default(true), {
    title: 'Returns while the library system is away',
    description:
      'Items are taken in, their tags secured, and the library system is told with their real time when it is back. What it refuses goes to the staff.',
  }),
  loans: key(z.boolean().default(false), {
    title: 'Loans while the library system is away',
    description:
      'Items are lent to any card that the masks of scans tell and the block list does not name; the library system is told when it is back, and may then refuse. Not where a PIN is required.',
  }),
  blockList: key(
    z
      .string()
      .min(1)
      .max(4_096)
      .regex(/^\P{Cc}+$/u)
      .optional(),
    {
      title: 'Block list',
      description:
        'A file with one card number a line, to which nothing is lent while the library system is away. It is read anew when it changes. Needed for loans.',
      allowed: "the path of a file, which may be empty, seen from the settings file's folder",
    },
  ),
  maxItems: key(z.int().min(1).max(100).default(3), {
    title: 'Most loans of a card',
    description: 'So much is lent to one card before the library system is back.',
  }),
  loanDays: key(z.int().min(1).max(365).optional(), {
    title: 'Loan period',
    description:
      'The due date that the patron and the library system are told. Many library systems compute their own; without it the patron is told none.',
    unit: 'days',
  }),
});

export const LIBRARY = z.strictObject({
  transport: key(z.enum(['tcp', 'tls', 'serial']).default('tcp'), {
    title: 'Transport',
    description: 'What the line to the library system is.',
  }),
  host: key(hostName().optional(), {
    title: 'Host',
    description: "The library system's name or address. Needed for the transports tcp and tls.",
    allowed: HOST_ALLOWED,
  }),
  port: key(z.int().min(1).max(65_535).default(6001), {
    title: 'Port',
    description: "The library system's SIP2 port.",
  }),
  tls: key(TLS.optional(), { title: 'TLS', description: 'For the transport tls only.' }),
  serial: key(SERIAL.optional(), {
    title: 'Serial port',
    description: 'For the transport serial only, which needs it.',
  }),
  login: key(LOGIN.prefault({}), { title: 'Login', description: 'How the station logs in.' }),
  institution: key(sip2Text().default(''), {
    title: 'Institution',
    description: "The library's institution id (AO), as the library system expects it.",
    allowed: SIP2_TEXT_ALLOWED,
  }),
  terminalPassword: key(SECRET.default(''), {
    title: 'Terminal password',
    description: 'Sent with every request (AC), where the library system wants one.',
    allowed: SECRET_ALLOWED,
    secret: true,
  }),
  dialect: key(
    z
      .enum(['standard', 'koha', 'evergreen', 'folio', 'polaris', 'symphony', 'sierra', 'alma'])
      .default('standard'),
    {
      title: 'Dialect',
      description:
        "The library system's own ways of speaking SIP2. What the settings say themselves comes before it.",
    },
  ),
  dialectFile: key(
    z
      .string()
      .min(1)
      .max(4_096)
      .regex(/^\P{Cc}+$/u)
      .optional(),
    {
      title: "The library's own dialect",
      description:
        'A file in the form of those in config/dialects with what is different from the dialect that is named.',
      allowed: "the path of a dialect's file, seen from the settings file's folder",
    },
  ),
  charset: key(CHARSET.optional(), {
    title: 'Charset',
    description:
      "How the library system writes letters. SIP2 itself says cp850; most use utf-8 today. Without it, the dialect's.",
  }),
  terminator: key(TERMINATOR.optional(), {
    title: 'End of a message',
    description:
      "What the station sends at the end of a message. It understands both. Without it, the dialect's.",
  }),
  errorDetection: key(ERROR_DETECTION.optional(), {
    title: 'Error detection',
    description:
      "Sequence numbers and checksums (AY, AZ). auto: as the library system does. Without it, the dialect's.",
  }),
  connectSeconds: key(z.int().min(1).max(60).default(5), {
    title: 'Wait for a connection',
    description:
      'After this long without a connection, the station gives the attempt up and tries again later.',
    unit: 's',
  }),
  replySeconds: key(z.int().min(1).max(60).default(10), {
    title: 'Wait for a reply',
    description: 'After this long without a reply, the station asks again or finds out what happened.',
    unit: 's',
  }),
  retries: key(z.int().min(0).max(10).default(3), {
    title: 'Retries',
    description: 'How often one request is carried through a lost connection before it is given up.',
  }),
  heartbeatSeconds: key(z.int().min(5).max(3_600).default(55), {
    title: 'Heartbeat',
    description: 'After this long in silence the station asks for the status, so that the line stays open.',
    unit: 's',
  }),
  offline: key(OFFLINE.prefault({}), {
    title: 'Offline',
    description: 'What still works while the library system is away.',
  }),
});
