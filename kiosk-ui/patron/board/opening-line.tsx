// The time, and until when the library is open, over the title of the start screen.

import type { JSX } from 'preact';
import type { LocalTime, Opening } from '../../../protocols/screen/board.ts';
import type { Catalogue } from '../../i18n/catalogue.ts';
import { timeInWords, whenInWords } from '../../i18n/due.ts';
import { Icon } from '../../ui/icon.tsx';
import { useWords } from '../speech.ts';
import { board } from './board.ts';
import { useNow } from './clock.ts';
import './board.css';

/** Nothing where no hours are set. */
export function OpeningLine(): JSX.Element | null {
  const words = useWords();
  const now = useNow();
  const { opening } = board.value;
  if (opening === null) return null;
  return (
    <p class="opening">
      <Icon name="clock" />
      <time class="opening-clock">{timeInWords(now, words.locale)}</time>
      <span>{openingInWords(opening, words, now)}</span>
    </p>
  );
}

/** "Open until 19:00", "Closed. Opens tomorrow, 10:00". */
export function openingInWords(opening: Opening, { board: said, locale }: Catalogue, now: LocalTime): string {
  if (opening.kind === 'closed') {
    const { opens } = opening;
    return opens === null ? said.closed : said.closedUntil(whenInWords({ time: opens }, locale, now));
  }
  const { until } = opening;
  if (until === null) return said.openAlways;
  // An end in the night after is not told apart from one today.
  const isNear = minutesBetween(now, until) < MINUTES_A_DAY;
  return said.openUntil(isNear ? timeInWords(until, locale) : whenInWords({ time: until }, locale, now));
}

const MINUTES_A_DAY = 1440;

function minutesBetween(from: LocalTime, to: LocalTime): number {
  const minute = (time: LocalTime) =>
    Date.UTC(time.year, time.month - 1, time.day, time.hour, time.minute) / 60_000;
  return minute(to) - minute(from);
}
