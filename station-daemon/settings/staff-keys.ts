// The section `staff`: who may do what patrons may not.

import { z } from 'zod';
import { key, SECRET, SECRET_ALLOWED } from './keys.ts';

const STAFF_CARD = z.strictObject({
  name: key(z.string().regex(/^[a-z0-9._-]{1,32}$/), {
    title: 'Name',
    description: 'Whose card it is; the journal says so where something was released with it.',
    allowed: 'a-z 0-9 . _ -, 1 to 32 characters',
  }),
  card: key(SECRET, {
    title: 'Card',
    description: 'The number on the card, as the scanner or the pad reads it. No patron may have it.',
    allowed: SECRET_ALLOWED,
    secret: true,
  }),
});

export const STAFF = z.strictObject({
  cards: key(z.array(STAFF_CARD).max(50).default([]), {
    title: 'Staff cards',
    description:
      'Cards that release sets with missing parts, or with parts too many, while they lie there: shown in the session, they let the set be lent or taken back as it is.',
  }),
});
