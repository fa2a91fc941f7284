// A due date after its label: the time of a loan by the hour is written large.

import type { JSX } from 'preact';
import type { Due } from '../../../protocols/screen/screen.ts';
import { dueInWords, today } from '../../i18n/due.ts';
import { useWords } from '../speech.ts';

/** "Yours until Mon 14 Dec" */
export function DueWords({ label, due }: { readonly label: string; readonly due: Due }): JSX.Element {
  const { locale } = useWords();
  const { main, time } = dueInWords(due, locale, today());
  const isHour = due.kind === 'time';
  return (
    <>
      {label} <strong class={isHour && time === null ? 'due-hour' : undefined}>{main}</strong>
      {time !== null && (
        <>
          {', '}
          <strong class="due-hour">{time}</strong>
        </>
      )}
    </>
  );
}
