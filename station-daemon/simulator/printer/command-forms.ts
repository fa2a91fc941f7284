// How a printer's commands are found among the bytes: each begins in its own way, and so many bytes of arguments follow.

/** A command's row. Every command here has a fixed length; pictures are their language's own business. */
export interface CommandForm<Name extends string> {
  readonly name: Name;
  readonly opening: string;
  readonly argumentBytes: 0 | 1 | 2;
}

/** A command as it stood among the bytes. */
export interface Command<Name extends string> {
  readonly kind: 'command';
  readonly name: Name;
  /** 0 where it has none; of two bytes the first is the higher one. */
  readonly argument: number;
  readonly bytes: number;
}

/** The command that stands at a place, `begun` where it is not whole yet, or null. */
export const commandAt = <Name extends string>(
  forms: readonly CommandForm<Name>[],
  bytes: readonly number[],
  at: number,
): Command<Name> | 'begun' | null => {
  let begun = false;
  for (const { name, opening, argumentBytes } of forms) {
    const there = bytes.slice(at, at + opening.length);
    if (!there.every((byte, index) => byte === opening.charCodeAt(index))) continue;
    const length = opening.length + argumentBytes;
    if (bytes.length - at >= length) {
      const given = bytes.slice(at + opening.length, at + length);
      const argument = given.reduce((higher, byte) => (higher << 8) | byte, 0);
      return { kind: 'command', name, argument, bytes: length };
    }
    begun = true;
  }
  return begun ? 'begun' : null;
};

/** Does a command begin here: with all of its opening, or with as much as there is? GS alone may be another one. */
export const begins = (bytes: readonly number[], at: number, opening: string): 'whole' | 'begun' | 'no' => {
  const there = bytes.slice(at, at + opening.length);
  if (there.length < 2 || !there.every((byte, index) => byte === opening.charCodeAt(index))) return 'no';
  return there.length === opening.length ? 'whole' : 'begun';
};

/** What came in, parted into commands that are heeded at once and what waits its turn. */
export interface Sifted<Name extends string> {
  readonly atOnce: readonly Command<Name>[];
  readonly inTurn: readonly number[];
  /** The beginning of what may become a command that is heeded at once. */
  readonly held: readonly number[];
}

/** Picks the commands of these forms out of bytes as they come; `held` is what the last call held back. */
export const sift = <Name extends string>(
  forms: readonly CommandForm<Name>[],
  held: readonly number[],
  bytes: readonly number[],
): Sifted<Name> => {
  const all = [...held, ...bytes];
  const atOnce: Command<Name>[] = [];
  const inTurn: number[] = [];
  for (let at = 0; at < all.length; ) {
    const found = commandAt(forms, all, at);
    if (found === 'begun') return { atOnce, inTurn, held: all.slice(at) };
    if (found === null) inTurn.push(all[at] ?? 0);
    else atOnce.push(found);
    at += found?.bytes ?? 1;
  }
  return { atOnce, inTurn, held: [] };
};
