// The time of a night: ticks that only go on, and what the clocks on the wall make of them.

import type { Moment } from '../../../protocols/moment.ts';
import { Agenda } from '../agenda.ts';

/** 2026-05-04, 10:00 in Hanoi, when the doors open. */
const START_WALL = 1_777_863_600_000;
const ZONE_MINUTES = 420;

/** The time of one night. */
export class NightTime {
  readonly agenda = new Agenda();
  /** Milliseconds since the doors opened, with fractions. */
  ticks = 0;
  /** How much the station's clock is ahead. */
  jumpedMs = 0;
  zoneMinutes = ZONE_MINUTES;

  /** Lets something happen after so long. */
  after(ms: number, happen: () => void): void {
    this.agenda.at(this.ticks + ms, happen);
  }

  /** The moment as it is, for everybody but the station. */
  get truth(): Moment {
    return { ticks: this.ticks, wall: START_WALL + this.ticks, utcOffsetMinutes: ZONE_MINUTES };
  }

  /** The moment as a station sees it that was started at a tick. */
  seenBy(startedTicks: number): Moment {
    return {
      ticks: Math.floor(this.ticks - startedTicks),
      wall: Math.floor(START_WALL + this.ticks) + this.jumpedMs,
      utcOffsetMinutes: this.zoneMinutes,
    };
  }
}
