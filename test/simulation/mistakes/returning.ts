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
  {
    name: 'offline-time-lost',
    what: 'tells what was done without the library system with a time of 1970, without a date due, as if it could be refused',
    breaks: 3,
    file: `${CORE}/offline-replay.ts`,
    find: "return { at, due, noBlock: vain < 2 && offline.clock !== 'behind' };",
    replace: 'return { at: { wall: 0, utcOffsetMinutes: 0 }, due: null, noBlock: vain < 0 };',
  },
  {
    name: 'given-up-at-once',
    what: 'gives up every unsettled return at once as unverified',
    breaks: 3,
    file: `${CORE}/return.ts`,
    find: 'const isGivenUp = turn.now.ticks >= giveUpAt;',
    replace: 'const isGivenUp = turn.now.ticks < Number.POSITIVE_INFINITY;',
  },
  {
    name: 'told-and-called-refused',
    what: 'sends to the staff as refused what the library system has carried out',
    breaks: 3,
    file: `${CORE}/offline-replay.ts`,
    find: "end(turn, waiting, 'done', alerts ? 'completed-alert' : outcomeOf(waiting));",
    replace: "end(turn, waiting, 'for-staff', alerts ? 'completed-alert' : 'refused');",
  },
  {
    name: 'serves-before-settled',
    what: 'serves after a power cut before it has heard of what it left open',
    breaks: 3,
    file: `${CORE}/resume.ts`,
    find: "service: taken.length > 0 ? { kind: 'starting', by: null } : state.service,",
    replace: 'service: state.service,',
  },
  {
    name: 'offline-time-wrong',
    what: 'writes down three days too early what is done without the library system',
    breaks: 3,
    file: `${CORE}/offline-clock.ts`,
    find: "return { wall: state.offline.clock === 'behind' ? UNKNOWN : wall, utcOffsetMinutes };",
    replace:
      "return { wall: state.offline.clock === 'behind' ? UNKNOWN : wall - 259_200_000, utcOffsetMinutes };",
  },
  {
    name: 'new-journal-empty',
    what: 'does not write into a new journal what is open',
    breaks: 2,
    file: `${CORE}/rewrite-journal.ts`,
    find: 'for (const one of turn.state.transactions) if (!hasEnded(one)) turn.put(record(turn, one, stepOf(one)));',
    replace:
      'for (const one of turn.state.transactions) if (hasEnded(one)) turn.put(record(turn, one, stepOf(one)));',
  },
  {
    name: 'missing-tag-believed',
    what: 'takes an item in as unverified at once, without the library system, whose tag is not there',
    breaks: 3,
    file: `${CORE}/offline-return.ts`,
    find: "if (progress === 'failing') return takenUnsecured(turn, transaction);",
    replace:
      "if (progress === 'failing' || progress === 'missing') return takenUnsecured(turn, transaction);",
  },
  {
    name: 'no-repairs',
    what: 'leaves tags as they are that somebody left half written',
    breaks: 1,
    file: `${CORE}/repairs.ts`,
    find: 'if (!turn.state.setup.secureTags || !turn.mayBegin) return;',
    replace: 'if (turn.mayBegin || !turn.mayBegin) return;',
  },
  {
    name: 'returned-before-asked',
    what: 'says "Returned" of an item while the library system is asked, before anything has come of it',
    breaks: 3,
    file: `${CORE}/rows-shown.ts`,
    find: "    case 'asking':\n    case 'finding-out':\n      return { status: 'working', reason: null };\n    case 'securing':\n    case 'taking': {",
    replace:
      "    case 'asking':\n    case 'finding-out':\n      return { status: 'returned', reason: null };\n    case 'securing':\n    case 'taking': {",
  },
];
