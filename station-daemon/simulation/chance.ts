// Chance from a seed: the same seed draws the same for ever, on every machine. Nothing else in the simulation is chance.

/** Draws, one after another. */
export interface Chance {
  /** A whole number from 0 up to and without `below`. */
  below(below: number): number;
  /** A whole number from `least` to `most`, both included. */
  from(least: number, most: number): number;
  /** True once in so many times. */
  oneIn(times: number): boolean;
  oneOf<const Choices extends readonly [unknown, ...unknown[]]>(choices: Choices): Choices[number];
  /** As many of them as asked for, or all, in the order of drawing. */
  some<T>(count: number, of: readonly T[]): readonly T[];
}

/** The draws of a seed. A seed is a whole number from 0. */
export function chanceOf(seed: number): Chance {
  const next = sfc32(seed);
  const below = (limit: number): number => Math.floor((next() / 2 ** 32) * limit);
  return {
    below,
    from: (least, most) => least + below(most - least + 1),
    oneIn: (times) => below(times) === 0,
    oneOf: (choices) => choices[below(choices.length)] ?? choices[0],
    some(count, of) {
      const left = [...of];
      const drawn = [];
      while (drawn.length < count && left.length > 0) drawn.push(...left.splice(below(left.length), 1));
      return drawn;
    },
  };
}

/** Rounds after which neighbouring seeds draw nothing alike. */
const WARM_UP = 16;

/** Chris Doty-Humphrey's Small Fast Counter with 32 bits (PractRand): whole numbers below 2^32. */
function sfc32(seed: number): () => number {
  let a = seed | 0;
  let b = Math.floor(seed / 2 ** 32) | 0;
  let c = 0x9e3779b9 | 0;
  let counter = 1;
  const next = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return sum >>> 0;
  };
  for (let round = 0; round < WARM_UP; round += 1) next();
  return next;
}
