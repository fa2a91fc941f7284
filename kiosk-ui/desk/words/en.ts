// English words of the table.

import { counted } from '../../i18n/counted.ts';
import type { DeskWords } from './words.ts';

const locale = 'en-GB';

/** The English catalogue. */
export const en: DeskWords = {
  locale,
  ownName: 'English',
  title: 'A library desk to play with',
  language: 'Language',
  joining: 'Laying the table …',
  away: 'The station is away. The table waits until it is back.',
  invitation: {
    name: 'Try this first',
    books: 'Drag three books onto the pad',
    card: (name) => `then show the card of ${name}`,
    laid: counted(locale, { one: '# of 3 laid', other: '# of 3 laid' }),
  },
  shelf: {
    name: 'Books on the shelf',
    search: counted(locale, { one: 'Search # more book', other: 'Search # more books' }),
    found: counted(locale, { one: '# book found', other: '# books found' }),
    foundMore: (shown, of) => `The first ${shown} of ${of} books found`,
    nothing: 'No such book in our stacks. Try fewer letters.',
    back: 'Back to the shelf',
  },
  arrows: { earlier: 'Further left', further: 'Further right' },
  tag: { secured: 'Secured', released: 'Released', mixed: 'Partly' },
  loan: {
    available: 'Available',
    'on-loan': 'On loan',
    'hold-shelf': 'Put aside',
    'in-transit': 'In transit',
    lost: 'Missing',
  },
  place: { pad: 'On the pad', outside: 'Outside' },
  bookTale: {
    reserved: 'Reserved',
    lost: 'Lost',
    'in-transit': 'In transit',
    'not-for-loan': 'Stays here',
    fee: 'Rental',
  },
  parts: counted(locale, { one: 'Set of #', other: 'Set of #' }),
  hand: {
    name: 'In your hand',
    empty: 'Your hand is free',
    emptyMore: 'Drag a book where you like, or choose one and say here what to do with it.',
    lay: 'Lay on the pad',
    lift: 'Lift off the pad',
    scan: 'Scan its barcode',
    carryOut: 'Carry out through the gate',
    bringBack: 'Bring it back',
  },
  pad: {
    name: 'Pad',
    clear: 'Clear the pad',
    count: counted(locale, { one: '# book on the pad', other: '# books on the pad' }),
  },
  scanner: { name: 'Scanner', seen: (what) => `Scanned: ${what}` },
  printer: {
    name: 'Printer',
    empty: 'Slips come out here',
    read: counted(locale, { one: 'Read the slip', other: 'Read all # slips' }),
    slips: 'Slips, newest first',
    newest: 'Newest slip',
    close: 'Close',
    printed: 'A slip came out of the printer.',
  },
  gate: {
    name: 'Gate',
    outside: 'Carried out',
    quiet: 'Way out',
    alarm: 'Stop!',
    alarmMore: (title) => `“${title}” is still secured.`,
    free: 'Go ahead',
    freeMore: (title) => `“${title}” is released.`,
  },
  cards: {
    name: 'Patron cards',
    which: 'Which cards',
    ordinary: 'Ordinary',
    special: 'With a tale',
    show: (name) => `Show the card of ${name}`,
    pin: 'PIN',
    library: 'Library card',
    tale: {
      blocked: 'Blocked',
      owes: 'Owes money',
      'hold-ready': 'A hold is ready',
      'many-loans': 'Card is full',
      expired: 'Expired',
    },
  },
  switches: {
    name: 'Behind the scenes',
    part: { library: 'Library system', pad: 'Pad', scanner: 'Scanner', printer: 'Printer' },
    working: 'Working',
    away: { library: 'Switched off', pad: 'Unplugged', scanner: 'Unplugged', printer: 'Unplugged' },
    paper: 'Receipt paper',
    paperState: { full: 'Full', 'near-end': 'Near end', out: 'Out' },
    delay: 'Library answers in',
    delays: { '40': '40 ms', '300': '300 ms', '3000': '3 s' },
  },
  station: 'The patron’s screen',
};
