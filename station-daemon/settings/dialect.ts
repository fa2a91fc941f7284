// A dialect's text checked, one dialect extended by another, and the settings with what they leave to the dialect.

import type { z } from 'zod';
import { type SettledDevice, settleDevice } from './device-keys.ts';
import { DIALECT_FILE, type Dialect, type DialectFile, WHOLE_DIALECT } from './dialect-keys.ts';
import type { Fault, PlacedFault } from './fault.ts';
import { referenceOf } from './reference.ts';
import type { Settings } from './schema.ts';
import { faultsOf } from './schema-faults.ts';
import { byPlace, readYaml } from './yaml-text.ts';

export type CheckedDialect<Found> =
  | { readonly ok: true; readonly dialect: Found }
  | { readonly ok: false; readonly faults: readonly PlacedFault[] };

const REFERENCE = referenceOf(DIALECT_FILE);

/** Checks a dialect that says only what is different. */
export function checkDialect(text: string): CheckedDialect<DialectFile> {
  return checked(text, DIALECT_FILE);
}

/** Checks the dialect that all others extend: nothing may be missing in it. */
export function checkWholeDialect(text: string): CheckedDialect<Dialect> {
  return checked(text, WHOLE_DIALECT);
}

function checked<Found>(text: string, schema: z.ZodType<Found>): CheckedDialect<Found> {
  const yaml = readYaml(text);
  if (!yaml.ok) return yaml;
  const { raw, placeFault } = yaml;
  const parsed = schema.safeParse(raw);
  if (parsed.success) return { ok: true, dialect: parsed.data };
  const faults = parsed.error.issues.flatMap((issue) => faultsOf(issue, raw, REFERENCE));
  return { ok: false, faults: faults.map(placeFault).sort(byPlace) };
}

/** A dialect with what another one says instead. Of rules, the other one's come first. */
export function extendDialect(base: Dialect, more: DialectFile): Dialect {
  return {
    loginOrder: more.loginOrder ?? base.loginOrder,
    charset: more.charset ?? base.charset,
    terminator: more.terminator ?? base.terminator,
    errorDetection: more.errorDetection ?? base.errorDetection,
    dates: more.dates ?? base.dates,
    repeat: more.repeat ?? base.repeat,
    cancel: more.cancel ?? base.cancel,
    noBlock: more.noBlock ?? base.noBlock,
    fees: more.fees ?? base.fees,
    alertWhen: more.alertWhen ?? base.alertWhen,
    alerts: [...(more.alerts ?? []), ...base.alerts],
    sortBin: more.sortBin ?? base.sortBin,
    holdPlace: more.holdPlace ?? base.holdPlace,
    reasons: [...(more.reasons ?? []), ...base.reasons],
  };
}

type Library = Settings['library'];
type SettledKey = 'charset' | 'terminator' | 'errorDetection';

/** The settings with nothing left open: what the file says counts; the dialect and the devices' drivers fill in the rest. */
export type SettledSettings = Omit<Settings, 'library' | 'devices'> & {
  readonly devices: readonly SettledDevice[];
  readonly library: Omit<Library, SettledKey | 'login' | 'dialect' | 'dialectFile'> &
    Pick<Dialect, SettledKey> & {
      readonly login: Omit<Library['login'], 'order'> & { readonly order: Dialect['loginOrder'] };
      readonly dialect: Omit<Dialect, SettledKey | 'loginOrder'>;
    };
};

export type Settled =
  | { readonly ok: true; readonly settings: SettledSettings }
  | { readonly ok: false; readonly faults: readonly Fault[] };

/** Fills in from the dialect, and from the drivers of the devices. A login that only the dialect asks for needs its user too. */
export function settle(settings: Settings, whole: Dialect): Settled {
  const { dialect: name, dialectFile: _, ...library } = settings.library;
  const { loginOrder, charset, terminator, errorDetection, ...dialect } = whole;
  const { login } = library;
  // Who writes a user means to log in, also where the dialect of many servers that do not want it says nothing.
  const order = login.order ?? (loginOrder === 'none' && login.user !== '' ? 'login-first' : loginOrder);
  if (order !== 'none' && login.user === '') {
    const what = `is missing: the dialect ${name} logs in`;
    const allowed = 'a user, or the library.login.order none';
    const path = ['library', 'login', 'user'];
    return { ok: false, faults: [{ path, at: 'parent', what, allowed, nearest: null }] };
  }
  return {
    ok: true,
    settings: {
      ...settings,
      devices: settings.devices.map(settleDevice),
      library: {
        ...library,
        charset: library.charset ?? charset,
        terminator: library.terminator ?? terminator,
        errorDetection: library.errorDetection ?? errorDetection,
        login: { ...login, order },
        dialect,
      },
    },
  };
}
