// The command line: finds the command, runs it, and says how it is used where it was used wrongly.

import { reasonOf } from '../line.ts';
import { type CliSetup, COMMANDS } from './commands.ts';
import { UsageError } from './usage-error.ts';

/** The exit status where the command line was wrong. */
const WRONG_USAGE = 2;

/**
 * Runs `lendstation ARGS`.
 * @returns the exit status: 0 well, 1 not well, 2 used wrongly
 */
export async function runCli(args: readonly string[], setup: CliSetup): Promise<number> {
  const [name, ...rest] = args;
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
    (name === undefined ? setup.err : setup.out)(usage());
    return name === undefined ? WRONG_USAGE : 0;
  }
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (command === undefined) {
    setup.err(`lendstation: there is no command ${JSON.stringify(name)}\n${usage()}`);
    return WRONG_USAGE;
  }
  try {
    return await command.run(rest, setup);
  } catch (error) {
    if (!isUsageError(error)) throw error;
    setup.err(`lendstation ${name}: ${reasonOf(error)}\nUsage: lendstation ${command.usage}\n`);
    return WRONG_USAGE;
  }
}

/** Ours, or that of node:util's parseArgs. */
function isUsageError(error: unknown): boolean {
  if (error instanceof UsageError) return true;
  return error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS_');
}

function usage(): string {
  const lines = Object.values(COMMANDS).map(({ usage, does }) => `  lendstation ${usage}\n      ${does}\n`);
  return `Usage:\n${lines.join('')}`;
}
