// The languages of the patron's page.

import type { Catalogues } from './catalogue.ts';
import { en } from './en.ts';
import { vi } from './vi.ts';

/** Every catalogue, by the language code of the screen contract. */
export const catalogues: Catalogues = { en, vi };
