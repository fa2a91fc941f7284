// The pad driver for readers that speak in lines of text: the engine's words as lines, by a pattern that a person
// wrote (protocols/ascii-line/, config/readers/).

import { answerFinder, encodeLine, type LineAnswer } from '../../../protocols/ascii-line/lines.ts';
import {
  bytesFromDigits,
  filled,
  type LineCommand,
  type LineReaderPattern,
  lineMatcher,
  type Values,
} from '../../../protocols/ascii-line/pattern.ts';
import { giveUpPartial, type Pushed, pushInto } from '../../../protocols/binary/stream.ts';
import type { PadOrder, PadReading } from '../../../protocols/devices/pad.ts';
import type { TagSecurity } from '../../../protocols/tags/security.ts';
import type { Driver } from '../driver.ts';
import type { PadDialect } from '../pad-engine/dialect.ts';
import { padDriver } from '../pad-engine/engine.ts';
import type { PadAnswer, PadRequest } from '../pad-engine/requests.ts';
import type { PadState } from '../pad-engine/state.ts';

/** A driver for one reader that speaks as the pattern says, in a library that secures its tags so. */
export function asciiLinePad(
  security: TagSecurity,
  pattern: LineReaderPattern = NO_PATTERN,
): Driver<PadState, PadOrder, PadReading> {
  return padDriver(dialectOf(pattern), security);
}

const NOTHING: LineCommand = { send: '', answer: '(?!)' };

/** For a pad whose settings name no pattern, which their check does not let pass: it asks nothing and hears nothing. */
const NO_PATTERN: LineReaderPattern = {
  name: 'line reader without a pattern',
  lines: { start: '', end: 'CR', checksum: 'none' },
  lastLine: null,
  error: '(?!)',
  times: { requestGap: 0, answer: 1000, inventory: 1000 },
  identify: NOTHING,
  inventory: { ...NOTHING, none: null },
  readFacts: NOTHING,
  readBlocks: NOTHING,
  writeAfi: null,
  readEas: null,
  writeEas: null,
};

/** What a tag is taken for that does not tell its size: an NXP ICODE SLI, as most are. */
const USUAL_TAG = { count: 28, size: 4 } as const;

function dialectOf(pattern: LineReaderPattern): PadDialect<LineAnswer> {
  const find = answerFinder(pattern);
  const { requestGap, answer, inventory } = pattern.times;
  return {
    model: pattern.name,
    start: [],
    can: {
      writeAfi: pattern.writeAfi !== null,
      eas: pattern.readEas !== null && pattern.writeEas !== null,
      password: false,
    },
    resetsField: false,
    writeTries: 3,
    times: { requestGapMs: requestGap, answerMs: answer, inventoryMs: inventory, brokenOffMs: 50 },
    ifOnlyNoiseComes:
      'the reader sends, but not what its pattern says: check speed and parity of the line, and the pattern',
    encode: (request) => {
      const { send } = commandOf(pattern, request);
      return encodeLine(filled(send, valuesOf(request)), pattern.lines);
    },
    cut: (buffer, bytes) => withoutBlank(pushInto(buffer, bytes, find)),
    giveUp: (buffer) => withoutBlank(giveUpPartial(buffer, find)),
    decode: (request, { lines }) => answerOf(pattern, request, lines),
  };
}

/** A line end too many is no noise. */
const withoutBlank = (pushed: Pushed<LineAnswer>): Pushed<LineAnswer> => ({
  ...pushed,
  frames: pushed.frames.filter(({ lines }) => lines.length > 0),
});

/** The command for a request. What a pattern has no command for the engine does not ask. */
function commandOf(pattern: LineReaderPattern, request: PadRequest): LineCommand {
  switch (request.kind) {
    case 'identify':
    case 'inventory':
    case 'readFacts':
    case 'readBlocks':
      return pattern[request.kind];
    case 'writeAfi':
    case 'readEas':
    case 'writeEas':
      return pattern[request.kind] ?? NOTHING;
    case 'checkSetup':
    case 'fieldOn':
    case 'resetField':
    case 'readRandom':
    case 'logIn':
      return NOTHING;
  }
}

function valuesOf(request: PadRequest): Values {
  switch (request.kind) {
    case 'readBlocks':
      return { uid: request.uid, first: request.first, count: request.count };
    case 'writeAfi':
      return { uid: request.uid, afi: request.afi };
    case 'writeEas':
      return { uid: request.uid, eas: request.set ? 1 : 0 };
    default:
      return 'uid' in request ? { uid: request.uid } : {};
  }
}

type Misfit = { readonly kind: 'misfit' };
const MISFIT: Misfit = { kind: 'misfit' };

function answerOf(
  pattern: LineReaderPattern,
  request: PadRequest,
  lines: readonly string[],
): PadAnswer | Misfit {
  const refused = firstMatch(pattern.error, lines);
  if (refused !== null) return { kind: 'refused', reason: refused['reason'] ?? 'the reader says no' };
  if (request.kind === 'inventory') return inventoryOf(pattern, lines);
  const { answer } = commandOf(pattern, request);
  const found = firstMatch(filled(answer, valuesOf(request)), lines);
  return found === null ? MISFIT : wordsOf(pattern, request, found);
}

type Groups = Readonly<Record<string, string | undefined>>;

/** What the first line that fits holds; null where none fits. */
function firstMatch(pattern: string, lines: readonly string[]): Groups | null {
  const matcher = lineMatcher(pattern);
  for (const line of lines) {
    const found = matcher.exec(line);
    if (found !== null) return found.groups ?? {};
  }
  return null;
}

function wordsOf(pattern: LineReaderPattern, request: PadRequest, found: Groups): PadAnswer {
  switch (request.kind) {
    case 'identify':
      return { kind: 'identified', model: found['model'] ?? pattern.name };
    case 'readFacts': {
      const { afi, blocks, size } = found;
      if (afi === undefined) return { kind: 'refused', reason: 'the tag has no AFI' };
      const memory = {
        count: blocks === undefined ? USUAL_TAG.count : Number(blocks),
        size: size === undefined ? USUAL_TAG.size : Number(size),
      };
      return { kind: 'facts', uid: request.uid, afi: Number.parseInt(afi, 16), blocks: memory };
    }
    case 'readBlocks': {
      const bytes = bytesFromDigits(found['data'] ?? '');
      return bytes === null ? { kind: 'refused', reason: 'not understood' } : { kind: 'blocks', bytes };
    }
    case 'readEas':
      return { kind: 'eas', set: found['eas'] === '1' };
    default:
      return { kind: 'done' };
  }
}

/** Each line but the last one tells of tags, or that there are none; a line that does neither answers something else. */
function inventoryOf(
  { inventory, lastLine }: LineReaderPattern,
  lines: readonly string[],
): PadAnswer | Misfit {
  const telling = lastLine === null ? lines : lines.slice(0, -1);
  const tag = new RegExp(inventory.answer, 'g');
  const none = lineMatcher(inventory.none ?? '(?!)');
  const uids = telling.map((line) => [...line.matchAll(tag)].flatMap(({ groups }) => groups?.['uid'] ?? []));
  const fits = telling.every((line, place) => (uids[place] ?? []).length > 0 || none.test(line));
  return fits
    ? { kind: 'inventory', uids: uids.flat().map((uid) => uid.toUpperCase()), more: false }
    : MISFIT;
}
