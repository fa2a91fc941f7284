// A script cut into pieces that the daemon's voice takes at once: as many whole sentences as there is room for. Pure.

import { LONGEST_SPOKEN } from '../../../protocols/screen/speech.ts';

/** So many pieces are said of one script, and wait at most: half an hour of speech is no account but a flood. */
export const MOST_PIECES = 40;

/** The pieces in their order. A sentence that is too long for one is cut between words, or anywhere if it has none. */
export function piecesOf(sentences: readonly string[]): readonly string[] {
  const pieces: string[] = [];
  let piece = '';
  for (const part of sentences.flatMap((sentence) => cut(spoken(sentence)))) {
    if (part === '') continue;
    const longer = piece === '' ? part : `${piece} ${part}`;
    if (longer.length <= LONGEST_SPOKEN) piece = longer;
    else {
      pieces.push(piece);
      piece = part;
    }
  }
  return (piece === '' ? pieces : [...pieces, piece]).slice(0, MOST_PIECES);
}

/** The daemon takes no control characters. */
function spoken(text: string): string {
  return text.replace(/\p{Cc}/gu, ' ').trim();
}

function cut(sentence: string): readonly string[] {
  const parts: string[] = [];
  let rest = sentence;
  while (rest.length > LONGEST_SPOKEN) {
    const space = rest.lastIndexOf(' ', LONGEST_SPOKEN);
    const end = space > 0 ? space : LONGEST_SPOKEN;
    parts.push(rest.slice(0, end));
    rest = rest.slice(end).trim();
  }
  return [...parts, rest];
}
