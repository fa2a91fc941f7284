// Promise 3, after a power cut: nobody is served before the station has heard of what can settle what was left open.

import type { Screen } from '../../../protocols/screen/screen.ts';
import type { StationEvent } from '../../station/rim.ts';
import type { Facts } from '../truth/facts.ts';
import { NOT_ASKED, type Verdict, verdictOf } from './promise.ts';

/** Nobody waits longer than this. */
const AT_MOST_MS = 10_000;

/** Watches over each start. */
export class Starting {
  readonly #facts: Facts;
  /** What the journal held as unsettled, until it may be left open. */
  #left: readonly string[] = [];
  readonly #unheard = new Set<'library' | 'pad'>();
  /** Somebody was served in this step. */
  #serves = false;

  constructor(facts: Facts) {
    this.#facts = facts;
  }

  started(): void {
    const open = this.#facts.scene.journal.unfinished.filter(
      ({ kind, step }) => kind !== 'repair' && step !== 'taken-offline' && step !== 'replaying',
    );
    this.#left = open.map(({ item }) => item);
    this.#unheard.add('library').add('pad');
    this.#serves = false;
  }

  shown({ name }: Screen): void {
    if (name !== 'out-of-service' && name !== 'help') this.#serves = true;
  }

  stepped(event: StationEvent): Verdict {
    if (this.#left.length === 0) return NOT_ASKED;
    if (event.kind === 'libraryOpened' || event.kind === 'libraryClosed') this.#unheard.delete('library');
    if ((event.kind === 'deviceOpened' || event.kind === 'deviceClosed') && event.device === 'pad')
      this.#unheard.delete('pad');
    const { scene, startedTicks } = this.#facts;
    const isEarly = this.#unheard.size > 0 && scene.time.ticks - startedTicks < AT_MOST_MS;
    const broken = isEarly && this.#serves ? `it serves, and ${this.#left.join()} is not settled` : null;
    if (!isEarly || this.#serves) this.#left = [];
    return verdictOf([broken]);
  }
}
