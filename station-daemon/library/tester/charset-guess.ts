// Which charset bytes are written in, guessed from those above 0x7F.

import { type Charset, decodeRaw } from '../../../protocols/sip2/charset.ts';

export type CharsetGuess =
  /** Every charset agrees: no byte is above 0x7F. */
  | { readonly kind: 'plain' }
  | {
      readonly kind: 'seen';
      readonly charset: Exclude<Charset, 'ascii'>;
      /** False where it is merely the likelier one of two. */
      readonly certain: boolean;
      /** Bytes above 0x7F. */
      readonly bytes: number;
      /** UTF-8 that was encoded as UTF-8 once more. */
      readonly twice: boolean;
    };

/** What a letter of UTF-8 looks like after it was taken for Latin-1 and encoded again: `Ã©`. */
const TWICE = /[ÂÃÄÅ][\u0080-\u00BF]|á[º»][\u0080-\u00BF]/u;

/**
 * Guesses the charset. Text above 0x7F that is well-formed UTF-8 is hardly ever anything else. Of the two others, the
 * one counts in which more bytes are letters: what Latin-1 uses for letters is partly box drawing in cp850, and what
 * cp850 uses for them is partly control characters in Latin-1.
 */
export function guessCharset(text: Uint8Array): CharsetGuess {
  const high = text.filter((byte) => byte > 0x7f);
  if (high.length === 0) return { kind: 'plain' };
  const seen = { kind: 'seen', bytes: high.length } as const;
  const decoded = decodeRaw(text, 'utf-8');
  if (!decoded.includes('\uFFFD')) {
    return { ...seen, charset: 'utf-8', certain: true, twice: TWICE.test(decoded) };
  }
  const latin1 = lettersIn(high, 'latin1');
  const cp850 = lettersIn(high, 'cp850');
  // Letters above A to Z are small ones mostly: `é` is likelier than `Ú`.
  const isCp850 = cp850.all === latin1.all ? cp850.small > latin1.small : cp850.all > latin1.all;
  const [likely, other] = isCp850 ? [cp850, latin1] : [latin1, cp850];
  return {
    ...seen,
    charset: isCp850 ? 'cp850' : 'latin1',
    certain: likely.all === high.length && other.all < high.length,
    twice: false,
  };
}

function lettersIn(bytes: Uint8Array, charset: Charset): { readonly all: number; readonly small: number } {
  const text = decodeRaw(bytes, charset);
  return { all: text.match(/\p{L}/gu)?.length ?? 0, small: text.match(/\p{Ll}/gu)?.length ?? 0 };
}
