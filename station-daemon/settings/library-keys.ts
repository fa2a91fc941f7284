// The section `library`: the line to the library system and how it wants to be spoken to (SIP2 2.00).

import { z } from 'zod';
import { key, SECRET, SECRET_ALLOWED, SIP2_TEXT, SIP2_TEXT_ALLOWED } from './keys.ts';

const sip2Text = () => z.string().max(255).regex(SIP2_TEXT);

const TLS = z.strictObject({
  ca: key(z.string().min(1).optional(), {
    title: 'Certificate authority',
    description: "A PEM file with the authority that signed the library system's certificate.",
  }),
  cert: key(z.string().min(1).optional(), {
    title: 'Own certificate',
    description: 'A PEM file, where the library system asks for one.',
  }),
  key: key(z.string().min(1).optional(), {
    title: 'Own key',
    description: "A PEM file with the own certificate's key.",
  }),
  servername: key(z.string().min(1).optional(), {
    title: 'Server name',
    description: 'The name in the certificate, where it is not the host.',
  }),
  verify: key(z.boolean().default(true), {
    title: 'Verify the certificate',
    description: 'Without it anybody on the way can read and change what is said.',
  }),
});

const LOGIN = z.strictObject({
  order: key(z.enum(['login-first', 'status-first', 'none']).default('none'), {
    title: 'Order',
    description:
      'What comes first on a new connection: the login (93) or the status (99). none: there is no login.',
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
    description: 'Items are taken in and checked in later.',
  }),
  loans: key(z.boolean().default(false), {
    title: 'Loans while the library system is away',
    description: 'Items are lent and checked out later, which the library system may then refuse.',
  }),
});

export const LIBRARY = z.strictObject({
  transport: key(z.enum(['tcp', 'tls', 'serial']).default('tcp'), {
    title: 'Transport',
    description: 'What the line to the library system is.',
  }),
  host: key(
    z
      .string()
      .min(1)
      .max(253)
      .regex(/^[A-Za-z0-9.:_-]+$/),
    {
      title: 'Host',
      description: "The library system's name or address.",
      allowed: 'a host name or an IP address',
    },
  ),
  port: key(z.int().min(1).max(65_535).default(6001), {
    title: 'Port',
    description: "The library system's SIP2 port.",
  }),
  tls: key(TLS.optional(), { title: 'TLS', description: 'For the transport tls only.' }),
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
    { title: 'Dialect', description: "The library system's own ways of speaking SIP2." },
  ),
  charset: key(z.enum(['ascii', 'latin1', 'cp850', 'utf-8']).default('utf-8'), {
    title: 'Charset',
    description: 'How the library system writes letters. SIP2 itself says cp850; most use utf-8 today.',
  }),
  terminator: key(z.enum(['CR', 'CRLF']).default('CR'), {
    title: 'End of a message',
    description: 'What the station sends at the end of a message. It understands both.',
  }),
  errorDetection: key(z.enum(['auto', 'on', 'off']).default('auto'), {
    title: 'Error detection',
    description: 'Sequence numbers and checksums (AY, AZ). auto: as the library system does.',
  }),
  replySeconds: key(z.int().min(1).max(60).default(10), {
    title: 'Wait for a reply',
    description: 'After this long without a reply, the station asks again or finds out what happened.',
    unit: 's',
  }),
  retries: key(z.int().min(0).max(10).default(3), {
    title: 'Retries',
    description: 'How often a request is sent again before the library system counts as away.',
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
