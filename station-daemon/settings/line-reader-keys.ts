// The keys of a pattern file: how one reader that speaks in lines of text is asked, and what it answers.

import { z } from 'zod';
import { filled, lineMatcher, placesIn } from '../../protocols/ascii-line/pattern.ts';
import { key } from './keys.ts';
import { isQuick } from './quick-expression.ts';

/** Printable ASCII: what a line can carry. */
export const LINE_TEXT = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[ -~]+$/);

/** One of each that can be filled in, to try a template with. */
const SAMPLE = { uid: 'E004010012345678', afi: 0x07, eas: 1, first: 0, count: 8 };

const onlyPlaces = (text: string, places: readonly string[]): boolean =>
  placesIn(text).every((place) => places.includes(place));

const hasPlaces = (text: string, places: readonly string[]): boolean =>
  places.every((place) => placesIn(text).includes(place));

/** A regular expression that can be run on whatever a line brings. */
function isExpression(text: string): boolean {
  try {
    const expression = filled(text, SAMPLE);
    lineMatcher(expression);
    return isQuick(expression);
  } catch {
    return false;
  }
}

const quoted = (names: readonly string[], quote: (name: string) => string): string =>
  names.map(quote).join(', ');

/** What is sent, with places that have to be there. */
function sent(places: readonly string[]) {
  const with_ = places.length === 0 ? '' : ` with ${quoted(places, (place) => `{${place}}`)}`;
  return key(
    LINE_TEXT.refine((text) => onlyPlaces(text, places) && hasPlaces(text, places)),
    {
      title: 'Line that is sent',
      description: 'Without what begins and ends each line. {first:hex} is {first} in hexadecimal digits.',
      allowed: `printable ASCII${with_}`,
    },
  );
}

export const QUICK = ', with few + and *, and none in what is itself repeated';

/** A regular expression with groups that have to be there, and places that may be. */
export function expression(groups: readonly string[], places: readonly string[], description: string) {
  const named = groups.length === 0 ? '' : ` with ${quoted(groups, (group) => `(?<${group}>...)`)}`;
  return key(
    LINE_TEXT.refine(
      (text) =>
        isExpression(text) &&
        onlyPlaces(text, places) &&
        groups.every((group) => text.includes(`(?<${group}>`)),
    ),
    { title: 'Line that answers', description, allowed: `a regular expression${named}${QUICK}` },
  );
}

/** A line that is sent, with places that have to be there, and the one that answers it, with groups that have to be. */
export function command(
  title: string,
  description: string,
  places: readonly string[],
  groups: readonly string[],
) {
  return key(
    z.strictObject({
      send: sent(places),
      answer: expression(
        groups,
        places,
        'Found at the end of a line; what is sent can be filled in here too.',
      ),
    }),
    { title, description },
  );
}

const milliseconds = (usual: number, title: string, description: string) =>
  key(z.int().min(0).max(10_000).default(usual), { title, description, unit: 'ms' });

const TIMES = z.strictObject({
  requestGap: milliseconds(10, 'Pause', 'What the reader needs between its answer and the next line.'),
  answer: milliseconds(500, 'Answer', 'How long an answer may take.'),
  inventory: milliseconds(1_500, 'Inventory', 'How long the answer to an inventory may take.'),
});

export const LINES = z.strictObject({
  start: key(
    z
      .string()
      .regex(/^[ -~]?$/)
      .default(''),
    {
      title: 'Start of a line',
      description: 'The character before each line, in both directions. What comes before it is passed over.',
      allowed: 'one printable ASCII character, or nothing',
    },
  ),
  end: key(z.enum(['CR', 'LF', 'CRLF']).default('CR'), {
    title: 'End of a line',
    description: 'What the station sends at the end of a line. The reader may send CR, LF or both.',
  }),
  checksum: key(z.enum(['none', 'xor']).default('none'), {
    title: 'Checksum',
    description:
      'xor: each line ends with * and two hexadecimal digits, in both directions. none: what is changed on the way is not noticed.',
  }),
});

/** A pattern file. */
export const LINE_READER = z.strictObject({
  name: key(LINE_TEXT, {
    title: 'Name',
    description: 'What the staff page calls the reader.',
    allowed: 'printable ASCII',
  }),
  lines: key(LINES.prefault({}), { title: 'Lines', description: 'How lines begin and end.' }),
  lastLine: key(expression([], [], '').nullable().default(null), {
    title: 'Last line',
    description:
      'The line that ends an answer of several lines; its group "lines", if it has one, tells how many came before it. Without it, each line is an answer.',
    allowed: `a regular expression${QUICK}`,
  }),
  error: key(expression([], [], ''), {
    title: 'Refusal',
    description: 'A line with which the reader says no; its group "reason" is for the log.',
    allowed: `a regular expression${QUICK}`,
  }),
  times: key(TIMES.prefault({}), { title: 'Times', description: 'How long things take.' }),
  identify: command('Identify', 'Asks who the reader is; its answer is known from all others.', [], []),
  inventory: key(
    z.strictObject({
      send: sent([]),
      answer: expression(['uid'], [], 'Found as often as a line tells of tags: 16 hexadecimal digits each.'),
      none: key(expression([], [], '').nullable().default(null), {
        title: 'No tags',
        description: 'A line that says that no tag is there.',
        allowed: `a regular expression${QUICK}`,
      }),
    }),
    { title: 'Inventory', description: 'Asks which tags are there.' },
  ),
  readFacts: command(
    'Tag information',
    'Asks a tag for its AFI (hexadecimal), and its number of blocks and their size (groups "blocks" and "size", decimal).',
    ['uid'],
    ['afi'],
  ),
  readBlocks: command(
    'Read',
    'Asks for blocks of a tag, in hexadecimal digits.',
    ['uid', 'first', 'count'],
    ['data'],
  ),
  writeAfi: command('Write AFI', 'Without it the pad only reads.', ['uid', 'afi'], [])
    .nullable()
    .default(null),
  readEas: command('Read EAS', 'Asks whether the EAS bit is set: 1 or 0.', ['uid'], ['eas'])
    .nullable()
    .default(null),
  writeEas: command('Write EAS', 'Sets the EAS bit (1) or takes it back (0).', ['uid', 'eas'], [])
    .nullable()
    .default(null),
});
