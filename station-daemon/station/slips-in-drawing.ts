// A slip between the core, which gives its words, and the printer's driver: lines that the printer has no letters for
// are drawn outside of the station first.

import type { DrawnLine, Slip, SlipLine } from '../../protocols/devices/printer.ts';
import type { DeviceId } from './rim.ts';

/** A slip that waits. */
export interface SlipInDrawing {
  readonly device: DeviceId;
  readonly slip: Slip;
  /** Which of its lines are being drawn. */
  readonly places: readonly number[];
}

/** The slip with what was drawn in its places. A line that did not come stays as it was. */
export function withDrawn(
  { slip, places }: SlipInDrawing,
  drawn: readonly (SlipLine | DrawnLine)[],
): Slip<SlipLine | DrawnLine> {
  const lines = slip.lines.map((line, place) => {
    const at = places.indexOf(place);
    return at < 0 ? line : (drawn[at] ?? line);
  });
  return { slip: slip.slip, lines };
}
