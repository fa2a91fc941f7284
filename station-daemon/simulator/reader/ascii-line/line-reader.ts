// A line reader's twin: it speaks as config/readers/plain-lines.yaml says. Time, faults and tags are every reader's.

import { decodeLine, encodeLine } from '../../../../protocols/ascii-line/lines.ts';
import type { LineForm } from '../../../../protocols/ascii-line/pattern.ts';
import type { World } from '../../world/world.ts';
import { BLOCK_BYTES } from '../air/chip.ts';
import type { AirAnswer, AirRequest } from '../air/request.ts';
import { type Accepted, createTwin, type LineSettings, type Reader, type ReaderDialect } from '../twin.ts';

const FORM: LineForm = { start: '$', end: 'CR', checksum: 'xor' };
const DEFAULTS: LineSettings = { baudRate: 9_600, bitsPerByte: 10, faults: [] };
/** A longer line is noise. */
const LONGEST_LINE = 80;

/** Makes a line reader over the world's field. */
export const createLineReader = (world: World, given: Partial<LineSettings> = {}): Reader =>
  createTwin(world, new Lines(), { ...DEFAULTS, ...given });

class Lines implements ReaderDialect<string> {
  readonly restMs = 0;
  #begun = '';

  push(bytes: Uint8Array): readonly string[] {
    const lines = (this.#begun + String.fromCharCode(...bytes)).split('\r');
    this.#begun = (lines.pop() ?? '').slice(-LONGEST_LINE);
    return lines.flatMap((line) => decodeLine(line, FORM) ?? []);
  }

  lengthOf(line: string): number {
    return encodeLine(line, FORM).length;
  }

  accept(line: string): Accepted {
    const air = airOf(line.split(','));
    return air === null ? { kind: 'refused', bytes: linesOf(['ERROR,what?']) } : { kind: 'work', air };
  }

  answer(line: string, answer: AirAnswer): Uint8Array {
    return linesOf(saidOf(line, answer));
  }

  powerOff(): void {
    this.#begun = '';
  }
}

const linesOf = (lines: readonly string[]): Uint8Array =>
  Uint8Array.from(lines.flatMap((line) => [...encodeLine(line, FORM)]));

/** What is done on the air for a line's words; null where it says nothing that the reader knows. */
const airOf = ([verb, uid, value, count]: readonly string[]): AirRequest | null => {
  if (verb === 'ID') return { kind: 'identify' };
  if (verb === 'TAGS') return { kind: 'inventory', round: 'new', leaveQuiet: false };
  if (uid === undefined) return null;
  switch (verb) {
    case 'FACTS':
      return { kind: 'systemInformation', uid };
    case 'READ':
      return { kind: 'readBlocks', uid, first: Number(value), count: Number(count), securityStatus: false };
    case 'AFI':
      return { kind: 'writeAfi', uid, afi: Number.parseInt(value ?? '', 16) };
    case 'EAS':
      return value === undefined ? { kind: 'readEas', uid } : { kind: 'writeEas', uid, set: value === '1' };
    default:
      return null;
  }
};

/** The lines of an answer. */
const saidOf = (line: string, answer: AirAnswer): readonly string[] => {
  switch (answer.kind) {
    case 'done':
      return told(line === 'ID' ? 'ID,Plain line reader 1.0' : isQuestion(line) ? `${line},1` : line);
    case 'tags':
      return told(...answer.tags.map(({ uid }) => `TAG,${uid}`));
    case 'tag': {
      const { uid, afi, memory } = answer.tag;
      return told(`FACTS,${uid},${hex([afi])},${memory.length / BLOCK_BYTES},${BLOCK_BYTES}`);
    }
    case 'blocks': {
      const data = hex(answer.blocks.flatMap((block) => [...block]));
      return told(`DATA,${answer.uid},${answer.first},${data}`);
    }
    case 'silence':
      // A tag whose EAS bit is not set keeps silent, as one does that is not there.
      return isQuestion(line) ? told(`${line},0`) : ['ERROR,no tag'];
    case 'refused':
      return [`ERROR,tag says ${answer.code}`];
    case 'notWritten':
      return ['ERROR,not written'];
    case 'disturbed':
    case 'random':
      return ['ERROR,disturbed'];
  }
};

const told = (...lines: readonly string[]): readonly string[] => [...lines, `OK,${lines.length}`];

/** Does the line ask for the EAS bit? */
const isQuestion = (line: string): boolean => /^EAS,[^,]*$/.test(line);

const hex = (bytes: readonly number[]): string =>
  bytes.map((byte) => byte.toString(16).toUpperCase().padStart(2, '0')).join('');
