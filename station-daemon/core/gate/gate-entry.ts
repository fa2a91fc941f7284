// What the journal keeps of security gates: when each was armed and disarmed, by whom and why, and what it sounded for.

/** Who had a gate switched; `staff:` is followed by the name of the card. */
export type GateWho = 'start' | 'stop' | 'hours' | `staff:${string}` | 'gate';

/** One thing that happened to a gate. */
export interface GateEntry {
  /** Wall clock, ms since 1970. */
  readonly at: number;
  /** The gate's id in the settings. */
  readonly gate: string;
  /** `alarm`: the gate sounded. */
  readonly what: 'armed' | 'off' | 'alarm';
  readonly who: GateWho;
  /** A few words. */
  readonly why: string;
  /** Of an alarm: the item's number, where the gate tells it; else empty. */
  readonly item: string;
}
