// The library's next event in one line, at the end of a visit.

import type { JSX } from 'preact';
import type { LibraryEvent } from '../../../protocols/screen/board.ts';
import { type Today, whenInWords } from '../../i18n/due.ts';
import { Icon } from '../../ui/icon.tsx';
import { useWords } from '../speech.ts';
import { board } from './board.ts';
import { useNow } from './clock.ts';
import './board.css';

/** Nothing where none is known. */
export function NextEvent(): JSX.Element | null {
  const words = useWords();
  const now = useNow();
  const [event] = board.value.events;
  if (event === undefined) return null;
  return (
    <p class="next-event">
      <Icon name="calendar" />
      <span>
        {words.board.next}: <strong dir="auto">{event.title}</strong>{' '}
        <span class="next-event-when">{eventWhen(event, words.locale, now)}</span>
      </span>
    </p>
  );
}

/** "Sat 28 Nov, 10:30". */
export function eventWhen({ start, allDay }: LibraryEvent, locale: string, now: Today): string {
  return whenInWords({ time: start, hasTime: !allDay }, locale, now);
}
