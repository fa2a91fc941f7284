// Writes the pages that are made from tables. A test says when one of them is out of date.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { referencePage } from '../protocols/sip2/reference.ts';

const ROOT = join(import.meta.dirname, '..');

writeFileSync(join(ROOT, 'protocols/sip2/REFERENCE.md'), referencePage());
