// The serial line into a printer: bytes take their time to cross it. What they mean is printer.ts.

import type { Moment } from '../../../protocols/moment.ts';

/** Bytes under way on the line, from the tick at which the first bit was sent. */
interface Chunk {
  readonly startTicks: number;
  readonly bytes: readonly number[];
}

/** Ticks with fractions do not add up exactly. */
const ROUNDING = 1e-6;

/** A line on which a byte takes `byteMs`, and bytes follow one another. */
export class IncomingLine {
  readonly byteMs: number;
  #chunks: readonly Chunk[] = [];

  constructor(byteMs: number) {
    this.byteMs = byteMs;
  }

  /** Bytes of the host set out, behind those that are still under way. */
  send(bytes: Uint8Array, now: Moment): void {
    const last = this.#chunks.at(-1);
    const startTicks = last === undefined ? now.ticks : Math.max(now.ticks, this.#endOf(last));
    this.#chunks = [...this.#chunks, { startTicks, bytes: [...bytes] }];
  }

  /** Takes the bytes that have crossed the line by now. */
  crossed(now: Moment): readonly number[] {
    let come: readonly number[] = [];
    this.#chunks = this.#chunks.flatMap(({ startTicks, bytes }) => {
      const count = Math.max(0, Math.floor((now.ticks - startTicks) / this.byteMs + ROUNDING));
      come = come.concat(bytes.slice(0, count));
      const rest = bytes.slice(count);
      return rest.length === 0 ? [] : [{ startTicks: startTicks + count * this.byteMs, bytes: rest }];
    });
    return come;
  }

  /** When the oldest chunk will have crossed whole, or null where nothing is under way. */
  nextTicks(): number | null {
    const [oldest] = this.#chunks;
    return oldest === undefined ? null : this.#endOf(oldest);
  }

  /** What is under way is lost. */
  cut(): void {
    this.#chunks = [];
  }

  #endOf({ startTicks, bytes }: Chunk): number {
    return startTicks + bytes.length * this.byteMs;
  }
}
