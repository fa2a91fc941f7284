// How barcodes are read where the settings say nothing. Not a test itself.

import type { CoreSetup } from '../../station-daemon/core/setup.ts';

export const PLAIN_SCANS = {
  card: [],
  item: [],
  startStop: 'strip',
  letters: 'as-read',
  leadingZeros: 'as-read',
  checkDigits: { mod10: 'none', mod43: 'none', ean13: 'none' },
  wedge: { prefix: '', suffix: '', reads: 'any' },
} as const satisfies CoreSetup['scans'];
