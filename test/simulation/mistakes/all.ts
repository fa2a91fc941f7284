// All mistakes that are planted.

import { AROUND } from './around.ts';
import { LENDING } from './lending.ts';
import type { Mistake } from './mistake.ts';
import { RETURNING } from './returning.ts';
import { TALKING } from './talking.ts';

export const MISTAKES: readonly Mistake[] = [...LENDING, ...RETURNING, ...TALKING, ...AROUND];
