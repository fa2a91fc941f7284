// A slip's bytes on their way to the printer: all at once, or piece by piece at the speed of the line where the printer
// says by XOFF that it takes no more. A piece is short enough for what printers still take after that: 256 bytes in the
// manuals of Star, 128 and more in those of Epson.

import type { PrinterState } from './state.ts';

/** Of one piece. */
const PIECE_BYTES = 64;

/** On the line: a start bit, 8 data bits, perhaps parity, a stop bit. */
const BITS_A_BYTE = 11;

/** How long so many bytes take on the printer's line. */
export function crossingMs({ settings }: Pick<PrinterState, 'settings'>, bytes: number): number {
  return (bytes * BITS_A_BYTE * 1000) / settings.baudRate;
}

/** What can be sent now, and what is left. */
export interface NextPiece {
  readonly piece: Uint8Array | null;
  readonly outgoing: PrinterState['outgoing'];
}

/** Takes the piece that is due. A printer that said stop gets none. */
export function nextPiece(state: PrinterState, ticks: number): NextPiece {
  const { outgoing, heldSince, settings } = state;
  if (outgoing === null || heldSince !== null || ticks < outgoing.nextAt) return { piece: null, outgoing };
  const length = settings.flowControl === 'xon-xoff' ? PIECE_BYTES : outgoing.bytes.length;
  const piece = outgoing.bytes.subarray(0, length);
  const rest = outgoing.bytes.subarray(length);
  const nextAt = ticks + crossingMs(state, piece.length);
  return { piece, outgoing: rest.length === 0 ? null : { bytes: rest, nextAt } };
}
