// Secrets that stand elsewhere: where they are in the settings, and what the settings are with them filled in.
// Reading files and the environment is the caller's.

import type { Fault } from './fault.ts';
import { type Secret, SIP2_TEXT } from './keys.ts';
import type { Settings } from './schema.ts';

/** How a look-up of a secret ended. `why` never holds the secret. */
export type SecretRead =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly why: string };

/** Looks up what is not in the settings file itself. */
export type ReadSecret = (secret: Exclude<Secret, string>) => SecretRead;

type Library = Settings['library'];

/** The settings with every secret as text: what the station is started with. Never logged. */
export type ResolvedSettings = Omit<Settings, 'library'> & {
  readonly library: Omit<Library, 'login' | 'terminalPassword'> & {
    readonly login: Omit<Library['login'], 'password'> & { readonly password: string };
    readonly terminalPassword: string;
  };
};

export type Resolved =
  | { readonly ok: true; readonly settings: ResolvedSettings }
  | { readonly ok: false; readonly faults: readonly Fault[] };

/** Fills in the secrets; all that cannot be had are told at once. */
export function resolveSecrets(settings: Settings, read: ReadSecret): Resolved {
  const { library } = settings;
  const password = resolve(library.login.password, ['library', 'login', 'password'], read);
  const terminalPassword = resolve(library.terminalPassword, ['library', 'terminalPassword'], read);
  if (typeof password !== 'string' || typeof terminalPassword !== 'string') {
    return { ok: false, faults: [password, terminalPassword].filter((found) => typeof found !== 'string') };
  }
  return {
    ok: true,
    settings: {
      ...settings,
      library: { ...library, terminalPassword, login: { ...library.login, password } },
    },
  };
}

function resolve(secret: Secret, path: readonly string[], read: ReadSecret): string | Fault {
  if (typeof secret === 'string') return secret;
  const found = read(secret);
  if (!found.ok) return fault(path, found.why, null);
  if (!SIP2_TEXT.test(found.text)) {
    return fault(path, 'the secret that was found cannot be sent', 'one line of text without |');
  }
  return found.text;
}

function fault(path: readonly string[], what: string, allowed: string | null): Fault {
  return { path, at: 'value', what, allowed, nearest: null };
}
