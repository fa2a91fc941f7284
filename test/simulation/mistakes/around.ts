// Mistakes around the items: the patron, the screen, the printer, time.

import type { Mistake } from './mistake.ts';

const CORE = 'station-daemon/core';

export const AROUND: readonly Mistake[] = [
  {
    name: 'patron-kept',
    what: 'keeps the card in the journal when a transaction is done',
    breaks: 6,
    file: `${CORE}/tag-orders.ts`,
    find: "card: step === 'done' || transaction.kind === 'return' ? null : transaction.patron.card,",
    replace: "card: transaction.kind === 'return' ? null : transaction.patron.card,",
  },
  {
    name: 'list-of-the-one-before',
    what: 'shows the next patron the list of the one before',
    breaks: 6,
    file: `${CORE}/identify.ts`,
    find: 'lookUp(turn, purpose, card, { rows: [], returnAsked });',
    replace: 'lookUp(turn, purpose, card, { rows: session.rows, returnAsked });',
  },
  {
    name: 'printer-stops-lending',
    what: 'lends nothing while the printer has trouble',
    breaks: 8,
    file: `${CORE}/functions.ts`,
    find: 'serving && tags && (online || lendsOffline(state)),',
    replace:
      'serving && tags && (online || lendsOffline(state)) && state.printers.every(({ trouble }) => trouble === null),',
  },
  {
    name: 'never-times-out',
    what: 'lets the session of a patron who walks away go on for ever',
    breaks: 7,
    file: `${CORE}/core.ts`,
    find: "if (session.kind === 'none' || session.endsAt > ticks) return;",
    replace: "if (session.kind !== 'summary' || session.endsAt > ticks) return;",
  },
  {
    name: 'reader-gone-unnoticed',
    what: 'waits for ever for a reader that went away in the middle of a write',
    breaks: 7,
    file: `${CORE}/device-told.ts`,
    find: "if (reading.kind === 'securitySet') return writeEnded(turn, reading);",
    replace:
      "if (reading.kind === 'securitySet' && reading.outcome.kind !== 'unknown') return writeEnded(turn, reading);",
  },
  {
    name: 'receipt-unnoted',
    what: 'does not write down that a receipt was printed',
    breaks: 2,
    file: `${CORE}/receipt-journal.ts`,
    find: 'if (!turn.state.journal.works) return;',
    replace: 'if (turn.state.journal.works || named.length === 0) return;',
  },
];
