// The dialects of config/dialects as the library session takes them, and dialects of a test's own. Not a test itself.

import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatFault } from '../../station-daemon/settings/fault.ts';
import type { Settings } from '../../station-daemon/settings/schema.ts';
import { readDialect } from '../../station-daemon/shell/dialect-files.ts';

type Name = Settings['library']['dialect'];

/** A dialect by its name, extended by a file with this text. Throws where there is a fault in it. */
export function dialectOf(name: Name, own?: string) {
  const folder = own === undefined ? '' : mkdtempSync(join(tmpdir(), 'lendstation-dialect-'));
  const dialectFile = own === undefined ? undefined : join(folder, 'own.yaml');
  if (dialectFile !== undefined && own !== undefined) writeFileSync(dialectFile, own);
  const found = readDialect({ dialect: name, dialectFile }, folder);
  if (!found.ok) throw new Error(found.faults.map((fault) => formatFault('', fault)).join('\n'));
  return found.dialect;
}
