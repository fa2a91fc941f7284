// The section `bookdrop`: where returned items go.

import { z } from 'zod';
import { key } from './keys.ts';

/** A fact that a text is held against. */
const fact = (title: string, what: string) =>
  key(z.string().min(1).max(64).optional(), {
    title,
    description: `${what}; * at the end stands for anything.`,
    allowed: 'text of 1 to 64 characters',
  });

const WHEN = z.strictObject({
  alert: key(z.enum(['hold', 'hold-elsewhere', 'interlibrary', 'send-elsewhere', 'other']).optional(), {
    title: 'Alert',
    description: "The library system's alert for the item.",
  }),
  alertType: fact('Alert type', "The library system's own type of alert (CV), as its vendor writes it"),
  destination: fact('Destination', 'The branch that the item has to go to (CT)'),
  sortBin: fact('Sort bin', "The library system's sort bin"),
  location: fact('Location', 'Where the item is at home (AQ)'),
  callNumber: fact('Call number', 'Its call number (CS)'),
  collection: fact('Collection', 'Its collection (CR)'),
  mediaType: fact('Media type', 'The kind of thing it is (CK), by the numbers of SIP2'),
  text: fact('Text', "The library system's text for the screen (AF)"),
  offline: key(z.literal(true).optional(), {
    title: 'Taken in offline',
    description:
      'What was taken in while the library system was away, of which nothing else is known. No rule without it fits that.',
  }),
});

const bin = () => z.int().min(0).max(99);

const RULE = z.strictObject({
  bin: key(bin(), { title: 'Bin', description: "The sorter's number for it." }),
  when: key(WHEN.optional(), {
    title: 'When',
    description: 'All that must hold. Without it the rule fits every item that the library system took back.',
  }),
});

export const BOOKDROP = z.strictObject({
  bins: key(z.array(RULE).max(100).default([]), {
    title: 'Bins',
    description: 'Rules that say where an item goes. The first one that fits counts.',
  }),
  exceptionBin: key(bin().default(0), {
    title: 'Bin for exceptions',
    description: 'Where an item goes that was refused or that no rule fits.',
  }),
});
