// A due date after its label: the time of a loan by the hour stands out, and in an academic library it is large.

import type { JSX } from 'preact';
import { PROFILES } from '../../../protocols/screen/profile.ts';
import type { Due } from '../../../protocols/screen/screen.ts';
import { dueInWords, today } from '../../i18n/due.ts';
import { pageSetup } from '../page-setup.ts';
import { useWords } from '../speech.ts';

/** "Yours until Mon 14 Dec". Dates and library systems' own words keep their direction. */
export function DueWords({ label, due }: { readonly label: string; readonly due: Due }): JSX.Element {
  const { locale } = useWords();
  const { main, time } = dueInWords(due, locale, today());
  const isHour = due.kind === 'time';
  const isLarge = PROFILES[pageSetup.value.profile].dueTime === 'large';
  const hourClass = isLarge ? 'due-hour due-hour-large' : 'due-hour';
  return (
    <>
      {label}{' '}
      <strong class={isHour && time === null ? hourClass : undefined}>
        <bdi class={due.kind === 'verbatim' ? undefined : 'due-date'}>{main}</bdi>
      </strong>
      {time !== null && (
        <>
          {', '}
          <strong class={hourClass}>
            <bdi>{time}</bdi>
          </strong>
        </>
      )}
    </>
  );
}
