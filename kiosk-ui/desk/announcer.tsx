// Speaks and sounds what is new at the table: the gate, and slips that come out.

import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { DeskBook, DeskTable } from '../../protocols/screen/desk.ts';
import { play, USUAL_VOLUME } from '../ui/chime.ts';
import { words } from './words/language.ts';

interface AnnouncerProps {
  readonly books: readonly DeskBook[];
  readonly table: DeskTable;
}

/** Always on the page, never seen. What was so when the page was opened is no news. */
export function Announcer({ books, table }: AnnouncerProps): JSX.Element {
  const before = useRef(table);
  const [polite, setPolite] = useState('');
  const [urgent, setUrgent] = useState('');
  useEffect(() => {
    const { gate: earlier, slips } = before.current;
    before.current = table;
    const { gate, printer, pad } = words.value;
    if (table.gate.item !== earlier.item || table.gate.alarm !== earlier.alarm) {
      const title = books.find(({ item }) => item === table.gate.item)?.title;
      if (title !== undefined) play(table.gate.alarm ? 'warning' : 'success', USUAL_VOLUME);
      setUrgent(title !== undefined && table.gate.alarm ? `${gate.alarm} ${gate.alarmMore(title)}` : '');
      if (title !== undefined && !table.gate.alarm) setPolite(`${gate.free}. ${gate.freeMore(title)}`);
    } else if (table.slips[0] !== undefined && table.slips[0].join('\n') !== slips[0]?.join('\n')) {
      setPolite(printer.printed);
    } else {
      setPolite(pad.count(table.onPad.length));
    }
  }, [table, books]);
  return (
    <div class="unseen">
      <div role="status">{polite}</div>
      <div role="alert">{urgent}</div>
    </div>
  );
}
