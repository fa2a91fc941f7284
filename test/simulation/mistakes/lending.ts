// Mistakes with loans and their tags.

import type { Mistake } from './mistake.ts';

const CORE = 'station-daemon/core';

export const LENDING: readonly Mistake[] = [
  {
    name: 'no-read-back',
    what: 'takes a tag for written when the order is given, without reading it back',
    breaks: 1,
    file: `${CORE}/tag-orders.ts`,
    find: 'tags = ordered(tags, uid, { number: order, device });',
    replace: 'tags = tags.map((tag) => (tag.uid === uid ? { ...tag, known: security } : tag));',
  },
  {
    name: 'released-too-early',
    what: 'releases the tag when the loan is asked for, before the library system confirms it',
    breaks: 1,
    file: `${CORE}/loan.ts`,
    find: '...(feeAccepted ? { feeAccepted } : {}) }, order);\n  turn.put(written);',
    replace:
      "...(feeAccepted ? { feeAccepted } : {}) }, order);\n  turn.put(driveTags(turn, written, 'released').transaction);",
  },
  {
    name: 'told-too-early',
    what: 'says "Borrowed" when the loan is confirmed, before the tag is read back',
    breaks: 1,
    file: `${CORE}/rows-shown.ts`,
    find: "return progressOf(loan, 'released', turn.reachable) === 'working'\n        ? { status: 'working', reason: null }",
    replace:
      "return progressOf(loan, 'released', turn.reachable) === 'working'\n        ? { status: 'borrowed', reason: null }",
  },
  {
    name: 'not-journalled',
    what: 'sends a checkout without a line in the journal',
    breaks: 2,
    file: `${CORE}/loan.ts`,
    find: "const written = record(turn, loan, 'intended');",
    replace: 'const written = loan;',
  },
  {
    name: 'no-alarm',
    what: 'forgets "Do not leave yet" for a loan whose tag could not be released',
    breaks: 5,
    file: `${CORE}/summary.ts`,
    find: 'return [...inDoubt.map(({ name }) => name), ...halfDone, ...mustStay];',
    replace: 'return [...inDoubt.map(({ name }) => name).slice(inDoubt.length), ...halfDone, ...mustStay];',
  },
  {
    name: 'not-released-but-lent',
    what: 'lets a loan end well whose tag refuses to be released',
    breaks: 1,
    file: `${CORE}/loan.ts`,
    find: "return takeBack(turn, transaction, because('unlock-failed'));",
    replace: "return end(turn, transaction, { kind: 'borrowed' }, 'completed');",
  },
  {
    name: 'not-taken-back',
    what: 'does not cancel a loan whose item was lifted too soon',
    breaks: 2,
    file: `${CORE}/loan.ts`,
    find: 'if (!stage.cancel) {',
    replace: "if (stage.reason.code === 'taken-back' || !stage.cancel) {",
  },
  {
    name: 'cancels-what-was-theirs',
    what: 'cancels a loan that its patron had before, because its renewal could not be finished',
    breaks: 5,
    file: `${CORE}/loan.ts`,
    find: "const stage = { kind: 'securing', reason, cancel: loan.renewal === false } as const;",
    replace: "const stage = { kind: 'securing', reason, cancel: true } as const;",
  },
  {
    name: 'released-on-a-full-disk',
    what: 'releases a tag while the journal cannot be written',
    breaks: 1,
    file: `${CORE}/loan.ts`,
    find: "if (!turn.state.journal.works && progressOf(loan, 'released', turn.reachable) !== 'done') {",
    replace: 'if (turn.state.journal.works && loan.transaction < 0) {',
  },
  {
    name: 'two-at-once',
    what: 'begins with an item while an earlier transaction of it is not settled',
    breaks: 1,
    file: `${CORE}/rows.ts`,
    find: 'if (earlier !== undefined) return takeUp(turn, session, waiting, earlier);',
    replace: 'if (earlier !== undefined && row.tries < 0) return takeUp(turn, session, waiting, earlier);',
  },
  {
    name: 'offline-beyond-the-limit',
    what: 'lends without the library system more than the limit',
    breaks: 1,
    file: `${CORE}/offline-way.ts`,
    find: 'return lentOffline(state, card) < loans.maxItems ?',
    replace: 'return lentOffline(state, card) < loans.maxItems + 1 ?',
  },
  {
    name: 'offline-to-a-blocked-card',
    what: 'lends without the library system to a card that is on the block list',
    breaks: 1,
    file: `${CORE}/offline-way.ts`,
    find: "if (isBlockedOffline(state, card)) return because('card-blocked');",
    replace: '',
  },
];
