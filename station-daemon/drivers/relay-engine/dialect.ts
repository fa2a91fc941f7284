// How a make of relay boards is told what the relay engine wants: the one thing that a new relay driver has to bring.
// The engine asks one thing at a time; everything else is the engine's (engine.ts).

import type { FrameBuffer, Pushed } from '../../../protocols/binary/stream.ts';

/** One thing asked of a board. Places count from 0. */
export type RelayRequest =
  | { readonly kind: 'write'; readonly place: number; readonly on: boolean }
  | { readonly kind: 'readRelay'; readonly place: number }
  | { readonly kind: 'readInput'; readonly place: number };

/** What a frame of the board says. */
export type RelayAnswer =
  | { readonly kind: 'written' }
  | { readonly kind: 'level'; readonly on: boolean }
  | { readonly kind: 'refused'; readonly reason: string }
  /** It answers something else, or nothing that was asked: passed over. */
  | { readonly kind: 'misfit' };

/** The frames of one make of boards. */
export interface RelayDialect<Frame> {
  /** What the staff page calls the board. */
  readonly model: string;
  /** Is switching answered? Where not, the board is given a moment and then read. */
  readonly answersWrite: boolean;
  /** What helps where the board does not answer: words for the staff page. */
  readonly ifSilent: string;
  readonly encode: (request: RelayRequest) => Uint8Array;
  /** Takes in what the line brought, behind what an earlier call left in `buffer`. */
  readonly cut: (buffer: FrameBuffer, bytes: Uint8Array) => Pushed<Frame>;
  readonly decode: (request: RelayRequest, frame: Frame) => RelayAnswer;
}

/** Which relays and inputs of a board are in use, and what can be known of them. */
export interface RelayBoardUse {
  /** Places of relays, in the order in which their levels are told. */
  readonly relays: readonly number[];
  readonly inputs: readonly number[];
  /** Can the board be asked how its relays are? Where not, what was sent to it counts. */
  readonly readsBack: boolean;
}
