// What a simulated FEIG reader is like.

import type { FrameForm } from '../../../../protocols/feig/framing.ts';
import type { LineSettings } from '../twin.ts';

/** A reader's settings; all have the values of a reader fresh from its box. */
export interface FeigReaderSettings extends LineSettings {
  /** COM-ADR of this reader. */
  readonly address: number;
  /** In which forms it can be asked; in another it hears nothing. */
  readonly requestForms: readonly FrameForm[];
  /** How answers are written that would fit either form. */
  readonly answerForm: FrameForm;
  /** Most tags in one inventory answer; the rest is fetched with MORE. */
  readonly setsPerAnswer: number;
  /** A tag that was found stays silent until it leaves the field or an RF reset. */
  readonly tagsAnswerOnce: boolean;
  /** Byte 13 of CFG1: 0 in host mode; in all others it refuses host commands. */
  readonly mode: number;
  /** Its configuration can be read; some want a login first. */
  readonly tellsConfiguration: boolean;
}

/** 24 data sets of 10 bytes are what a standard frame of 255 bytes holds. */
export const defaultFeigReaderSettings: FeigReaderSettings = {
  baudRate: 38_400,
  bitsPerByte: 11,
  address: 0,
  requestForms: ['standard', 'advanced'],
  answerForm: 'standard',
  setsPerAnswer: 24,
  tagsAnswerOnce: false,
  mode: 0,
  tellsConfiguration: true,
  faults: [],
};
