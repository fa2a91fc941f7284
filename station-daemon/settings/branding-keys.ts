// The sections `branding` and `sounds`: how the station looks and sounds in this library.

import { z } from 'zod';
import { SOUND_NAMES } from '../../protocols/screen/page-setup.ts';
import { THEME_NAMES } from '../../protocols/screen/theme.ts';
import { COLOUR_FORM } from '../../protocols/themes/colour.ts';
import { COVER_URL } from './cover-address.ts';
import { key } from './keys.ts';

const COLOUR_ALLOWED = 'a colour in quotes: # and six hexadecimal digits, e.g. "#1f4083"';

const colour = (title: string, description: string) =>
  key(z.string().regex(COLOUR_FORM).optional(), { title, description, allowed: COLOUR_ALLOWED });

const image = (title: string, description: string, allowed: string) =>
  key(z.string().min(1).max(255).optional(), { title, description, allowed });

export const BRANDING = z.strictObject({
  theme: key(z.enum(THEME_NAMES).default('light'), {
    title: 'Theme',
    description:
      'The look that every patron starts with; each may choose another under Accessibility. contrast: at least 7 to 1.',
  }),
  accent: colour(
    'Accent colour',
    "Buttons and the head of every screen, in the theme light or dark that is chosen here. Contrast has no colours but its own. Refused where the page's words could not be read.",
  ),
  background: colour('Background colour', 'What lies behind buttons and lists, as with the accent colour.'),
  logo: image(
    'Logo',
    "Shown on white beside the station's name; seen from the folder of the settings file.",
    'an SVG without scripts, a PNG, a JPEG or a WebP of at most 512 KiB in the folder of the settings file',
  ),
  photo: image(
    'Photo',
    'Shown on the start screen in the place of the drawing; seen from the folder of the settings file.',
    'a PNG, a JPEG or a WebP of at most 4 MiB in the folder of the settings file',
  ),
  covers: key(z.string().max(500).regex(COVER_URL).optional(), {
    title: 'Book covers',
    description:
      "Where covers are fetched from: {id} stands for the item's barcode, {isbn} for the same where that is an ISBN. The station fetches them itself, by no patron's name; who is asked learns which items are borrowed here and when. Without it covers are drawn.",
    allowed: 'an address that begins with https:// or http:// and holds {id} or {isbn}',
  }),
});

/** An hour and a minute of the day, as minutes since midnight. */
const TIME_OF_DAY = /^([01][0-9]|2[0-3]):[0-5][0-9]$/;

const timeOfDay = (title: string, description: string) =>
  key(z.string().regex(TIME_OF_DAY), { title, description, allowed: 'a time from 00:00 to 23:59' });

const volume = (value: number, title: string, description: string) =>
  key(z.int().min(0).max(100).default(value), { title, description, unit: '%' });

const QUIET = z.strictObject({
  from: timeOfDay('From', 'When the quiet hours begin.'),
  to: timeOfDay('To', 'When they end; earlier than the begin means the next day.'),
  volume: volume(0, 'Volume', 'How loud it is then. 0: silent.'),
});

export const SOUNDS = z.strictObject({
  volume: volume(
    60,
    'Volume',
    'How loud the sounds are, beside what the machine itself is set to. 0: silent.',
  ),
  events: key(
    z
      .array(z.enum(SOUND_NAMES))
      .max(3)
      .default([...SOUND_NAMES]),
    {
      title: 'Sounds',
      description:
        'What is heard. success: something was done; attention: something needs a look, or time runs out; warning: do not leave yet.',
      allowed: `a list of ${SOUND_NAMES.join(', ')}`,
    },
  ),
  quiet: key(QUIET.optional(), { title: 'Quiet hours', description: 'When another volume holds.' }),
});

/** Minutes since midnight of a time as the settings write it. */
export function minutesOf(time: string): number {
  const [hours = '0', minutes = '0'] = time.split(':');
  return Number(hours) * 60 + Number(minutes);
}
