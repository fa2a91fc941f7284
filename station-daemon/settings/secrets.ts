// What the station is started with: the settings with the secrets that stand elsewhere filled in, and with one line
// to the library system. Reading files and the environment is the caller's.

import type { SettledSettings } from './dialect.ts';
import type { Fault } from './fault.ts';
import { type Secret, SIP2_TEXT, TAG_PASSWORD } from './keys.ts';
import { type LibraryLineSettings, lineOf } from './library-line.ts';

/** How a look-up of a secret ended. `why` never holds the secret. */
export type SecretRead =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly why: string };

/** Looks up what is not in the settings file itself. */
export type ReadSecret = (secret: Exclude<Secret, string>) => SecretRead;

type Library = SettledSettings['library'];

/** The settings with every secret as text: what the station is started with. Never logged. */
export type ResolvedSettings = Omit<SettledSettings, 'library' | 'tags' | 'staff'> & {
  readonly staff: { readonly cards: readonly { readonly name: string; readonly card: string }[] };
  /** The tags' password as its 4 bytes. */
  readonly tags: Omit<SettledSettings['tags'], 'password'> & { readonly password: Uint8Array | null };
  readonly library: Omit<
    Library,
    'login' | 'terminalPassword' | 'transport' | 'host' | 'port' | 'tls' | 'serial'
  > & {
    readonly line: LibraryLineSettings;
    readonly login: Omit<Library['login'], 'password'> & { readonly password: string };
    readonly terminalPassword: string;
  };
};

export type Resolved =
  | { readonly ok: true; readonly settings: ResolvedSettings }
  | { readonly ok: false; readonly faults: readonly Fault[] };

/** Fills in the secrets; all that cannot be had are told at once. */
export function resolveSecrets(settings: SettledSettings, read: ReadSecret): Resolved {
  const { login, terminalPassword, transport, host, port, tls, serial, ...library } = settings.library;
  const line = lineOf(settings.library);
  const password = resolve(login.password, ['library', 'login', 'password'], read);
  const terminal = resolve(terminalPassword, ['library', 'terminalPassword'], read);
  const ofTags = tagPassword(settings.tags.password, read);
  const cards = settings.staff.cards.map(({ name, card }, place) => {
    const number = staffCard(card, place, read);
    return isFault(number) ? number : { name, card: number };
  });
  const ofCards = cards.filter(isFault);
  if (
    !line.ok ||
    typeof password !== 'string' ||
    typeof terminal !== 'string' ||
    isFault(ofTags) ||
    ofCards.length > 0
  ) {
    const faults = [password, terminal, ofTags, ...ofCards].filter(isFault);
    return { ok: false, faults: line.ok ? faults : [line.fault, ...faults] };
  }
  return {
    ok: true,
    settings: {
      ...settings,
      staff: { cards: cards.flatMap((one) => (isFault(one) ? [] : one)) },
      tags: { ...settings.tags, password: ofTags },
      library: { ...library, line: line.line, terminalPassword: terminal, login: { ...login, password } },
    },
  };
}

function resolve(secret: Secret, path: Fault['path'], read: ReadSecret): string | Fault {
  if (typeof secret === 'string') return secret;
  const found = read(secret);
  if (!found.ok) return fault(path, found.why, null);
  if (!SIP2_TEXT.test(found.text)) {
    return fault(path, 'the secret that was found cannot be sent', 'one line of text without |');
  }
  return found.text;
}

/** An empty one would be anybody's. */
function staffCard(secret: Secret, place: number, read: ReadSecret): string | Fault {
  const path = ['staff', 'cards', place, 'card'];
  const card = resolve(secret, path, read);
  return card === '' ? fault(path, 'is empty', 'the number on the card') : card;
}

function tagPassword(secret: Secret, read: ReadSecret): Uint8Array | null | Fault {
  const path = ['tags', 'password'];
  const digits = resolve(secret, path, read);
  if (typeof digits !== 'string') return digits;
  if (!TAG_PASSWORD.test(digits))
    return fault(path, "the secret that was found is no tag's password", '8 hexadecimal digits');
  if (digits === '') return null;
  return Uint8Array.from({ length: 4 }, (_, at) => Number.parseInt(digits.slice(2 * at, 2 * at + 2), 16));
}

function isFault(found: string | object | null): found is Fault {
  return found !== null && typeof found === 'object' && 'path' in found;
}

function fault(path: Fault['path'], what: string, allowed: string | null): Fault {
  return { path, at: 'value', what, allowed, nearest: null };
}
