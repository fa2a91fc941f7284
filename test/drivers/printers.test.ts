// Printer drivers against their twins: what is told as printed came out whole, and nothing in a slip is a command.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import t from 'tap';
import type { SlipLine } from '../../protocols/devices/printer.ts';
import { PRINTER_DRIVERS } from '../../station-daemon/drivers/registry.ts';
import { collection } from '../../station-daemon/simulator/collection/collection.ts';
import { behindGarbage, byteByByte, createBench, inRandomPieces, SILENT, whole } from './bench.ts';
import {
  COLUMNS,
  desk,
  drawn,
  entries,
  last,
  left,
  names,
  outcomeOf,
  outcomes,
  printedText,
  SETTINGS,
  slip,
} from './printers-desk.ts';

t.test('every printer driver has a twin here', async (t) => {
  t.same([...names], Object.keys(PRINTER_DRIVERS));
});

for (const name of names) {
  t.test(
    `${name}: ready and printed are told alike, whole, byte by byte, in pieces and behind garbage`,
    async (t) => {
      for (const carrier of [whole, byteByByte, ...[1, 2, 3].map(inRandomPieces)]) {
        const one = desk({}, carrier, name);
        one.bench.runUntil('ready', () => last(one)?.kind === 'ready', 200);
        one.bench.order(slip(entries(5)));
        t.same(outcomeOf(one), { kind: 'printed', slip: 1 });
      }
      // Garbage may look like a status: what counts is that it ends, and that nothing is printed twice.
      for (let seed = 0; seed < 10; seed += 1) {
        const one = desk({}, behindGarbage(seed), name);
        one.bench.order(slip(entries(5)));
        outcomeOf(one);
        one.bench.runFor(20_000);
        t.equal(outcomes(one).length, 1);
        t.ok(one.world.printer.slips.length <= 1);
      }
    },
  );

  t.test(
    `${name}: closed at any moment of a slip and opened again, the slip comes whole, once`,
    async (t) => {
      for (let ms = 0; ms < 700; ms += 20) {
        const one = desk({}, whole, name);
        one.bench.order(slip(entries(6)));
        one.bench.runFor(ms);
        one.bench.unplug();
        const ended = outcomes(one).length;
        const out = one.world.printer.slips.length;
        t.match(last(one), { kind: 'lost', trouble: 'not-answering' });
        one.bench.order(slip([left('closed')], 2));
        t.match(last(one), { kind: 'notPrinted', slip: 2 });
        one.bench.runFor(1000);
        one.bench.open();
        one.bench.order(slip([left('again')], 3));
        one.bench.runUntil('printed', () => outcomes(one).length === 3, 10_000);
        t.same(outcomes(one).at(-1), { kind: 'printed', slip: 3 }, `${ms} ms`);
        if (ended === 0) t.same(outcomes(one).at(1), { kind: 'printed', slip: 1 }, 'what had begun');
        // The printer did not get to tell that it was complete: then nobody knows.
        const complete = one.world.printer.slips.filter(
          (lines) => lines.at(-1) === '  à rendre le 12.3.2026',
        );
        t.equal(complete.length, out + (ended === 0 ? 1 : 0));
      }
    },
  );

  t.test(`${name}: a slip that was cut off is given up when its line stays away for long`, async (t) => {
    const one = desk({}, whole, name);
    one.bench.order(slip(entries(6)));
    one.bench.runFor(300);
    one.bench.unplug();
    one.bench.runFor(119_000);
    t.same(outcomes(one), []);
    one.bench.runFor(2000);
    t.match(outcomes(one), [{ kind: 'notPrinted', slip: 1, trouble: 'not-answering' }]);
  });

  t.test(
    `${name}: QR codes and bar codes hold their text, and nothing that a printer would obey`,
    async (t) => {
      const one = desk({}, whole, name);
      const nasty = '\x1b@{\x1d}\x1e\x00é三';
      one.bench.order(
        slip([
          left('above'),
          { kind: 'qr', text: 'https://library.example.org/?q=1' },
          { kind: 'barcode', text: '30000000000017' },
          { kind: 'qr', text: `A${nasty}B` },
          { kind: 'barcode', text: `A${nasty}B` },
          { kind: 'qr', text: '三' },
          left('below'),
        ]),
      );
      t.same(outcomeOf(one, 20_000), { kind: 'printed', slip: 1 });
      t.equal(one.printer.unknown(), 0);
      const [printed = []] = one.world.printer.slips;
      t.same(
        printed.filter((line) => line !== ''),
        [
          'above',
          '[QR https://library.example.org/?q=1]',
          '[bars 30000000000017]',
          '[QR A@{}B]',
          '[bars AB]',
          'below',
        ],
      );
    },
  );

  t.test(`${name}: a printer that is silent is lost, and prints once it answers`, async (t) => {
    const one = desk({}, whole, name);
    one.bench.replace(SILENT);
    one.bench.order(slip(entries(1)));
    t.match(outcomeOf(one, 2000), { kind: 'notPrinted', slip: 1, trouble: 'not-answering' });
    t.match(one.bench.told[0]?.reading, { kind: 'lost', trouble: 'not-answering' });
    one.bench.runFor(60_000);
    t.equal(one.bench.told.length, 2, 'told once');
    one.bench.replace(one.printer);
    one.bench.runUntil('ready', () => last(one)?.kind === 'ready', 4000);
    one.bench.order(slip(entries(1), 2));
    one.bench.runUntil('printed', () => last(one)?.kind === 'printed', 2000);
  });

  t.test(`${name}: random bytes from the line do no harm`, async () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ minLength: 1, maxLength: 40 }), { maxLength: 30 }), (chunks) => {
        const one = createBench(PRINTER_DRIVERS[name](SETTINGS), SILENT);
        one.feed(Uint8Array.of(0x12));
        one.open();
        for (const chunk of chunks) {
          one.feed(chunk);
          one.runFor(chunk.length * 20);
        }
        assert.ok(one.told.every(({ reading }) => reading.kind !== 'printed'));
      }),
    );
  });
}

t.test('a slip comes out as it was meant, and is told as printed only when it has', async (t) => {
  for (const given of [{}, { baudRate: 115_200 }, { baudRate: 9600 }, { lineMs: 60 }]) {
    const one = desk(given);
    one.bench.order(
      slip([
        { kind: 'heading', text: 'Thư viện thành phố' },
        { kind: 'text', text: 'Thứ Ba, 3.3.2026', align: 'centre' },
        { kind: 'rule' },
        left('Đã mượn (2)'),
        { kind: 'entry', text: 'Dế Mèn phiêu lưu ký', detail: 'hạn trả 24.3.2026' },
        { kind: 'entry', text: 'L’Étranger', detail: '' },
        { kind: 'blank' },
        ...entries(40),
      ]),
    );
    while (outcomes(one).length === 0) {
      t.equal(one.world.printer.slips.length, 0, 'not yet');
      one.bench.runUntil(
        'the slip or its outcome',
        () => outcomes(one).length + one.world.printer.slips.length > 0,
        10_000,
      );
      if (one.world.printer.slips.length > 0) break;
    }
    t.same(outcomeOf(one), { kind: 'printed', slip: 1 });
    const [printed = []] = one.world.printer.slips;
    t.same(printed.slice(0, 8), [
      '            Thư viện thành phố',
      '             Thứ Ba, 3.3.2026',
      '─'.repeat(COLUMNS),
      'Đã mượn (2)',
      'Dế Mèn phiêu lưu ký',
      '  hạn trả 24.3.2026',
      'L’Étranger',
      '',
    ]);
    t.equal(printed.length, 88);
  }
});

t.test(
  'a printer that does not know how to tell in order is believed when it was well for long',
  async (t) => {
    const one = desk({ tellsInOrder: false });
    one.bench.order(slip(entries(20)));
    t.same(outcomeOf(one), { kind: 'printed', slip: 1 });
    t.equal(one.world.printer.slips.length, 1);
  },
);

t.test('paper near its end is told, and slips are printed still', async (t) => {
  const one = desk();
  one.bench.runUntil('ready', () => last(one)?.kind === 'ready', 200);
  t.match(last(one), { kind: 'ready', paperNearEnd: false });
  one.world.printer.paper = 'near-end';
  one.bench.runUntil('near end', () => one.bench.told.length === 2, 6000);
  t.match(last(one), { kind: 'ready', paperNearEnd: true });
  one.bench.order(slip(entries(3)));
  t.same(outcomeOf(one), { kind: 'printed', slip: 1 });

  const slow = desk({ baudRate: 9600 });
  slow.world.printer.paper = 'near-end';
  slow.bench.order(slip(entries(80)));
  t.same(outcomeOf(slow), { kind: 'printed', slip: 1 });
  slow.bench.runFor(10_000);
  t.equal(slow.bench.told.length, 2, 'an answer that waits behind a long slip is taken for what it is');
});

t.test('slips wait for each other, up to a limit, and each ends once', async (t) => {
  const one = desk();
  for (let number = 1; number <= 15; number += 1) one.bench.order(slip([left(`slip ${number}`)], number));
  one.bench.runUntil('all', () => outcomes(one).length === 15, 20_000);
  const printed = outcomes(one).flatMap((reading) => (reading.kind === 'printed' ? [reading.slip] : []));
  t.same(printed, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  t.equal(one.world.printer.slips.length, 10);
});

t.test('a title with a printer’s commands in it prints as a title', async (t) => {
  const nasty = 'A\x1b@\x1dV\x00\x10\x04\x01B\x07\x0a\x0c\x7f\x9bC';
  t.same(printedText([left(nasty), left('after')]), ['A @ V    B     C', 'after']);
});

t.test('no text whatever is a command to the printer', async () => {
  // The DOS tables have pictures where commands are: an arrow is ESC, another one GS.
  const pictures = '☺☻♥♦♣♠•◘○◙♂♀♪♫☼►◄↕‼¶§▬↨↑↓→←∟↔▲▼⌂';
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.string({ unit: fc.constantFrom(...pictures, '@', 'V', '\x00', 'r', '─'), maxLength: 60 }),
  );
  fc.assert(
    fc.property(fc.array(text, { minLength: 1, maxLength: 5 }), (texts) => {
      const lines: SlipLine[] = texts.flatMap((one) => [
        { kind: 'heading', text: one },
        { kind: 'entry', text: one, detail: one },
        { kind: 'text', text: one, align: 'centre' },
      ]);
      const printed = printedText([left('first'), ...lines, left('last')]);
      assert.equal(printed[0], 'first');
      assert.equal(printed.at(-1), 'last');
    }),
    { numRuns: 40 },
  );
});

t.test(
  'titles of the collection come out as they are written, where a printer has the letters',
  async (t) => {
    const languages = ['en', 'vi', 'de', 'fr', 'es', 'pt', 'it', 'ru', 'pl', 'cs', 'el', 'tr', 'nl', 'fi'];
    const titles = collection
      .filter(({ language }) => languages.includes(language))
      .map(({ title }) => title);
    const unlike: string[] = [];
    for (const title of titles) {
      const printed = printedText([left(title)]).join(' ');
      if (printed !== title.normalize('NFC')) unlike.push(`${title} / ${printed}`);
    }
    t.same(unlike, []);
    t.ok(titles.length > 300, `${titles.length} titles`);
  },
);

t.test('every letter of Vietnamese comes out', async (t) => {
  const vowels = 'aăâeêioôơuưy';
  const tones = ['', '\u0300', '\u0301', '\u0303', '\u0309', '\u0323'];
  const letters = [...vowels].flatMap((vowel) => tones.map((tone) => (vowel + tone).normalize('NFC')));
  const all = [...letters, 'đ'].flatMap((letter) => [letter, letter.toUpperCase()]);
  t.equal(all.length, 146);
  const words = all.map((letter) => `${letter}n`);
  t.same(printedText(words.map((word) => left(word))), words);
  t.same(printedText([left('50.000 ₫')]), ['50.000 ₫']);
});

t.test('a slip of many pictures is told as printed when it is, on lines of any speed', async (t) => {
  for (const given of [
    {},
    { baudRate: 115_200 },
    { baudRate: 9600 },
    { baudRate: 9600, tellsInOrder: false },
  ]) {
    const one = desk(given);
    one.bench.order(slip([left('first'), drawn(12), left('last')]));
    one.bench.runUntil('the slip', () => one.world.printer.slips.length === 1, 60_000);
    t.same(outcomeOf(one), { kind: 'printed', slip: 1 });
    t.same(one.world.printer.slips, [['first', ...Array<string>(12).fill('\uFFFC'), 'last']]);
    t.equal(one.printer.unknown(), 0);
    t.ok(one.bench.told.length <= 3, 'no dot was taken for a question');
  }
});
