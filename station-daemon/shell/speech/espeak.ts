// The station's voice: Debian's espeak-ng, started for each utterance. The text goes in by its standard input, so that
// no list of processes shows it, and the sound comes back in memory.

import { spawn } from 'node:child_process';
import type { Language } from '../../../protocols/screen/language.ts';
import type { Utterance } from '../../../protocols/screen/speech.ts';

/** Speaks, or answers null where it cannot: no programme, too much at once, no voice for the language. */
export type Speak = (utterance: Utterance) => Promise<Buffer | null>;

/** The names of its voices. */
const VOICES: Readonly<Record<Language, string>> = {
  en: 'en-gb',
  vi: 'vi',
  de: 'de',
  fr: 'fr',
  es: 'es',
  ar: 'ar',
};

/** Words a minute; 175 is its own, and hard to follow in a second language. */
const PACE = '150';
/** One page speaks, and begins the next before the last has been stopped. */
const MOST_AT_ONCE = 2;
const LONGEST_MS = 5_000;
/** A minute and a half; what `LONGEST_SPOKEN` letters take at most. */
const LARGEST_BYTES = 4 * 1024 * 1024;
/** The header of a WAV file alone: nothing was spoken. */
const HEADER_BYTES = 44;

/** `command` is looked for on the path at the first utterance; where there is none it is not tried again. */
export function createVoice(command = 'espeak-ng'): Speak {
  let speaking = 0;
  let isMissing = false;
  return async (utterance) => {
    if (isMissing || speaking >= MOST_AT_ONCE) return null;
    speaking += 1;
    try {
      return await spokenBy(command, utterance);
    } catch {
      isMissing = true;
      return null;
    } finally {
      speaking -= 1;
    }
  };
}

/** Rejects where the command cannot be started. */
function spokenBy(command: string, { text, language }: Utterance): Promise<Buffer | null> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, ['--stdin', '--stdout', '-v', VOICES[language], '-s', PACE], {
      stdio: ['pipe', 'pipe', 'ignore'],
      timeout: LONGEST_MS,
      killSignal: 'SIGKILL',
    });
    const pieces: Buffer[] = [];
    let bytes = 0;
    child.stdout.on('data', (piece: Buffer) => {
      bytes += piece.length;
      if (bytes > LARGEST_BYTES) child.kill('SIGKILL');
      else pieces.push(piece);
    });
    child.on('error', reject);
    child.on('close', (status) =>
      resolve(status === 0 && bytes > HEADER_BYTES ? Buffer.concat(pieces) : null),
    );
    // It may end before it has read all.
    child.stdin.on('error', () => {});
    child.stdin.end(text);
  });
}
