// Where the package is: what it brings along (dialects, pages, its version) lies in folders of its own there.

import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The code runs from the sources and from dist/; the package's own file is some folders above either. */
export const PACKAGE_ROOT = rootAbove(import.meta.dirname);

function rootAbove(folder: string): string {
  return existsSync(join(folder, 'package.json')) ? folder : rootAbove(dirname(folder));
}
