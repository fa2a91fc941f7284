// How a family of readers is told what the pad engine wants: the one thing that a new pad driver has to bring.
//
// A driver is `padDriver(dialect, security)` (engine.ts). The engine asks one thing at a time, in the words of
// requests.ts; the dialect writes it as a frame, cuts the line's bytes into frames, and says what a frame answers.
// Everything else is the engine's: what is asked next and how often, which tags lie in the field, how a tag's security
// is written and read back, retries, what silence means, and what the station is told. A dialect decides nothing,
// remembers nothing and has no time.

import type { FrameBuffer, Pushed } from '../../../protocols/binary/stream.ts';
import type { PadAnswer, PadRequest, StartRequest } from './requests.ts';

/** The frames of one family of readers. `Frame` is whatever the family's protocol cuts off a line. */
export interface PadDialect<Frame> extends DialectTraits {
  /**
   * Takes in what the line brought, behind what an earlier call left in `buffer`. Frames come whole and checked; what
   * belongs to none is passed over and counted in `discarded`.
   */
  readonly cut: (buffer: FrameBuffer, bytes: Uint8Array) => Pushed<Frame>;
  /** Gives up what is incomplete after a silence, and gives the frames that stood behind it. */
  readonly giveUp: (buffer: FrameBuffer) => Pushed<Frame>;
  /**
   * What a frame says in answer to a request, asked at this attempt. `misfit` where it answers something else, as far as the frame tells; it
   * is passed over. Most answers do not tell, therefore that to `identify` must: see `PadRequest`.
   */
  readonly decode: (
    request: PadRequest,
    frame: Frame,
    attempt: number,
  ) => PadAnswer | { readonly kind: 'misfit' };
}

/** What of a dialect has no frames in it. */
export interface DialectTraits {
  /**
   * The request's frame. `attempt` counts from 0 how often it was asked in vain before: a dialect may know another way
   * to ask the same, where models differ.
   */
  readonly encode: (request: PadRequest, attempt: number) => Uint8Array;
  /** What the staff page calls the reader until it tells its model. */
  readonly model: string;
  /** What is asked once the reader has said who it is, in this order. Refusals are passed over. */
  readonly start: readonly StartRequest[];
  /**
   * Can the field be switched off and on by `resetField`? Where it can, a tag that does not answer two inventories is
   * given up only if there was a reset between them: some readers keep known tags quiet, and a wrong password makes a tag mute.
   */
  readonly resetsField: boolean;
  readonly can: DialectSkills;
  /** How often a tag's security is written, at most, until it is read back as ordered. */
  readonly writeTries: number;
  readonly times: DialectTimes;
  /** Why a reader may send what nobody asked for and answer nothing, and what to do: words for the staff page. */
  readonly ifOnlyNoiseComes: string;
}

/** What readers of a family can do with a tag's security, beyond reading its AFI. */
export interface DialectSkills {
  readonly writeAfi: boolean;
  /** Read and write the EAS bit. */
  readonly eas: boolean;
  /** Give a tag its password. */
  readonly password: boolean;
}

/** Waits that differ between families, in milliseconds. */
export interface DialectTimes {
  /** Silence that the reader needs between its answer and the next request. */
  readonly requestGapMs: number;
  /** For an answer to anything but an inventory. */
  readonly answerMs: number;
  /** For the answer to an inventory of a full pad with collisions. */
  readonly inventoryMs: number;
  /** What came in and makes no frame is given up after so long a silence. */
  readonly brokenOffMs: number;
}
