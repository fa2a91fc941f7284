// Cuts a stream of bytes into lines for devices that speak in lines, e.g. a barcode scanner.
// The bytes stay as they are, terminator included: only where a chunk ends is decided here.

import { ReadlineParser } from '@serialport/parser-readline';

export interface LineMode {
  /** The byte that ends a line, e.g. 0x0D. */
  readonly terminator: number;
  /** A longer line, terminator included, is thrown away whole: half a barcode may be another item's. */
  readonly longestBytes: number;
}

export interface LineCutterSetup extends LineMode {
  readonly onLine: (bytes: Uint8Array) => void;
  /** A line that was too long has ended; `bytes` of it were thrown away. */
  readonly onDiscarded: (bytes: number) => void;
}

/** Takes bytes in pieces of any size and never holds more than `longestBytes` of them. */
export class LineCutter {
  readonly #setup: LineCutterSetup;
  #parser: ReadlineParser;
  /** Bytes of the line so far, in the parser or thrown away. */
  #length = 0;
  #tooLong = false;

  constructor(setup: LineCutterSetup) {
    this.#setup = setup;
    this.#parser = this.#freshParser();
  }

  push(bytes: Uint8Array): void {
    let rest = bytes;
    while (rest.length > 0) {
      const end = rest.indexOf(this.#setup.terminator);
      this.#take(end < 0 ? rest : rest.subarray(0, end + 1), end >= 0);
      rest = end < 0 ? rest.subarray(rest.length) : rest.subarray(end + 1);
    }
  }

  #take(part: Uint8Array, ends: boolean): void {
    this.#length += part.length;
    if (!this.#tooLong && this.#length > this.#setup.longestBytes) {
      this.#tooLong = true;
      // The parser cannot forget what it holds.
      this.#parser = this.#freshParser();
    }
    if (!this.#tooLong) this.#parser.write(Buffer.from(part));
    if (!ends) return;
    if (this.#tooLong) this.#setup.onDiscarded(this.#length);
    this.#tooLong = false;
    this.#length = 0;
  }

  #freshParser(): ReadlineParser {
    const parser = new ReadlineParser({
      delimiter: [this.#setup.terminator],
      includeDelimiter: true,
      // The parser only hands out text; in Latin-1 each byte is one character and comes back unchanged.
      encoding: 'latin1',
    });
    parser.on('data', (line: string) => this.#setup.onLine(new Uint8Array(Buffer.from(line, 'latin1'))));
    return parser;
  }
}
