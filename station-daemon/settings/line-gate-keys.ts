// The keys of a gate's pattern file: how a security gate that speaks in lines of text tells its alarms.

import { z } from 'zod';
import { key } from './keys.ts';
import { command, expression, LINE_TEXT, LINES, QUICK } from './line-reader-keys.ts';

const ARMING = z.strictObject({
  arm: command('Arm', 'What arms the gate, and the line that confirms it.', [], []),
  disarm: command('Disarm', 'What disarms it, and the line that confirms it.', [], []),
});

/** A pattern file. */
export const LINE_GATE = z.strictObject({
  name: key(LINE_TEXT, {
    title: 'Name',
    description: 'What the staff page calls the gate.',
    allowed: 'printable ASCII',
  }),
  lines: key(LINES.prefault({}), { title: 'Lines', description: 'How lines begin and end.' }),
  alarm: key(expression([], [], ''), {
    title: 'Alarm',
    description:
      'The line that comes when the gate sounds; its groups "item" and "uid", if it has them, tell for what.',
    allowed: `a regular expression${QUICK}`,
  }),
  counter: key(expression(['in', 'out'], [], '').nullable().default(null), {
    title: 'Counters',
    description: 'A line that tells how many have gone in and out.',
    allowed: `a regular expression with (?<in>...), (?<out>...)${QUICK}`,
  }),
  arming: key(ARMING.nullable().default(null), {
    title: 'Arming',
    description:
      'How the gate is armed and disarmed over its line. Without it the gate is heard and never switched.',
  }),
  answerMs: key(z.int().min(50).max(10_000).default(1_000), {
    title: 'Answer',
    description: 'How long a confirmation may take.',
    unit: 'ms',
  }),
});
