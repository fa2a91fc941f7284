// The forms that rows of the SIP2 tables have, and the words they are written with.
// What the rows say is in fields.ts and messages/; what is done with them in layout.ts.

/**
 * What a field holds. Every value is a string in a message, whatever its kind: real servers put blanks and odd
 * letters everywhere, and a message must be sent on as it came. values.ts, dates.ts and money.ts read them.
 *
 * - `flag`: `Y`, `N`, in some places `U` (unknown) or a blank
 * - `ok`: `1` or `0`
 * - `digits`: decimal digits; blanks where a server does not count
 * - `date`: 18 characters `YYYYMMDDZZZZHHMMSS`
 * - `patronStatus`: 14 flags, `Y` or blank
 * - `summary`: 10 positions, at most one `Y`
 * - `money`: an amount, with a decimal point if any
 * - `code`: one of a list of values
 * - `text`: anything
 */
export type Kind = 'flag' | 'ok' | 'digits' | 'date' | 'patronStatus' | 'summary' | 'money' | 'code' | 'text';

/** Who may see a value: `secret` never leaves the station's memory, `personal` never stays after the session. */
export type Discretion = 'open' | 'personal' | 'secret';

/** A field known by its place. `width` counts bytes. */
export interface FixedField {
  readonly name: string;
  readonly kind: Kind;
  readonly width: number;
}

/** A field known by its two-character code. */
export interface VariableField {
  /** Its property in a message. */
  readonly name: string;
  readonly kind: Kind;
  readonly discretion: Discretion;
  /** Where its meaning is written down, or who was seen to use it. */
  readonly source: string;
}

/** `required` is always sent, even blank; `repeating` may come any number of times, also none. */
export type Need = 'required' | 'optional' | 'repeating';

/** A variable field's use in one message. */
export interface Use {
  readonly code: string;
  readonly need: Need;
}

/** One message of the protocol. */
export interface MessageRow {
  readonly name: string;
  /** `request` goes from the station to the library system, `answer` the other way. */
  readonly direction: 'request' | 'answer';
  /** The message that answers a request. Null for answers, and for 97, which is answered by whatever came last. */
  readonly answer: string | null;
  /** `checksum` is for the two messages that carry AZ without AY, always. */
  readonly trailer: 'sequence' | 'checksum';
  readonly fixed: readonly FixedField[];
  /** In the order in which they are sent. */
  readonly variable: readonly Use[];
}

const fixed =
  <const K extends Kind, const W extends number>(kind: K, width: W) =>
  <const N extends string>(name: N) =>
    ({ name, kind, width }) as const;

/** One character `Y` or `N`, in some places `U`. */
export const flag = fixed('flag', 1);
/** One character `1` or `0`. */
export const ok = fixed('ok', 1);
/** A moment: `YYYYMMDDZZZZHHMMSS`, where ZZZZ is four blanks for local time. */
export const date = fixed('date', 18);
/** The 14 flags of a patron. */
export const patronStatus = fixed('patronStatus', 14);
/** The ten positions of a summary request. */
export const summary = fixed('summary', 10);

/** A number with leading zeros. */
export const digits = <const N extends string, const W extends number>(name: N, width: W) =>
  ({ name, kind: 'digits', width }) as const;

/** One of a list of values. */
export const code = <const N extends string, const W extends number>(name: N, width: W) =>
  ({ name, kind: 'code', width }) as const;

/** A variable field that is always sent, even blank. */
export const required = <const C extends string>(code: C) => ({ code, need: 'required' }) as const;
/** A variable field that is sent when there is something to say. */
export const optional = <const C extends string>(code: C) => ({ code, need: 'optional' }) as const;
/** A variable field that may come several times. */
export const repeating = <const C extends string>(code: C) => ({ code, need: 'repeating' }) as const;
