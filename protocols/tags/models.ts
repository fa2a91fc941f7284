// The ways to write tags, by their names in the settings.

import { ISO28560_2 } from './models/iso28560-2.ts';
import { ISO28560_3 } from './models/iso28560-3.ts';
import { PLAIN_TEXT } from './models/plain-text.ts';
import { RFID501 } from './models/rfid501.ts';
import type { Model } from './tag-memory.ts';

/** Every model, as it is called in the settings. */
export const TAG_MODELS = ['iso28560-3', 'iso28560-2', 'rfid501', 'plain-text'] as const;

/** A way to write tags, as it is called in the settings. */
export type TagModel = (typeof TAG_MODELS)[number];

/** How each model is read and written. */
export const MODELS: Readonly<Record<TagModel, Model>> = {
  'iso28560-3': ISO28560_3,
  'iso28560-2': ISO28560_2,
  rfid501: RFID501,
  'plain-text': PLAIN_TEXT,
};

/** The DSFID of a tag in each model. Many tags carry another one: when a tag is read, its content decides. */
export const DSFID: Readonly<Record<TagModel, number>> = {
  'iso28560-3': 0x3e,
  'iso28560-2': 0x06,
  rfid501: 0x00,
  'plain-text': 0x00,
};
