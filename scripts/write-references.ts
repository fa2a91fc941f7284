// Writes the pages and the style sheet that are made from tables. A test says when one of them is out of date.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { referencePage } from '../protocols/sip2/reference.ts';
import { themesCss } from '../protocols/themes/css.ts';

const ROOT = join(import.meta.dirname, '..');

writeFileSync(join(ROOT, 'protocols/sip2/REFERENCE.md'), referencePage());
writeFileSync(join(ROOT, 'kiosk-ui/ui/themes.css'), themesCss());
