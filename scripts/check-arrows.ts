// Checks the arrows between the rooms: runs .dependency-cruiser.mjs over the house and prints what breaks a rule.

import { join } from 'node:path';
import { cruise, type ICruiseResult, type IViolation } from 'dependency-cruiser';
import extractOptions from 'dependency-cruiser/config-utl/extract-depcruise-options';

const HOUSE = join(import.meta.dirname, '..');
const ROOMS = ['protocols', 'station-daemon', 'kiosk-ui', 'test', 'scripts'];
/** Fewer files than this were never in the house: then the tool did not see it, and its silence means nothing. */
const FEWEST_FILES = 330;

/** One broken rule. `from` and `to` are paths from the root; a lone file (an orphan) points at itself. */
export interface ArrowFault {
  readonly rule: string;
  readonly from: string;
  readonly to: string;
  /** The way round, when the fault is a cycle. */
  readonly cycle: readonly string[];
  /** Why there is such a rule. */
  readonly reason: string;
}

/** What a look at a tree came to. */
export interface ArrowReport {
  /** How many of the tree's own files were read, packages not counted. */
  readonly files: number;
  readonly faults: readonly ArrowFault[];
}

/** Follows every import in the rooms below `root` and holds it against the rules. */
export async function checkArrows(root: string): Promise<ArrowReport> {
  const options = await extractOptions(join(HOUSE, '.dependency-cruiser.mjs'));
  const { output } = await cruise(ROOMS, { ...options, baseDir: root });
  if (typeof output === 'string') throw new Error('dependency-cruiser gave a text, not its result');
  return {
    files: output.modules.filter(({ source }) => ROOMS.some((room) => source.startsWith(`${room}/`))).length,
    faults: output.summary.violations.map((violation) => faultOf(violation, output)),
  };
}

function faultOf(violation: IViolation, { summary }: ICruiseResult): ArrowFault {
  const { name } = violation.rule;
  return {
    rule: name,
    from: violation.from,
    to: violation.to,
    cycle: violation.cycle?.map((step) => step.name) ?? [],
    reason: summary.ruleSetUsed?.forbidden?.find((rule) => rule.name === name)?.comment ?? '',
  };
}

function lineOf({ rule, from, to, cycle, reason }: ArrowFault): string {
  const arrow = cycle.length > 0 ? [from, ...cycle].join(' -> ') : from === to ? from : `${from} -> ${to}`;
  return `${arrow}\n    breaks "${rule}": ${reason}`;
}

if (process.argv[1] === import.meta.filename) {
  const { files, faults } = await checkArrows(HOUSE);
  for (const fault of faults) console.log(lineOf(fault));
  if (files < FEWEST_FILES) {
    console.log(
      `Only ${files} files were seen, ${FEWEST_FILES} or more are there: the check itself is broken.`,
    );
  }
  console.log(`${files} files, ${faults.length} broken rules`);
  process.exitCode = faults.length > 0 || files < FEWEST_FILES ? 1 : 0;
}
