// How a reader that speaks in lines of text is asked and what its lines look like: a pattern, written by a person
// (config/readers/), with places to fill in and regular expressions with named groups.

/** A command: the line that is sent, and a line of its answer. */
export interface LineCommand {
  /** A template: see `filled`. */
  readonly send: string;
  /** A template, and then a regular expression: see `lineMatcher`. */
  readonly answer: string;
}

/** How lines begin and end, and how they are guarded. */
export interface LineForm {
  /** One character before each line, the last one of which counts; empty: a line begins where the one before ended. */
  readonly start: string;
  /** What the station sends at the end of a line. A reader may send CR, LF or both. */
  readonly end: 'CR' | 'LF' | 'CRLF';
  /** `xor`: `*` and two hexadecimal digits, all characters between start and `*` put together by exclusive or. */
  readonly checksum: 'none' | 'xor';
}

/** A reader's pattern. What is null it cannot do. */
export interface LineReaderPattern {
  /** What the staff page calls the reader until it tells its model. */
  readonly name: string;
  readonly lines: LineForm;
  /** Matches the line that ends an answer; group `lines`: how many came before it. Null: each line is an answer. */
  readonly lastLine: string | null;
  /** Matches a line that says no; group `reason`. */
  readonly error: string;
  /** Milliseconds. */
  readonly times: { readonly requestGap: number; readonly answer: number; readonly inventory: number };
  /** Group `model`. Matches no line of another answer. */
  readonly identify: LineCommand;
  /** Matches as often in a line as that tells of tags; group `uid`. `none` matches a line that tells of none. */
  readonly inventory: LineCommand & { readonly none: string | null };
  /** Groups `afi` in hexadecimal digits; `blocks` and `size`, decimal, where the reader tells them. */
  readonly readFacts: LineCommand;
  /** Group `data` in hexadecimal digits. */
  readonly readBlocks: LineCommand;
  readonly writeAfi: LineCommand | null;
  /** Group `eas`: 1 or 0. */
  readonly readEas: LineCommand | null;
  readonly writeEas: LineCommand | null;
}

/** What may be filled in: text, or a number. */
export type Values = Readonly<Record<string, string | number>>;

const PLACE = /\{([a-z]\w*)(:hex)?\}/g;

/** The names of a template's places. */
export function placesIn(template: string): readonly string[] {
  return [...template.matchAll(PLACE)].flatMap(([, name]) => (name === undefined ? [] : [name]));
}

/** A template with its places filled in: `{count}` is decimal, `{count:hex}` two hexadecimal digits or more. */
export function filled(template: string, values: Values): string {
  return template.replaceAll(PLACE, (place, name: string, hex: string | undefined) => {
    const value = values[name];
    if (typeof value !== 'number') return value ?? place;
    return hex === undefined ? String(value) : value.toString(16).toUpperCase().padStart(2, '0');
  });
}

/** Finds in a line what a pattern describes. What stands before it on the line may be noise; behind it nothing stands. */
export function lineMatcher(pattern: string): RegExp {
  return new RegExp(`(?:${pattern})$`);
}

/** Bytes from hexadecimal digits, with or without spaces between them; null where they are none. */
export function bytesFromDigits(digits: string): Uint8Array | null {
  const packed = digits.replaceAll(' ', '');
  if (!/^([0-9A-Fa-f]{2})*$/.test(packed)) return null;
  return Uint8Array.from(packed.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}
