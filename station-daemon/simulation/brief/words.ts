// What is said on the line of a device that is simulated by its readings: each thing that is said is kept, and its
// number crosses the line. Noise says nothing.

const MARK = 0xa5;
const BYTES = 4;

/** What two ends of a line can say to each other. */
export class Words<Said> {
  readonly #said: Said[] = [];

  /** The bytes that say it. */
  write(said: Said): Uint8Array {
    const number = this.#said.push(said) - 1;
    return Uint8Array.of(MARK, number & 0xff, (number >> 8) & 0xff, MARK ^ 0xff);
  }

  /** What bytes say, or null. */
  read(bytes: Uint8Array): Said | null {
    const [mark, low = 0, high = 0, end] = bytes;
    if (bytes.length !== BYTES || mark !== MARK || end !== (MARK ^ 0xff)) return null;
    return this.#said[low + high * 256] ?? null;
  }
}
