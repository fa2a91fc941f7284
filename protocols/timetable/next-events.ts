// Which events come next.

import { shiftedMs } from '../calendar.ts';
import type { LibraryEvent, LocalTime } from '../screen/board.ts';

/** Those that have not ended, the earliest first, at most so many. One that takes place just now counts. */
export function nextEvents(
  events: readonly LibraryEvent[],
  now: LocalTime,
  most: number,
): readonly LibraryEvent[] {
  const moment = momentOf(now);
  return events
    .filter(({ start, end }) => momentOf(end) > moment || momentOf(start) >= moment)
    .toSorted((one, other) => momentOf(one.start) - momentOf(other.start))
    .slice(0, most);
}

function momentOf(time: LocalTime): number {
  return shiftedMs({ ...time, second: 0 });
}
