// The section `tags`: what is written on items.

import { z } from 'zod';
import { TAG_MODELS } from '../../protocols/tags/models.ts';
import { key, TAG_SECRET } from './keys.ts';

const afi = (value: number, title: string, description: string) =>
  key(z.int().min(0).max(255).default(value), { title, description, allowed: '0x00 to 0xFF' });

const AFI = z.strictObject({
  secured: afi(0x07, 'AFI of a secured item', 'The gate sounds for it. ISO 28560 says 0x07.'),
  onLoan: afi(0xc2, 'AFI of an item on loan', 'The gate lets it pass. ISO 28560 says 0xC2.'),
});

export const TAGS = z.strictObject({
  models: key(z.array(z.enum(TAG_MODELS)).min(1).max(TAG_MODELS.length).default(['iso28560-3']), {
    title: 'Tag models',
    description:
      'How tags are written: ISO 28560-3 (Danish model), ISO 28560-2, 3M, or nothing but the barcode as text. They are tried in this order; the first one writes.',
    allowed: `a list of ${TAG_MODELS.join(', ')}`,
  }),
  security: key(z.enum(['afi', 'eas', 'both', 'none']).default('afi'), {
    title: 'Security',
    description:
      'What the gate looks at. eas and both need tags with an NXP ICODE chip. none: there is no gate, and tags are ' +
      'not written.',
  }),
  password: key(TAG_SECRET.default(''), {
    title: 'Password of tags',
    description:
      'Guards AFI and EAS on NXP ICODE chips, where the library protects them. Empty: they are not.',
    allowed: '8 hexadecimal digits in quotes, { file: PATH } or { env: NAME }',
    secret: true,
  }),
  blinkSeconds: key(z.number().min(0.1).max(5).default(0.6), {
    title: 'Blinking of tags',
    description:
      'A tag that is not seen for less than this still lies there: readers lose sight of tags for a moment, more so where many lie on each other.',
    unit: 's',
  }),
  incompleteSets: key(z.enum(['refuse', 'allow']).default('refuse'), {
    title: 'Sets that are not whole',
    description:
      'A set whose tags tell of parts that are not there, or of too many. refuse: it is not lent, and a return leaves it on loan, with a slip for the staff. allow: it is lent and taken back as it is; a return prints the slip too.',
  }),
  afi: key(AFI.prefault({}), { title: 'AFI', description: 'Values of the application family identifier.' }),
});
