// What is wrong between keys that are each right. Works on the raw values, so that these faults are
// found together with all others.

import { boardFaults } from './board-faults.ts';
import { brandFaults } from './brand-faults.ts';
import { speaksByPattern } from './device-keys.ts';
import type { Fault } from './fault.ts';
import { missingPlace, type Place } from './library-line.ts';
import { type PathPart, valueAt } from './reference.ts';

/** All faults between keys. */
export function crossFaults(raw: unknown): readonly Fault[] {
  return [
    ...repeated(raw, 'id', 'another device has this id', 'an id of its own for each device'),
    ...repeated(raw, 'path', 'another device has this path', 'a path of its own for each device'),
    ...repeatedLanguages(raw),
    ...loginWithoutUser(raw),
    ...transportWithoutPlace(raw),
    ...halfACertificate(raw),
    ...libraryOnDevicePath(raw),
    ...sameAfi(raw),
    ...withoutPattern(raw),
    ...boardFaults(listAt(['devices'], raw)),
    ...loansWithoutBlockList(raw),
    ...brandFaults(raw),
  ];
}

function listAt(path: readonly PathPart[], raw: unknown): readonly unknown[] {
  const value = valueAt(path, raw);
  return Array.isArray(value) ? value : [];
}

/** Every place whose value stood in an earlier place already. */
function repetitions(values: readonly unknown[]): readonly number[] {
  return [...values.keys()].filter(
    (place) => values[place] !== undefined && values.indexOf(values[place]) < place,
  );
}

function repeated(raw: unknown, name: string, what: string, allowed: string): readonly Fault[] {
  const values = listAt(['devices'], raw).map((device) => valueAt([name], device));
  return repetitions(values).map((place) => fault(['devices', place, name], what, allowed));
}

function repeatedLanguages(raw: unknown): readonly Fault[] {
  const path = ['station', 'languages'];
  return repetitions(listAt(path, raw)).map((place) =>
    fault([...path, place], 'stands in the list already', 'each language once'),
  );
}

function loginWithoutUser(raw: unknown): readonly Fault[] {
  const order = valueAt(['library', 'login', 'order'], raw);
  const user = valueAt(['library', 'login', 'user'], raw) ?? '';
  if ((order !== 'login-first' && order !== 'status-first') || user !== '') return [];
  return [fault(['library', 'login', 'order'], `${order} needs a library.login.user`, 'none, or a user')];
}

/** Each transport needs to be told where the library system is. */
function transportWithoutPlace(raw: unknown): readonly Fault[] {
  const library = valueAt(['library'], raw);
  // A section that is not there at all is told by the schema.
  if (typeof library !== 'object' || library === null || Array.isArray(library)) return [];
  const place: Place = valueAt(['transport'], library) === 'serial' ? 'serial' : 'host';
  return valueAt([place], library) === undefined ? [missingPlace(place)] : [];
}

function halfACertificate(raw: unknown): readonly Fault[] {
  const given = (['cert', 'key'] as const).filter(
    (name) => valueAt(['library', 'tls', name], raw) !== undefined,
  );
  const [only] = given;
  if (only === undefined || given.length === 2) return [];
  const other = only === 'cert' ? 'key' : 'cert';
  return [fault(['library', 'tls', only], `needs a library.tls.${other}`, 'both of them, or neither')];
}

function libraryOnDevicePath(raw: unknown): readonly Fault[] {
  const path = valueAt(['library', 'serial', 'path'], raw);
  const isTaken = listAt(['devices'], raw).some((device) => valueAt(['path'], device) === path);
  if (path === undefined || !isTaken) return [];
  return [fault(['library', 'serial', 'path'], 'a device has this path', 'a path of its own')];
}

function sameAfi(raw: unknown): readonly Fault[] {
  const secured = valueAt(['tags', 'afi', 'secured'], raw);
  const onLoan = valueAt(['tags', 'afi', 'onLoan'], raw);
  if (secured === undefined || secured !== onLoan) return [];
  return [fault(['tags', 'afi', 'onLoan'], 'is the same as secured', 'another value than secured')];
}

function loansWithoutBlockList(raw: unknown): readonly Fault[] {
  const at = (name: string) => valueAt(['library', 'offline', name], raw);
  if (at('loans') !== true || at('blockList') !== undefined) return [];
  const allowed = 'false, or a library.offline.blockList: a file with one card a line, which may be empty';
  return [fault(['library', 'offline', 'loans'], 'needs a library.offline.blockList', allowed)];
}

function withoutPattern(raw: unknown): readonly Fault[] {
  return listAt(['devices'], raw).flatMap((device, place) => {
    const driver = String(valueAt(['driver'], device));
    if (!speaksByPattern(driver) || valueAt(['pattern'], device) !== undefined) return [];
    const folder = valueAt(['kind'], device) === 'gate' ? 'gates' : 'readers';
    const allowed = `a pattern file, e.g. config/${folder}/plain-lines.yaml`;
    return [fault(['devices', place, 'driver'], `${driver} needs a pattern`, allowed)];
  });
}

function fault(path: readonly PathPart[], what: string, allowed: string): Fault {
  return { path, at: 'value', what, allowed, nearest: null };
}
