// The section `receipts`: what the printer prints for patrons and for the staff.

import { z } from 'zod';
import { key, shownText } from './keys.ts';

/** So many lines of its own a library has at the top and at the end. */
const MOST_LINES = 6;

const lines = (title: string, description: string) =>
  key(z.array(shownText(80)).max(MOST_LINES).default([]), {
    title,
    description,
    allowed: `a list of up to ${MOST_LINES} lines of text, each of 1 to 80 characters`,
  });

const part = (title: string, description: string) =>
  key(z.enum(['profile', 'shown', 'hidden']).default('profile'), { title, description });

export const RECEIPTS = z.strictObject({
  heading: key(
    z
      .string()
      .max(80)
      .regex(/^\P{Cc}*$/u)
      .default(''),
    {
      title: 'Heading',
      description: "The large line at the top. Empty: the station's name.",
      allowed: 'one line of text, at most 80 characters',
    },
  ),
  address: lines('Address', 'Lines below the heading, such as the address and the telephone number.'),
  footer: lines('Footer', 'Lines at the end, in the place of thanks.'),
  logo: part(
    'Logo on receipts',
    'The logo of the branding, as dots. profile: shown, but for the profile special. Where there is none nothing is shown.',
  ),
  qr: key(
    z
      .string()
      .max(200)
      .regex(/^[ -~]*$/)
      .default(''),
    {
      title: 'QR code',
      description:
        'What a QR code at the end says, such as the address of the catalogue on the web. Empty: none. The printer draws it; one that cannot prints characters in its place.',
      allowed: 'at most 200 characters of ASCII',
    },
  ),
  dueDates: part('Due dates on receipts', 'When each item is due. profile: shown.'),
  fees: part(
    'Fees on receipts',
    'What the patron owes in all. profile: hidden, because receipts are left in books.',
  ),
  thanks: part(
    'Thanks on receipts',
    'A line of thanks at the end, where there is no footer. profile: shown for public and school.',
  ),
  patron: key(z.enum(['none', 'card', 'initial']).default('none'), {
    title: 'Patron on receipts',
    description:
      "Whose it is: receipts are left in books. none: nothing tells that; card: the last characters of the card's number, at most three; initial: the first letter of the name.",
  }),
  email: key(z.enum(['none', 'library']).default('none'), {
    title: 'Receipts by e-mail',
    description:
      'library: the library system sends receipts by itself to patrons whose e-mail address it has, and the screen tells those patrons so; the station sends none.',
  }),
  staffSlips: key(z.enum(['on', 'off']).default('on'), {
    title: 'Slips for the staff',
    description:
      'Whether a slip is printed with a returned item that is reserved or belongs elsewhere: its title, call number and destination, without the patron.',
  }),
  staffSlipCard: key(z.enum(['none', 'masked']).default('none'), {
    title: 'Card on slips for the staff',
    description:
      'Who a reserved item waits for. none: nothing tells that; masked: the last characters of the card, at most three.',
  }),
});
