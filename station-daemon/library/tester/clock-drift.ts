// How far the library system's clock is from the station's.

import { shiftedMs } from '../../../protocols/calendar.ts';
import type { Moment } from '../../../protocols/moment.ts';
import { parseSip2Date } from '../../../protocols/sip2/dates.ts';
import { type Finding, ok, warning } from './finding.ts';

const TOPIC = 'clock';
/** Two computers with a time server differ by less. */
const MOST_SECONDS = 60;
const HALF_HOUR_SECONDS = 1_800;

/**
 * Seconds by which a date of the library system is ahead of the station's clock; null where it is no date.
 * @param now when the answer with the date came
 */
function driftSeconds(text: string, now: Moment): number | null {
  const civil = parseSip2Date(text);
  if (civil === null) return null;
  const isUtc = text.slice(8, 12).trim() === 'Z';
  const local = isUtc ? now.wall : now.wall + now.utcOffsetMinutes * 60_000;
  // It tells whole seconds only.
  return Math.round((shiftedMs(civil) - Math.floor(local / 1_000) * 1_000) / 1_000);
}

/** Judges the date of a 98. */
export function judgeClock(text: string, now: Moment): Finding {
  const drift = driftSeconds(text, now);
  if (drift === null) {
    return warning(
      TOPIC,
      `the date in 98 cannot be read: ${JSON.stringify(text)}`,
      'The vendor has to send YYYYMMDD, four blanks and HHMMSS. The station itself does not need it.',
    );
  }
  const size = Math.abs(drift);
  const side = drift > 0 ? 'ahead of' : 'behind';
  if (size <= MOST_SECONDS) return ok(TOPIC, size === 0 ? 'the same as ours' : `${size} s ${side} ours`);
  const rest = size % HALF_HOUR_SECONDS;
  const zone = size >= HALF_HOUR_SECONDS && Math.min(rest, HALF_HOUR_SECONDS - rest) <= MOST_SECONDS;
  return warning(
    TOPIC,
    `the library system's clock is ${size} s ${side} ours`,
    zone
      ? 'It looks like another time zone: compare the time zones of both computers, then their clocks.'
      : 'Let both computers take their time from a time server: with a wrong date, loans fall due on a wrong day.',
  );
}
