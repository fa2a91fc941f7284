/** The instant at which an event happened. It travels with the event: no pure room reads a clock. */
export interface Moment {
  /** Milliseconds since an arbitrary start. Never runs backwards: every deadline is counted in these. */
  readonly ticks: number;
  /** Milliseconds since 1970-01-01T00:00:00Z by the wall clock, which may jump. For what people and servers read. */
  readonly wall: number;
  /** Minutes that local time is ahead of UTC at this instant (Hanoi: 420, Berlin in winter: 60). */
  readonly utcOffsetMinutes: number;
}
