// How loud a sound is now, by the settings and the time of the day. Pure.

import type { QuietHours, Sound, Sounds } from '../../protocols/screen/page-setup.ts';

/** Percent; 0 where the sound is not wanted at all. `minutes` since midnight. */
export function loudnessOf(sound: Sound, { volume, events, quiet }: Sounds, minutes: number): number {
  if (!events.includes(sound)) return 0;
  return quiet !== null && isWithin(quiet, minutes) ? quiet.volume : volume;
}

/** Quiet hours may go over midnight; where they begin and end at the same time they are the whole day. */
function isWithin({ from, to }: QuietHours, minutes: number): boolean {
  if (from < to) return minutes >= from && minutes < to;
  return minutes >= from || minutes < to;
}
