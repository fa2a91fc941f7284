// The section `station`: what this station is and how it meets patrons.

import { z } from 'zod';
import { LANGUAGE_CODES } from '../../protocols/screen/language.ts';
import { PROFILE_NAMES } from '../../protocols/screen/profile.ts';
import { key, shownText } from './keys.ts';

const LANGUAGE = z.enum(LANGUAGE_CODES);

export const STATION = z.strictObject({
  id: key(z.string().regex(/^[a-z0-9._-]{1,32}$/), {
    title: 'Station id',
    description: 'Tells this station from the others of the library, in logs and metrics.',
    allowed: 'a-z 0-9 . _ -, 1 to 32 characters',
  }),
  kind: key(z.enum(['kiosk', 'bookdrop', 'desk']).default('kiosk'), {
    title: 'Kind of station',
    description:
      'kiosk: patrons borrow, return and renew; bookdrop: returns only, without a touch or a card; desk: staff write tags.',
  }),
  name: key(shownText(80).default('Library'), {
    title: 'Name',
    description: 'Shown on the screen and on receipts, e.g. the branch and the floor.',
    allowed: 'one line of text, 1 to 80 characters',
  }),
  languages: key(z.tuple([LANGUAGE], LANGUAGE).default(['en']), {
    title: 'Languages',
    description: 'Languages that patrons can choose from. The first one is the default.',
    allowed: `a list of ${LANGUAGE_CODES.join(', ')}`,
  }),
  currency: key(
    z
      .string()
      .regex(/^[A-Z]{3}$/)
      .default('EUR'),
    {
      title: 'Currency',
      description: 'For amounts that the library system sends without a currency.',
      allowed: 'an ISO 4217 code of three capital letters, e.g. EUR',
    },
  ),
  profile: key(z.enum(PROFILE_NAMES).default('public'), {
    title: 'Kind of library',
    description:
      'What screens stress. academic: the time of loans that are due by the hour; public: reserved items that are ready, unasked; school: no fees are shown; special: nobody is greeted by name.',
  }),
  children: key(z.enum(['profile', 'never', 'offered', 'on']).default('profile'), {
    title: "Children's mode",
    description:
      'Simple words, large pictures, fewer choices. never: there is none; offered: under Accessibility; on: everybody starts with it, and may switch it off there; profile: on in schools, offered in public libraries, never elsewhere.',
  }),
  itemsWithoutCard: key(z.enum(['ask', 'return']).default('ask'), {
    title: 'Items without a card',
    description:
      'Items on the pad while nobody has shown a card. ask: offer a return; return: return them at once.',
  }),
  sessionSeconds: key(z.int().min(30).max(600).default(60), {
    title: 'Length of a session',
    description: 'How long the station waits for a patron who does nothing. It warns 20 s before the end.',
    unit: 's',
  }),
  pin: key(z.enum(['none', 'optional', 'required']).default('optional'), {
    title: 'PIN',
    description:
      'none: never asked for; optional: where the library system insists; required: after every card.',
  }),
});
