// The driver for receipt printers that speak ESC/POS: asked by DLE EOT every few seconds, and told by GS a to say by
// themselves what changes. A printer that does not know GS a is asked all the same.

import type { PrinterOrder, PrinterReading } from '../../../protocols/devices/printer.ts';
import { type EscposAnswer, hearByte } from '../../../protocols/escpos/answers.ts';
import { pictureBytes } from '../../../protocols/escpos/raster.ts';
import {
  automaticStatusRequest,
  clearRequest,
  decodeStatus,
  inOrderStatusRequest,
  STATUS_NUMBERS,
  statusRequest,
} from '../../../protocols/escpos/status.ts';
import type { Driver } from '../driver.ts';
import type { Heard, PrinterDialect, PrinterSettings } from '../printer-engine/dialect.ts';
import { printerDriver } from '../printer-engine/engine.ts';
import { type SlipScript, slipBytes } from '../printer-engine/slip-bytes.ts';
import type { PrinterState } from '../printer-engine/state.ts';

const SCRIPT: SlipScript = {
  language: 'esc-pos',
  begin: (encoder) => encoder.initialize().encode(),
  picture: pictureBytes,
  rules: true,
};

const ESCPOS: PrinterDialect = {
  model: 'ESC/POS printer',
  deaf: { begun: [], sinceTicks: 0, marks: null },
  hear(ear, byte, ticks) {
    const { begun, sinceTicks } = ear;
    const heard = hearByte(begun.length === 0 ? null : { bytes: begun, sinceTicks }, byte, ticks);
    return {
      ear: { ...ear, begun: heard.begun?.bytes ?? [], sinceTicks: heard.begun?.sinceTicks ?? 0 },
      heard: heard.answer === null ? [] : heardOf(heard.answer),
    };
  },
  opening: [automaticStatusRequest(true)],
  questions: STATUS_NUMBERS.map(statusRequest),
  answered(question, byte, before) {
    const number = STATUS_NUMBERS[question];
    if (number === undefined) return null;
    const decoded = decodeStatus(number, byte, before);
    return decoded.ok ? decoded.status : null;
  },
  endMark: inOrderStatusRequest(),
  clear: clearRequest(),
  slip: (lines, paper) => slipBytes(lines, paper, SCRIPT),
};

function heardOf(answer: EscposAnswer): readonly Heard[] {
  switch (answer.kind) {
    case 'byte':
    case 'cleared':
    case 'flow':
      return [answer];
    case 'automatic':
      return [{ kind: 'status', status: answer.status, asked: false }];
    case 'in-order':
      return answer.status.paperOut ? [] : [{ kind: 'end' }];
  }
}

/** A driver for one printer. */
export function escposPrinter(settings: PrinterSettings): Driver<PrinterState, PrinterOrder, PrinterReading> {
  return printerDriver(ESCPOS, settings);
}
