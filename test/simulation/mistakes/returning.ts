// Mistakes with returns, and with what a power cut left.

import type { Mistake } from './mistake.ts';

const CORE = 'station-daemon/core';

export const RETURNING: readonly Mistake[] = [
  {
    name: 'armed-too-early',
    what: 'secures the tag of a return before the library system has checked it in',
    breaks: 5,
    file: `${CORE}/return.ts`,
    find: "turn.ask({ kind: 'checkin', item: item.item }, order);\n  turn.put(written);",
    replace:
      "turn.ask({ kind: 'checkin', item: item.item }, order);\n  turn.put(driveTags(turn, written, 'secured').transaction);",
  },
  {
    name: 'journalled-too-late',
    what: 'writes a return into the journal only after it was sent',
    breaks: 2,
    file: `${CORE}/return.ts`,
    find: "const written = record(turn, begun, 'intended');\n  turn.ask({ kind: 'checkin', item: item.item }, order);",
    replace:
      "turn.ask({ kind: 'checkin', item: item.item }, order);\n  const written = record(turn, begun, 'intended');",
  },
  {
    name: 'never-armed',
    what: 'says "Returned" without securing the tag',
    breaks: 3,
    file: `${CORE}/return.ts`,
    find: "if (!turn.state.setup.secureTags) return end(turn, returned, { kind: 'returned' }, 'completed');",
    replace: "return end(turn, returned, { kind: 'returned' }, 'completed');",
  },
  {
    name: 'lost-alert',
    what: 'does not say that a returned item is reserved for somebody',
    breaks: 3,
    file: `${CORE}/return.ts`,
    find: "if (alert !== null && alert !== 'other') return { kind: alert };",
    replace: "if (alert !== null && alert !== 'other' && alert !== 'hold') return { kind: alert };",
  },
  {
    name: 'queue-dropped',
    what: 'forgets at the start what the journal holds as unfinished',
    breaks: 3,
    file: `${CORE}/resume.ts`,
    find: 'const taken = left.flatMap((entry) => fromJournal(entry) ?? []);',
    replace: 'const taken = left.slice(left.length).flatMap((entry) => fromJournal(entry) ?? []);',
  },
  {
    name: 'torn-tag-believed',
    what: 'takes a tag for secured after a power cut, whatever was being written on it',
    breaks: 5,
    file: `${CORE}/resume.ts`,
    find: "return kind === 'loan' && step === 'confirmed' ? 'secured' : 'unknown';",
    replace: "return kind === 'loan' ? 'secured' : 'unknown';",
  },
  {
    name: 'offline-queue-dropped',
    what: 'forgets at the start what was done without the library system',
    breaks: 3,
    file: `${CORE}/resume.ts`,
    find: 'offline: { ...state.offline, waiting: [...state.offline.waiting, ...waiting] },',
    replace: 'offline: state.offline,',
  },
  {
    name: 'offline-out-of-order',
    what: 'tells the library system the latest first of what was done without it',
    breaks: 3,
    file: `${CORE}/offline-replay.ts`,
    find: 'const next = turn.state.offline.waiting[0];',
    replace: 'const next = turn.state.offline.waiting.at(-1);',
  },
  {
    name: 'offline-told-twice',
    what: 'tells the library system once more of a return that it has taken already',
    breaks: 3,
    file: `${CORE}/offline-replay.ts`,
    find: "const alerts = answer.kind === 'checkin' && isAlerted(answer.result);",
    replace: `const alerts = answer.kind === 'checkin' && isAlerted(answer.result);
  if (waiting.kind === 'return' && waiting.vain === 0)
    return put(turn, { ...waiting, vain: 1, perhapsTold: null }, { kind: 'waiting', notBefore: turn.now.ticks });`,
  },
  {
    name: 'offline-told-blindly',
    what: 'tells after a power cut again what it may have told already, without asking',
    breaks: 4,
    file: `${CORE}/offline-queue.ts`,
    find: "step === 'replaying' ? at : null",
    replace: 'null',
  },
  {
    name: 'offline-refusal-hushed',
    what: 'lets go silently of what the library system will not have',
    breaks: 2,
    file: `${CORE}/offline-replay.ts`,
    find: "end(turn, waiting, 'for-staff', 'refused');",
    replace: "end(turn, waiting, 'done', 'refused');",
  },
];
