// The twin of each family of readers, by the name of its driver in the settings.

import type { World } from '../world/world.ts';
import { createLineReader } from './ascii-line/line-reader.ts';
import { createFeigReader } from './feig/feig-reader.ts';
import { createM3Reader } from './m3/m3-reader.ts';
import type { LineSettings, Reader } from './twin.ts';

/** Makes a reader over the world's field. What its family alone has is as it comes from its box. */
export type CreateReader = (world: World, given: Partial<LineSettings>) => Reader;

export const READERS = {
  feig: createFeigReader,
  m3: createM3Reader,
  'ascii-line': createLineReader,
  'feig-advanced': (world, given) =>
    createFeigReader(world, { requestForms: ['advanced'], answerForm: 'advanced', ...given }),
} as const satisfies Readonly<Record<string, CreateReader>>;
