// What a simulated reader is like, and what can be made to go wrong with it.

import type { FeigKind } from '../../../protocols/feig/commands.ts';
import type { FrameForm } from '../../../protocols/feig/framing.ts';
import type { Fault } from '../faults.ts';

/** What goes wrong with one command. */
export type ReaderFault =
  /** Carried out, but the answer never comes. */
  | { readonly kind: 'noAnswer' }
  /** Not carried out: disturbed on the air (STATUS 0x83). */
  | { readonly kind: 'rfError' }
  /** Carried out, and a bit of the answer falls over on the line. */
  | { readonly kind: 'garble' }
  /** Answered as if done, and the tag keeps what it held. */
  | { readonly kind: 'writeIgnored' };

/** A reader's settings; all have the values of a reader fresh from its box. */
export interface ReaderSettings {
  readonly baudRate: number;
  /** On the line: 11 with parity, 10 without. */
  readonly bitsPerByte: number;
  /** COM-ADR of this reader. */
  readonly address: number;
  /** How answers are written that would fit either form. */
  readonly answerForm: FrameForm;
  /** Most tags in one inventory answer; the rest is fetched with MORE. */
  readonly setsPerAnswer: number;
  /** A tag that was found stays silent until it leaves the field or an RF reset. */
  readonly tagsAnswerOnce: boolean;
  readonly faults: readonly Fault<FeigKind, ReaderFault>[];
}

/** 24 data sets of 10 bytes are what a standard frame of 255 bytes holds. */
export const defaultReaderSettings: ReaderSettings = {
  baudRate: 38_400,
  bitsPerByte: 11,
  address: 0,
  answerForm: 'standard',
  setsPerAnswer: 24,
  tagsAnswerOnce: false,
  faults: [],
};
