// How findings are written for a technician.

import type { Finding, Level } from '../../../library/tester/finding.ts';
import { visible } from '../../../library/tester/masked.ts';

const LABELS: Readonly<Record<Level, string>> = {
  ok: 'ok',
  note: 'note',
  warning: 'warning',
  failed: 'FAILED',
};

const INDENT = 9;

/** One finding: its line, its details, and what to do. */
export function findingText({ level, topic, text, advice, details }: Finding): string {
  const further = [...details, ...(advice === null ? [] : [`What to do: ${advice}`])];
  const lines = [`${LABELS[level].padEnd(INDENT)}${topic}: ${text}`, ...further.map(indented)];
  // What the library system wrote must not steer a terminal.
  return lines.map((line) => `${visible(line)}\n`).join('');
}

/** The last line: how many of each. */
export function summaryText(findings: readonly Finding[]): string {
  const count = (level: Level) => findings.filter((finding) => finding.level === level).length;
  const warnings = count('warning');
  return `\n${count('ok')} ok, ${warnings} ${warnings === 1 ? 'warning' : 'warnings'}, ${count('failed')} failed\n`;
}

function indented(line: string): string {
  return ' '.repeat(INDENT) + line;
}
