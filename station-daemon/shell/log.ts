// The log: one JSON object a line. The only list of what never gets into it is here.

import pino from 'pino';

/** Keys whose values are replaced wherever they stand, in any letter case. */
export const REDACTED_KEYS: readonly string[] = [
  'pin',
  'password',
  'terminalPassword',
  'secret',
  'card',
  'patron',
  'patronId',
  'name',
  'greeting',
  'title',
  'text',
  'item',
  'uid',
  'uids',
  'bytes',
];

export type LogData = Readonly<Record<string, unknown>>;

export interface Log {
  debug(text: string, data?: LogData): void;
  info(text: string, data?: LogData): void;
  warn(text: string, data?: LogData): void;
  /** A fault of the programme or its surroundings that the station cannot mend by itself. */
  error(text: string, data?: LogData): void;
}

export interface LogSetup {
  readonly level: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  /** A function gets each line, with its end: for tests. */
  readonly to: 'stdout' | 'stderr' | ((line: string) => void);
  /** In every line. */
  readonly station: string;
}

/** Opens the log. A reader that goes away (a closed pipe) costs the lines, not the station. */
export function createLog({ level, to, station }: LogSetup): Log {
  const logger = pino(
    {
      level,
      base: { station },
      messageKey: 'message',
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: {
        level: (label) => ({ level: label }),
        log: redactAll,
      },
    },
    typeof to === 'function' ? { write: to } : destination(to),
  );
  return {
    debug: (text, data) => logger.debug(data ?? {}, text),
    info: (text, data) => logger.info(data ?? {}, text),
    warn: (text, data) => logger.warn(data ?? {}, text),
    error: (text, data) => logger.error(data ?? {}, text),
  };
}

function destination(to: 'stdout' | 'stderr'): pino.DestinationStream {
  // Written at once: the last line before the end is the one that is needed.
  const stream = pino.destination({ fd: to === 'stdout' ? 1 : 2, sync: true });
  stream.on('error', () => {});
  return stream;
}

const REDACTED = new Set(REDACTED_KEYS.map((key) => key.toLowerCase()));

/** What stands where a redacted value stood. */
const CENSOR = '[redacted]';

/** Deeper than anything that is logged on purpose; it also ends circles. */
const DEEPEST = 6;

/** The data without the values of redacted keys, and with errors as plain words. */
export function redactAll(data: LogData): Record<string, unknown> {
  return redactEntries(data, 0);
}

function redactEntries(data: object, depth: number): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(data).map(([key, value]) => [
      key,
      // A number of bytes, of items, is a count: only content is personal. A card may be a number all the same.
      REDACTED.has(key.toLowerCase()) && !isCount(key, value) ? CENSOR : redactValue(value, depth + 1),
    ]),
  );
}

function redactValue(value: unknown, depth: number): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= DEEPEST) return '[too deep]';
  if (value instanceof Error)
    return { type: value.constructor.name, message: value.message, stack: value.stack };
  if (value instanceof Uint8Array) return `[${value.length} bytes]`;
  if (Array.isArray(value)) return value.map((part) => redactValue(part, depth + 1));
  return redactEntries(value, depth);
}

function isCount(key: string, value: unknown): boolean {
  return key === 'bytes' && typeof value === 'number';
}
