// What is wrong with a printer, by its status, and how it is told.

import type { PrinterReading, PrinterTrouble } from '../../../protocols/devices/printer.ts';
import type { PrinterStatus } from '../../../protocols/devices/printer-status.ts';

/** How a printer is, as it was told last. */
export type Told = PrinterTrouble | 'near-end' | 'well';

/** What hinders most, or null. Somebody who feeds paper hinders nothing for long. */
export function troubleOf(status: PrinterStatus): PrinterTrouble | null {
  if (status.coverOpen) return 'cover-open';
  if (status.paperOut || status.stoppedForPaper) return 'paper-out';
  if (status.cutterError) return 'cutter';
  if (status.overheated) return 'overheated';
  if (status.error || status.unrecoverable) return 'error';
  return status.offline && !status.feeding ? 'offline' : null;
}

/** The words for how a printer is. */
export function readingOf(told: Told, model: string): PrinterReading {
  if (told === 'well' || told === 'near-end')
    return { kind: 'ready', model, paperNearEnd: told === 'near-end' };
  return { kind: 'lost', reason: told, trouble: told };
}
