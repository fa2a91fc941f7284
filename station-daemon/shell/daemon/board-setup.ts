// The settings of what the library tells everybody, as the board's keeper wants them.

import { PROFILES } from '../../../protocols/screen/profile.ts';
import { openingHoursOf } from '../../settings/board-keys.ts';
import type { ResolvedSettings } from '../../settings/secrets.ts';
import type { BoardSetup } from '../board/board.ts';

/** Where the board's files are and how much of them is shown. */
export function boardSetupOf({
  station,
  idle,
  hours,
  events,
  questions,
}: ResolvedSettings): Omit<BoardSetup, 'wall' | 'onBoard' | 'onNote'> {
  return {
    languages: station.languages,
    slides: idle.slides ?? null,
    slideSeconds: idle.slideSeconds,
    hours: openingHoursOf(hours),
    calendar: events.file ?? null,
    daysAhead: events.days,
    mostEvents: events.most,
    questions: questions.folder ?? null,
  };
}

/** Whether there is a mode for children, by the settings or by the kind of library. */
export function childrenModeOf({ children, profile }: ResolvedSettings['station']) {
  return children === 'profile' ? PROFILES[profile].children : children;
}
