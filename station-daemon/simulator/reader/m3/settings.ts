// What a simulated 3M reader is like.

import type { FrameForm } from '../../../../protocols/m3/framing.ts';
import type { LineSettings } from '../twin.ts';

/** A reader's settings; all have the values of a reader fresh from its box. */
export interface M3ReaderSettings extends LineSettings {
  /** In which forms it can be asked for its version. */
  readonly versionForms: readonly FrameForm[];
  /** It knows the command that tells everything of a tag. */
  readonly knowsTagInfo: boolean;
  /** Most blocks in one answer, however many were asked for. */
  readonly mostBlocks: number;
}

export const defaultM3ReaderSettings: M3ReaderSettings = {
  baudRate: 19_200,
  bitsPerByte: 10,
  versionForms: ['d6', 'd5'],
  knowsTagInfo: true,
  mostBlocks: 255,
  faults: [],
};
