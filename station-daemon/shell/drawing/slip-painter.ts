// Draws what a receipt printer has no letters for. Skia shapes the letters, joins those of Arabic and puts lines of
// both directions in order; here they become dots. What goes wrong costs letters, never the slip.

import { setImmediate as othersTurn } from 'node:timers/promises';
import type { DrawnLine, SlipLine } from '../../../protocols/devices/printer.ts';
import { reasonOf } from '../line.ts';
import { Brush } from './brush.ts';
import { openSlipFonts } from './fonts.ts';

export interface SlipPainter {
  /** Lines that cannot be drawn come back as they were. Never rejects. */
  draw(lines: readonly SlipLine[], widthDots: number): Promise<readonly (SlipLine | DrawnLine)[]>;
}

export interface SlipPainterSetup {
  /** An image's file as it is, or null. */
  readonly logo: Uint8Array | null;
  /** Told once for each thing that does not work. */
  readonly onFault: (what: string, reason: string) => void;
}

/** Makes a painter; the drawing library is loaded for the first slip that needs it. */
export function createSlipPainter({ logo, onFault }: SlipPainterSetup): SlipPainter {
  const told = new Set<string>();
  const fault = (what: string, error: unknown): void => {
    if (!told.has(what)) onFault(what, reasonOf(error));
    told.add(what);
  };
  let brush: Promise<Brush | null> | null = null;
  const open = async (): Promise<Brush | null> => {
    try {
      const skia = await import('@napi-rs/canvas');
      const { GlobalFonts } = skia;
      const fonts = openSlipFonts((path, family) => GlobalFonts.registerFromPath(path, family) !== null);
      return new Brush(skia, fonts, logo);
    } catch (error) {
      fault('Slips cannot be drawn: what the printer has no letters for is printed as it can', error);
      return null;
    }
  };
  return {
    async draw(lines, widthDots) {
      brush ??= open();
      const opened = await brush;
      if (opened === null) return lines;
      const drawn: (SlipLine | DrawnLine)[] = [];
      for (const line of lines) {
        // A line takes milliseconds; devices and pages do not wait for a whole slip.
        await othersTurn();
        try {
          drawn.push((await opened.line(line, widthDots)) ?? line);
        } catch (error) {
          fault(`A ${line.kind} of a slip cannot be drawn`, error);
          drawn.push(line);
        }
      }
      return drawn;
    },
  };
}
