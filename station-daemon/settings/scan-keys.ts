// The section `scans`: which barcodes are cards and which are items, and what of them is the number.

import { z } from 'zod';
import { SYMBOLOGIES } from '../../protocols/barcodes/symbologies.ts';
import { key } from './keys.ts';

const READS = z.enum(['any', 'cards', 'items']);

/** The keys of one scanner's scans, wherever it is plugged in. */
export const scannerKeys = {
  prefix: key(affix(), {
    title: 'Prefix',
    description: 'What the scanner is set to send before each scan; taken off. e.g. "\\x02" for STX.',
    allowed: affixAllowed(),
  }),
  suffix: key(affix(), {
    title: 'Suffix',
    description: 'What the scanner is set to send after each scan, before its end; taken off.',
    allowed: affixAllowed(),
  }),
  reads: key(READS.default('any'), {
    title: 'What it reads',
    description: 'cards or items: all that it reads is one, whatever the masks say, e.g. in a card slot.',
  }),
};

export const SCANS = z.strictObject({
  card: key(maskList(), {
    title: 'Masks of cards',
    description:
      'Which scans are patron cards, e.g. "2##########" or "P*". With no masks, the place of the scan decides.',
    allowed: 'a list of masks',
  }),
  item: key(maskList(), {
    title: 'Masks of items',
    description: 'Which scans are items. Masks see the number as it is printed, check digit included.',
    allowed: 'a list of masks',
  }),
  startStop: key(z.enum(['strip', 'keep']).default('strip'), {
    title: 'Start and stop characters',
    description: "Codabar's A to D around a number, where a scanner passes them on; a mask may keep them.",
  }),
  letters: key(z.enum(['as-read', 'upper', 'lower']).default('as-read'), {
    title: 'Letters',
    description: 'What becomes of the letters of a scan: the library system may take only capitals.',
  }),
  leadingZeros: key(z.enum(['as-read', 'restore']).default('as-read'), {
    title: 'Leading zeros',
    description:
      'restore: zeros that a mask begins with are put back where labels or scanners leave them out.',
  }),
  checkDigits: key(
    z
      .strictObject({
        mod10: checkDigit('Modulo 10', 'Of numbers of 14 digits, as on most library labels.'),
        mod43: checkDigit('Modulo 43', 'Of Code 39.'),
        ean13: checkDigit('EAN-13', 'Of numbers of 13 digits.'),
      })
      .prefault({}),
    { title: 'Check digits', description: 'A scan whose check digit is wrong is not taken.' },
  ),
  wedge: key(z.strictObject(scannerKeys).prefault({}), {
    title: 'Keyboard scanner',
    description: 'A scanner that types its scans, with Enter or Tab at the end.',
  }),
});

function checkDigit(title: string, which: string) {
  return key(z.enum(['none', 'check', 'check-and-strip']).default('none'), {
    title,
    description: `${which} check-and-strip: the library system knows its numbers without it.`,
  });
}

function affix() {
  return z
    .string()
    .max(16)
    .regex(/^[^\P{ASCII}\r\n]*$/u)
    .default('');
}

function affixAllowed(): string {
  return 'up to 16 characters of ASCII without CR and LF';
}

function maskList() {
  const letters = Object.keys(SYMBOLOGIES).join('');
  const pattern = new RegExp(`^(?:\\][${letters}])?(?:[^\\p{Cc}*|\\]][^\\p{Cc}*|]*\\*?|\\*)$`, 'u');
  const mask = key(z.string().max(64).regex(pattern), {
    title: 'Mask',
    description:
      'A pattern of barcodes. ]A at the beginning asks for Code 39, ]C for Code 128, ]F for Codabar.',
    allowed:
      '# for a digit, * at the end for anything, ] and a letter at the beginning for a kind of barcode',
  });
  return z.array(mask).max(20).default([]);
}
