// The counter: pad, scanner, printer and gate side by side, seen from the front.

import type { JSX } from 'preact';
import type { DeskBook, DeskTable } from '../../../protocols/screen/desk.ts';
import '../../ui/art/art.css';
import { Gate } from './gate.tsx';
import { Pad } from './pad.tsx';
import { Printer } from './printer.tsx';
import { Scanner } from './scanner.tsx';
import './counter.css';

interface CounterProps {
  readonly books: readonly DeskBook[];
  readonly table: DeskTable;
}

/** Everything that stands on the counter. */
export function Counter({ books, table }: CounterProps): JSX.Element {
  return (
    <div class="counter">
      <Pad books={books} table={table} />
      <Scanner state={table.parts.scanner} />
      <Printer table={table} />
      <Gate books={books} table={table} />
    </div>
  );
}
