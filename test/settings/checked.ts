// Settings files to try, and what the check says of them. Not a test itself.

import type { Test } from 'tap';
import { checkSettings } from '../../station-daemon/settings/check.ts';
import { formatFault } from '../../station-daemon/settings/fault.ts';
import type { DriverNames } from '../../station-daemon/settings/not-yet.ts';
import type { Settings } from '../../station-daemon/settings/schema.ts';

export const DRIVERS: DriverNames = {
  pad: ['feig'],
  scanner: ['line'],
  printer: ['escpos'],
  gate: ['ascii-relay', 'line-gate'],
  relay: ['ascii-relay', 'lcus-relay', 'modbus-relay'],
};

export const MINIMAL = `station:
  id: main-01
library:
  host: sip.example.org
devices:
  - { id: pad, kind: pad, driver: feig, path: /dev/ttyUSB0 }
`;

/** The faults of a text, one line each. */
export function faults(text: string): string[] {
  const checked = checkSettings(text, DRIVERS);
  return checked.ok ? [] : checked.faults.map((fault) => formatFault('s.yaml', fault));
}

/** Checks line by line, and that nothing else was said. A text must be the line's end, a pattern fit it. */
export function says(
  test: Test,
  found: readonly string[],
  expected: readonly (string | RegExp)[],
  what = '',
): void {
  for (const [index, said] of expected.entries()) {
    const line = found[index] ?? '(nothing)';
    test.ok(typeof said === 'string' ? line === said : said.test(line), `${what}: ${line}`);
  }
  test.equal(found.length, expected.length, `${what}: nothing else is said`);
}

/** The settings that a text without faults stands for. */
export function settings(text: string): Settings {
  const checked = checkSettings(text, DRIVERS);
  if (!checked.ok) throw new Error(faults(text).join('\n'));
  return checked.settings;
}

/** The minimal file with one line put in after the line that holds `after`. */
export function withLine(after: string, line: string): string {
  return MINIMAL.replace(after, `${after}\n${line}`);
}
