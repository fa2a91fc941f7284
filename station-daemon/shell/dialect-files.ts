// Reads the dialect that a settings file asks for: the standard, what the named one says instead, and what the
// library's own file says instead of that.

import { join, resolve } from 'node:path';
import { type CheckedDialect, checkDialect, checkWholeDialect, extendDialect } from '../settings/dialect.ts';
import type { Dialect, DialectFile } from '../settings/dialect-keys.ts';
import type { Settings } from '../settings/schema.ts';
import { readNamedFile } from './named-file.ts';
import { PACKAGE_ROOT } from './package-root.ts';

/** The dialects that come with the package. */
const FOLDER = join(PACKAGE_ROOT, 'config', 'dialects');
const STANDARD = 'standard';

/**
 * The dialect for the settings of a library system. Faults name the file that they are in.
 * @param folder where the settings file is
 */
export function readDialect(
  { dialect: name, dialectFile }: Pick<Settings['library'], 'dialect' | 'dialectFile'>,
  folder: string,
): CheckedDialect<Dialect> {
  const standard = readNamedFile(join(FOLDER, `${STANDARD}.yaml`), checkWholeDialect);
  if (!standard.ok) return standard;
  const files = [
    ...(name === STANDARD ? [] : [join(FOLDER, `${name}.yaml`)]),
    ...(dialectFile === undefined ? [] : [resolve(folder, dialectFile)]),
  ];
  const found = files.map((file) => readNamedFile(file, checkDialect));
  const faults = found.flatMap((checked) => (checked.ok ? [] : checked.faults));
  if (faults.length > 0) return { ok: false, faults };
  const parts: readonly DialectFile[] = found.flatMap((checked) => (checked.ok ? [checked.dialect] : []));
  return { ok: true, dialect: parts.reduce(extendDialect, standard.dialect) };
}
