// The time of a night: ticks that only go on, and what the clocks on the wall make of them.

import type { Moment } from '../../../protocols/moment.ts';
import { Agenda } from '../agenda.ts';

/** 2026-05-04, 10:00 in Hanoi, when the doors open. */
const START_WALL = 1_777_863_600_000;
const ZONE_MINUTES = 420;

/** How far a station's clock is ahead, and in which zone it is read. */
export interface StationClock {
  readonly jumpedMs: number;
  readonly zoneMinutes: number;
}

/** The time of one night. */
export class NightTime {
  readonly agenda = new Agenda();
  /** Milliseconds since the doors opened, with fractions. */
  ticks = 0;
  /** How the station's clock ran in this night; the last is how it runs now. */
  readonly clocks: StationClock[] = [{ jumpedMs: 0, zoneMinutes: ZONE_MINUTES }];

  /** Lets something happen after so long. */
  after(ms: number, happen: () => void): void {
    this.agenda.at(this.ticks + ms, happen);
  }

  /** The moment as it is, for everybody but the station. */
  get truth(): Moment {
    return { ticks: this.ticks, wall: START_WALL + this.ticks, utcOffsetMinutes: ZONE_MINUTES };
  }

  /** From now on the station's clock is another one. */
  setClock({ byMs = 0, zoneMinutes }: { readonly byMs?: number; readonly zoneMinutes?: number }): void {
    const { jumpedMs, zoneMinutes: zone } = this.#clock;
    this.clocks.push({ jumpedMs: jumpedMs + byMs, zoneMinutes: zoneMinutes ?? zone });
  }

  get #clock(): StationClock {
    return this.clocks.at(-1) ?? { jumpedMs: 0, zoneMinutes: ZONE_MINUTES };
  }

  /** What such a clock showed at a tick, in local time, ms. */
  localMs(ticks: number, { jumpedMs, zoneMinutes }: StationClock): number {
    return START_WALL + ticks + jumpedMs + zoneMinutes * 60_000;
  }

  /** The moment as a station sees it that was started at a tick. */
  seenBy(startedTicks: number): Moment {
    const { jumpedMs, zoneMinutes } = this.#clock;
    return {
      ticks: Math.floor(this.ticks - startedTicks),
      wall: Math.floor(START_WALL + this.ticks) + jumpedMs,
      utcOffsetMinutes: zoneMinutes,
    };
  }
}
