// Where the plan has the power cut: counts what the station does.

import type { CutAt, PowerCut } from '../plan/trouble.ts';

/** The cuts of one night. */
export class Cutter {
  #planned: readonly PowerCut[];
  readonly #seen: Record<CutAt, number> = {
    record: 0,
    sendToLibrary: 0,
    sendToPad: 0,
    show: 0,
    step: 0,
    replay: 0,
  };

  constructor(planned: readonly PowerCut[]) {
    this.#planned = planned;
  }

  /** No more cuts. */
  stop(): void {
    this.#planned = [];
  }

  /** The station is about to do this. Gives the cut that happens at it, or null. */
  next(at: CutAt): PowerCut | null {
    if (this.#planned.length === 0) return null;
    this.#seen[at] += 1;
    return this.#planned.find((cut) => cut.at === at && cut.occurrence === this.#seen[at]) ?? null;
  }
}
