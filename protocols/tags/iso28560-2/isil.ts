// The code of ISO 28560-2 for an ISIL (International Standard Identifier for Libraries): codes of 4 and 5 bits in
// three sets, between which it latches (until further notice) and shifts (for one character). It starts in upper
// case. Checked against the worked examples of ISO 28560-2 (annexes C and D), whose padding is 1.

import { codeBits, isPadding, packed, unpacked } from './bits.ts';

type SetName = 'upper' | 'lower' | 'numeric';

interface Switch {
  readonly way: 'latch' | 'shift';
  readonly to: SetName;
}

interface CodeSet {
  /** Bits of a code. */
  readonly bits: number;
  /** Characters in the order of their codes, from 0; after them come the switches. */
  readonly characters: string;
  readonly switches: readonly Switch[];
}

const switches = (first: SetName, second: SetName): readonly Switch[] => [
  { way: 'latch', to: first },
  { way: 'shift', to: first },
  { way: 'latch', to: second },
  { way: 'shift', to: second },
];

const SETS: Readonly<Record<SetName, CodeSet>> = {
  upper: { bits: 5, characters: '-ABCDEFGHIJKLMNOPQRSTUVWXYZ:', switches: switches('lower', 'numeric') },
  lower: { bits: 5, characters: '-abcdefghijklmnopqrstuvwxyz/', switches: switches('upper', 'numeric') },
  numeric: { bits: 4, characters: '0123456789-:', switches: switches('upper', 'lower') },
};

const SET_NAMES = ['upper', 'lower', 'numeric'] as const satisfies readonly SetName[];
const PADDING = '1111111';

/**
 * The ISIL that the data holds. Writers that fill the last byte up with 0 instead of 1 occur: a code of zeros that
 * lies in fewer than the last 8 bits, with nothing but zeros behind it, is taken for filling. An ISIL that ends in 0
 * at the very end of its last byte is therefore read without it, unless it was written here.
 */
export function isilOf(data: Uint8Array): string {
  const bits = unpacked(data);
  let text = '';
  let latched: SetName = 'upper';
  let shifted: SetName | null = null;
  for (let at = 0; ; ) {
    const set: CodeSet = SETS[shifted ?? latched];
    const code = bits.slice(at, at + set.bits);
    if (code.length < set.bits || isPadding(bits.slice(at), PADDING)) return text;
    at += set.bits;
    const value = Number.parseInt(code, 2);
    const turn = set.switches[value - set.characters.length];
    shifted = turn?.way === 'shift' ? turn.to : null;
    if (turn?.way === 'latch') latched = turn.to;
    text += set.characters.charAt(value);
  }
}

/** The ISIL in as few bytes as it goes; null where it holds another character than letters, digits, `-`, `/`, `:`. */
export function isilData(isil: string): Uint8Array | null {
  const written = shortest(isil);
  if (written === null) return null;
  const data = packed(written.bits, PADDING);
  if (isilOf(data) === isil) return data;
  // It ends at the end of a byte in what looks like filling: a latch that latches nothing stands behind it.
  const { bits, characters } = SETS[written.set];
  return packed(written.bits + codeBits(characters.length, bits), PADDING);
}

interface Written {
  readonly bits: string;
  /** The set that is latched at its end. */
  readonly set: SetName;
}

/** The fewest bits for the text, kept at each character for each set that may then be latched. */
function shortest(text: string): Written | null {
  let ways: readonly Written[] = [{ bits: '', set: 'upper' }];
  for (const character of text) {
    const further = ways.flatMap((way) => waysOn(way, character));
    ways = SET_NAMES.flatMap((set) => fewest(further.filter((way) => way.set === set)) ?? []);
  }
  return fewest(ways);
}

/** Every way to go on by one character: in the same set, by a shift, by a latch. */
function waysOn({ bits, set }: Written, character: string): readonly Written[] {
  const { bits: width, characters, switches } = SETS[set];
  const same = characterBits(set, character);
  const others = switches.flatMap(({ way, to }, place): readonly Written[] => {
    const code = characterBits(to, character);
    const turn = codeBits(characters.length + place, width);
    return code === null ? [] : [{ bits: bits + turn + code, set: way === 'latch' ? to : set }];
  });
  return same === null ? others : [{ bits: bits + same, set }, ...others];
}

function characterBits(set: SetName, character: string): string | null {
  const code = SETS[set].characters.indexOf(character);
  return code < 0 ? null : codeBits(code, SETS[set].bits);
}

/** Of several the first. */
function fewest(ways: readonly Written[]): Written | null {
  return ways.reduce<Written | null>(
    (best, way) => (best === null || way.bits.length < best.bits.length ? way : best),
    null,
  );
}
