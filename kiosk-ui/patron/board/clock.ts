// The time of the day, to the minute. The browser runs on the station itself: its clock is the station's.

import { useEffect, useState } from 'preact/hooks';
import type { LocalTime } from '../../../protocols/screen/board.ts';

const MINUTE_MS = 60_000;

/** Now; a component that uses it is drawn anew with each minute. */
export function useNow(): LocalTime {
  const [now, setNow] = useState(nowByTheClock);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    const atTheNextMinute = () => {
      timer = setTimeout(
        () => {
          setNow(nowByTheClock());
          atTheNextMinute();
        },
        MINUTE_MS - (Date.now() % MINUTE_MS),
      );
    };
    atTheNextMinute();
    return () => clearTimeout(timer);
  }, []);
  return now;
}

function nowByTheClock(): LocalTime {
  const now = new Date();
  return {
    year: now.getFullYear(),
    month: now.getMonth() + 1,
    day: now.getDate(),
    hour: now.getHours(),
    minute: now.getMinutes(),
  };
}
