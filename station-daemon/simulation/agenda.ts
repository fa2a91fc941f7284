// What is still to happen, by its tick; what has the same tick happens in the order in which it was put there.

/** Something that will happen. */
interface Entry {
  readonly atTicks: number;
  readonly number: number;
  readonly happen: () => void;
}

/** A queue by time: a binary heap, the next one on top. */
export class Agenda {
  readonly #heap: Entry[] = [];
  #numbers = 0;

  /** When the next one happens; infinite where nothing is left. */
  get nextTicks(): number {
    return this.#heap[0]?.atTicks ?? Number.POSITIVE_INFINITY;
  }

  at(atTicks: number, happen: () => void): void {
    this.#numbers += 1;
    this.#heap.push({ atTicks, number: this.#numbers, happen });
    this.#rise(this.#heap.length - 1);
  }

  /** Takes the next one away; null where nothing is left. */
  take(): (() => void) | null {
    const [top] = this.#heap;
    const last = this.#heap.pop();
    if (top === undefined || last === undefined) return null;
    if (this.#heap.length > 0) {
      this.#heap[0] = last;
      this.#sink();
    }
    return top.happen;
  }

  #rise(from: number): void {
    let at = from;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!this.#swapIfEarlier(at, parent)) return;
      at = parent;
    }
  }

  #sink(): void {
    let at = 0;
    for (;;) {
      const left = 2 * at + 1;
      const child = this.#isEarlier(left + 1, left) ? left + 1 : left;
      if (!this.#swapIfEarlier(child, at)) return;
      at = child;
    }
  }

  #isEarlier(at: number, than: number): boolean {
    const one = this.#heap[at];
    const other = this.#heap[than];
    if (one === undefined || other === undefined) return false;
    return one.atTicks < other.atTicks || (one.atTicks === other.atTicks && one.number < other.number);
  }

  #swapIfEarlier(at: number, above: number): boolean {
    const one = this.#heap[at];
    const other = this.#heap[above];
    if (one === undefined || other === undefined || !this.#isEarlier(at, above)) return false;
    this.#heap[at] = other;
    this.#heap[above] = one;
    return true;
  }
}
