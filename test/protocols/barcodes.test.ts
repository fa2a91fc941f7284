// Barcodes: which scan is a card and which an item, and what of it is the number.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import t from 'tap';
import { withoutAffixes } from '../../protocols/barcodes/affixes.ts';
import { type CheckDigit, checkDigitOf, isChecked } from '../../protocols/barcodes/check-digits.ts';
import { LONGEST_SCAN, readScan, type ScanRules } from '../../protocols/barcodes/scan.ts';
import { SYMBOLOGIES } from '../../protocols/barcodes/symbologies.ts';
import { PLAIN_SCANS } from './scan-rules.ts';

const PLAIN: ScanRules = PLAIN_SCANS;

const MASKED: ScanRules = { ...PLAIN, card: ['2#############'], item: ['3#############', 'VN-HN/*'] };

const checking = (way: CheckDigit, use: 'check' | 'check-and-strip' = 'check'): ScanRules => ({
  ...PLAIN,
  checkDigits: { ...PLAIN.checkDigits, [way]: use },
});

/** What a scan came to, in one word or two. */
const read = (raw: string, rules: ScanRules = PLAIN): string => {
  const scan = readScan(raw, rules);
  return scan.kind === 'unreadable' ? `unreadable: ${scan.why}` : `${scan.kind} ${scan.text}`;
};

t.test('masks tell cards from items; what fits none, or both, may be either', async (t) => {
  t.equal(read('20411000001003', MASKED), 'card 20411000001003');
  t.equal(read('30411000001001', MASKED), 'item 30411000001001');
  t.equal(read('VN-HN/00012', MASKED), 'item VN-HN/00012');
  t.equal(read('VN-HN/', MASKED), 'item VN-HN/');
  for (const text of ['2041100000100', '204110000010039', '2041100000100A', 'vn-hn/1', 'VN-HN', '*', '#'])
    t.equal(read(text, MASKED), `either ${text}`);
  t.equal(read('30411000001001'), 'either 30411000001001', 'no masks');
  t.equal(read('X1', { ...PLAIN, card: ['X*'], item: ['*'] }), 'either X1', 'masks of both');
  t.equal(read('X1', { ...PLAIN, card: ['*'] }), 'card X1');
});

t.test('a symbology identifier is taken off, and a mask may ask for it', async (t) => {
  for (const letter of Object.keys(SYMBOLOGIES)) t.equal(read(`]${letter}0B7`), 'either B7', letter);
  const rules = { ...PLAIN, card: [']A*'], item: [']F3#############', ']C*'] };
  t.equal(read(']A0123', rules), 'card 123');
  t.equal(read(']A4123', rules), 'card 123', 'whatever the modifier');
  t.equal(read(']C1123', rules), 'item 123');
  t.equal(read(']F030411000001001', rules), 'item 30411000001001');
  t.equal(read('30411000001001', rules), 'either 30411000001001', 'not told by the scanner');
  for (const text of [']', ']A', ']J0123', ']A-123', '[A0123']) t.equal(read(text), `either ${text}`, text);
  t.equal(read(']A0'), 'unreadable: empty');
});

t.test('start and stop characters of Codabar are no part of the number', async (t) => {
  t.equal(read('A30411000001001B'), 'either 30411000001001');
  t.equal(read('d30411000001001a', MASKED), 'item 30411000001001');
  t.equal(read(']F0A12-34B'), 'either 12-34', 'of any length where it is Codabar');
  for (const text of ['A12-34B', 'A3041100000100B', 'E30411000001001B', 'A30411000001001'])
    t.equal(read(text), `either ${text}`, 'may be something else');
  t.equal(read(']C0A30411000001001B'), 'either A30411000001001B', 'not Codabar');
  t.equal(read('A30411000001001B', { ...PLAIN, startStop: 'keep' }), 'either A30411000001001B');
  const kept = { ...PLAIN, item: ['A##############B'] };
  t.equal(read('A30411000001001B', kept), 'item A30411000001001B', 'a mask that takes them has them kept');
});

t.test('check digits are counted as on real labels', async (t) => {
  // 4006381333931 is the usual example of an EAN, CODE39 with its W that of ISO/IEC 16388's explanation.
  t.equal(checkDigitOf('ean13', '400638133393'), '1');
  t.equal(checkDigitOf('mod43', 'CODE39'), 'W');
  t.equal(checkDigitOf('mod10', '7992739871'), '3');
  for (const way of ['ean13', 'mod43', 'mod10'] as const) t.equal(checkDigitOf(way, 'Ä'), null);
  t.equal(checkDigitOf('mod10', ''), null);
});

t.test('a check digit that is wrong is no scan, one that is right may be stripped', async (t) => {
  t.equal(read('30411000001001', checking('mod10')), 'either 30411000001001');
  t.equal(read('30411000001002', checking('mod10')), 'unreadable: check-digit');
  t.equal(read('30411000001001', checking('mod10', 'check-and-strip')), 'either 3041100000100');
  t.equal(read('A30411000001002B', checking('mod10')), 'unreadable: check-digit', 'after start and stop');
  t.equal(read('1234', checking('mod10')), 'either 1234', 'only what is 14 digits long');
  t.equal(read(']F430411000001002', checking('mod10')), 'either 30411000001002', 'taken away by the scanner');
  t.equal(read('CODE39W', checking('mod43', 'check-and-strip')), 'either CODE39');
  t.equal(read('CODE39X', checking('mod43')), 'unreadable: check-digit');
  t.equal(read(']A1CODE39W', checking('mod43', 'check-and-strip')), 'either CODE39');
  t.equal(read(']A3CODE39', checking('mod43', 'check-and-strip')), 'either CODE39');
  t.equal(checkDigitOf('mod43', 'X14'), ' ');
  t.equal(read('X14 ', checking('mod43', 'check-and-strip')), 'either X14', 'a blank is a character');
  t.equal(read('X14', checking('mod43')), 'unreadable: check-digit');
  t.equal(read(']C0CODE39', checking('mod43')), 'either CODE39', 'no Code 39');
  t.equal(read('code39', checking('mod43')), 'either code39', 'letters that Code 39 has not');
  t.equal(read('4006381333931', checking('ean13', 'check-and-strip')), 'either 400638133393');
  t.equal(read(']E04006381333932', checking('ean13')), 'unreadable: check-digit');
  t.equal(read(']E440063813', checking('ean13')), 'either 40063813', 'EAN-8');
  const all = { ...PLAIN, checkDigits: { mod10: 'check', mod43: 'check', ean13: 'check' } as const };
  t.equal(read('30411000001001', all), 'either 30411000001001', '14 digits are not taken for Code 39');
  t.equal(read('4006381333931', all), 'either 4006381333931');
  const masked = { ...checking('mod10', 'check-and-strip'), item: MASKED.item };
  t.equal(read('30411000001001', masked), 'item 3041100000100', 'masks see the number as it is printed');
});

t.test('leading zeros come back where exactly one mask has them', async (t) => {
  const rules = { ...PLAIN, leadingZeros: 'restore', card: ['00######'], item: ['0#########'] } as const;
  t.equal(read('123456', rules), 'card 00123456');
  t.equal(read('0123456', rules), 'card 00123456');
  t.equal(read('00123456', rules), 'card 00123456');
  t.equal(read('123456789', rules), 'item 0123456789');
  for (const text of ['12345', '1234567', '12345678', 'A23456'])
    t.equal(read(text, rules), `either ${text}`, text);
  t.equal(read('123456', { ...rules, leadingZeros: 'as-read' }), 'either 123456');
  t.equal(read('12', { ...rules, card: ['0##'], item: ['00##'] }), 'either 12', 'two ways are none');
  t.equal(read('00123'), 'either 00123', 'those that are there stay');
});

t.test('letters are left as they were read unless the settings say otherwise', async (t) => {
  t.equal(read('Ab1ß'), 'either Ab1ß');
  t.equal(read('Ab1ß', { ...PLAIN, letters: 'upper' }), 'either AB1ß');
  t.equal(read('Ab1ß', { ...PLAIN, letters: 'lower' }), 'either ab1ß');
  t.equal(read('vn-hn/7', { ...MASKED, letters: 'upper' }), 'item VN-HN/7', 'before the masks');
});

t.test('what no barcode holds makes no scan, and nothing is cut out of one', async (t) => {
  const foreign = ['|', '\x00', '\x1b', '\r', '\n', '\x7f', '\x9b', '\u200b', '\u202e', '\u2028', '\ud800'];
  for (const character of foreign)
    t.equal(
      read(`12${character}34`),
      'unreadable: not-printable',
      `U+${character.charCodeAt(0).toString(16)}`,
    );
  t.equal(read(' 12 34 '), 'either 12 34', 'blanks around it are no part of it');
  for (const text of ['', '   ', ']F0  ']) t.equal(read(text), 'unreadable: empty');
  t.equal(read('x'.repeat(LONGEST_SCAN)), `either ${'x'.repeat(LONGEST_SCAN)}`);
  for (const length of [LONGEST_SCAN + 1, 10_240]) t.equal(read('1'.repeat(length)), 'unreadable: too-long');
});

const CHECK_WAYS = ['mod10', 'mod43', 'ean13'] as const satisfies readonly CheckDigit[];
const use = fc.constantFrom('none' as const, 'check' as const, 'check-and-strip' as const);
const mask = fc.oneof(
  fc.constantFrom('*', '0*', '00#####', '2#############', ']F*', ']C0####'),
  fc.string({ unit: fc.constantFrom('0', '#', 'A', ']', 'F'), maxLength: 15 }),
);
const rules: fc.Arbitrary<ScanRules> = fc.record({
  card: fc.array(mask, { maxLength: 3 }),
  item: fc.array(mask, { maxLength: 3 }),
  startStop: fc.constantFrom('strip', 'keep'),
  letters: fc.constantFrom('as-read', 'upper', 'lower'),
  leadingZeros: fc.constantFrom('as-read', 'restore'),
  checkDigits: fc.record({ mod10: use, mod43: use, ean13: use }),
});
const scanned = fc.oneof(
  fc.uint8Array({ maxLength: 90 }).map((bytes) => String.fromCharCode(...bytes)),
  fc.string({ unit: 'binary', maxLength: 80 }),
  fc.string({ unit: fc.constantFrom(']', 'F', '0', '3', 'A', 'B', ' ', '|'), maxLength: 20 }),
);

t.test('whatever comes, a scan is short and printable, or none', async () => {
  fc.assert(
    fc.property(scanned, rules, (raw, given) => {
      const scan = readScan(raw, given);
      if (scan.kind === 'unreadable') return;
      assert.ok(scan.text !== '' && scan.text.length <= LONGEST_SCAN);
      assert.doesNotMatch(scan.text, /[\p{Cc}|]/u);
      assert.ok(
        raw.includes(scan.text.slice(0, 1)) || given.letters !== 'as-read' || scan.text.startsWith('0'),
      );
    }),
  );
});

const digits = (length: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: length, maxLength: length });
const printable = fc.string({ unit: 'grapheme-ascii', maxLength: 20 });

t.test('what was put around a number comes off again', async () => {
  fc.assert(
    fc.property(printable, printable, printable, (prefix, text, suffix) => {
      assert.equal(withoutAffixes(prefix + text + suffix, { prefix, suffix }), text);
    }),
  );
  fc.assert(
    fc.property(
      digits(14),
      fc.constantFrom(...'ABCDabcd'),
      fc.constantFrom(...'ABCD'),
      (text, start, stop) => {
        assert.equal(read(start + text + stop), `either ${text}`);
        assert.equal(read(`]F0${start}${text}${stop}`), `either ${text}`);
      },
    ),
  );
});

t.test('a check digit that was put on is right, any other is wrong, and it comes off again', async () => {
  const bodies = { mod10: digits(13), ean13: digits(12), mod43: digits(7).map((text) => `KEY-${text}`) };
  for (const way of CHECK_WAYS) {
    fc.assert(
      fc.property(bodies[way], fc.nat(8), (body, other) => {
        const digit = checkDigitOf(way, body) ?? '';
        const wrong = [...'0123456789'].filter((one) => one !== digit)[other] ?? '';
        assert.ok(isChecked(way, body + digit) && !isChecked(way, body + wrong));
        assert.equal(read(body + digit, checking(way, 'check-and-strip')), `either ${body}`);
        assert.equal(read(body + wrong, checking(way)), 'unreadable: check-digit');
      }),
    );
  }
});

t.test('zeros that were lost on the way are put back', async () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 9_999_999 }), (number) => {
      const printed = String(number).padStart(9, '0');
      const restoring = { ...PLAIN, leadingZeros: 'restore', item: ['00#######'] } as const;
      const lost = printed.replace(/^0{1,2}/, '');
      assert.equal(read(lost, restoring), `item ${printed}`);
    }),
  );
});
