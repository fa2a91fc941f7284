// Slips that the patron's printer prints for the staff. Nothing waits for them, and nothing hangs on them.

import type { SlipLine } from '../../protocols/devices/printer.ts';
import type { Turn } from './state.ts';

/** Prints for the staff; where no printer works, the log gets `instead`. */
export function printForStaff(turn: Turn, lines: readonly SlipLine[], instead: string): void {
  const printer = turn.state.printers.find(({ trouble }) => trouble === null);
  if (printer === undefined) return turn.note(instead);
  turn.commands.push({ kind: 'print', device: printer.device, slip: { slip: turn.number(), lines } });
}
