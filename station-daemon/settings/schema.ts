// The whole settings file. The one place that its types, checks, forms and reference page come from.

import { z } from 'zod';
import { EVENTS, HOURS, IDLE, QUESTIONS } from './board-keys.ts';
import { BOOKDROP } from './bookdrop-keys.ts';
import { BRANDING, SOUNDS } from './branding-keys.ts';
import { DEVICES } from './device-keys.ts';
import { HOST_ALLOWED, hostName, key } from './keys.ts';
import { LIBRARY } from './library-keys.ts';
import { RECEIPTS } from './receipt-keys.ts';
import { GATES } from './relay-keys.ts';
import { SCANS } from './scan-keys.ts';
import { STAFF } from './staff-keys.ts';
import { STATION } from './station-keys.ts';
import { TAGS } from './tag-keys.ts';

const WEB = z.strictObject({
  host: key(hostName().default('127.0.0.1'), {
    title: 'Address',
    description: 'Where the pages are served. Anything but 127.0.0.1 shows the screen to the network.',
    allowed: HOST_ALLOWED,
  }),
  port: key(z.int().min(0).max(65_535).default(8090), {
    title: 'Port',
    description: 'Where the pages are served. 0: any free port, which the log then names.',
  }),
});

const DATA = z.strictObject({
  dir: key(z.string().min(1).default('./data'), {
    title: 'Data folder',
    description: 'Where the journal is kept; seen from the folder of the settings file.',
    allowed: 'the path of a folder',
  }),
  keepDays: key(z.int().min(1).max(3_650).default(90), {
    title: 'Keep',
    description:
      'How long the journal keeps what has ended. A patron is in it only until then; what is unfinished always stays.',
    unit: 'days',
  }),
});

export const SETTINGS = z.strictObject({
  station: key(STATION, { title: 'Station', description: 'What this station is and how it meets patrons.' }),
  branding: key(BRANDING.prefault({}), {
    title: 'Branding',
    description: 'How the station looks in this library.',
  }),
  sounds: key(SOUNDS.prefault({}), { title: 'Sounds', description: 'What is heard, and how loud.' }),
  idle: key(IDLE.prefault({}), { title: 'Idle', description: 'What is shown while nobody is here.' }),
  hours: key(HOURS.optional(), {
    title: 'Opening hours',
    description:
      "When the library is open, by the clock of the station's computer; shown on the start screen.",
  }),
  events: key(EVENTS.prefault({}), { title: 'Events', description: 'What takes place in the library.' }),
  questions: key(QUESTIONS.prefault({}), {
    title: 'Questions and answers',
    description: 'What patrons often ask.',
  }),
  library: key(LIBRARY, { title: 'Library system', description: 'The line to the library system.' }),
  devices: key(DEVICES, {
    title: 'Devices',
    description: "What is plugged into the station's serial ports.",
  }),
  gates: key(GATES.prefault({}), { title: 'Gates', description: 'When security gates are armed.' }),
  receipts: key(RECEIPTS.prefault({}), {
    title: 'Receipts',
    description: 'What is printed for patrons and for the staff.',
  }),
  scans: key(SCANS.prefault({}), {
    title: 'Scans',
    description: 'Tells cards from items among the barcodes, and what of them is the number.',
  }),
  tags: key(TAGS.prefault({}), { title: 'Tags', description: 'What is written on items.' }),
  staff: key(STAFF.prefault({}), { title: 'Staff', description: 'Who may do what patrons may not.' }),
  bookdrop: key(BOOKDROP.optional(), { title: 'Book drop', description: 'Where returned items go.' }),
  web: key(WEB.prefault({}), { title: 'Pages', description: "Where the station's pages are served." }),
  data: key(DATA.prefault({}), { title: 'Data', description: 'What the station keeps.' }),
});

/** The settings as they stand in the file, with all defaults filled in. */
export type Settings = z.output<typeof SETTINGS>;
