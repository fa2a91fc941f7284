// What a printer has no letters for: drawn, sent as dots, and come out of the simulated printer just as it was drawn.

import assert from 'node:assert/strict';
import t from 'tap';
import { type DrawnLine, type Picture, rowBytes, type SlipLine } from '../../protocols/devices/printer.ts';
import { LINES_TO_DRAW, PRINTER_DRIVERS } from '../../station-daemon/drivers/registry.ts';
import { cutOut } from '../../station-daemon/shell/drawing/dots.ts';
import { createSlipPainter } from '../../station-daemon/shell/drawing/slip-painter.ts';
import { wrapped } from '../../station-daemon/shell/drawing/wrap.ts';
import { collection } from '../../station-daemon/simulator/collection/collection.ts';
import { createPrinter } from '../../station-daemon/simulator/printer/printer.ts';
import { createWorld } from '../../station-daemon/simulator/world/opening.ts';
import type { World } from '../../station-daemon/simulator/world/world.ts';
import { createBench } from '../drivers/bench.ts';

const NOW = { ticks: 0, wall: 1_750_000_000_000, utcOffsetMinutes: 420 };
const PAPER = { columns: 42, tables: 'many', baudRate: 19_200, flowControl: 'none' } as const;
const WIDTH_DOTS = 504;

const painterWith = (logo: string | null = null) => {
  const faults: string[] = [];
  const file = logo === null ? null : new TextEncoder().encode(logo);
  return { faults, painter: createSlipPainter({ logo: file, onFault: (what) => faults.push(what) }) };
};

const { painter } = painterWith();

const picturesOf = (line: SlipLine | DrawnLine | undefined): readonly Picture[] => {
  assert.ok(line?.kind === 'drawn', 'it was drawn');
  return line.pictures;
};

const left = (text: string): SlipLine => ({ kind: 'text', text, align: 'left' });

const drawnText = async (text: string): Promise<readonly Picture[]> =>
  picturesOf((await painter.draw([left(text)], WIDTH_DOTS))[0]);

/** The slip as the station makes it: what the printer has no letters for is drawn, all else is text. */
const slipOf = async (lines: readonly SlipLine[], tables: 'many' | 'western' | 'none' = 'many') => {
  const { places, widthDots } = LINES_TO_DRAW.escpos(lines, { ...PAPER, tables });
  const drawn = await painter.draw(
    lines.filter((_, place) => places.includes(place)),
    widthDots,
  );
  return lines.map((line, place) => (places.includes(place) ? (drawn[places.indexOf(place)] ?? line) : line));
};

const printed = (
  lines: readonly (SlipLine | DrawnLine)[],
  tables: 'many' | 'western' | 'none' = 'many',
): World['printer'] => {
  const world = createWorld({ now: NOW });
  const twin = createPrinter(world);
  const bench = createBench(PRINTER_DRIVERS.escpos({ ...PAPER, tables }), twin);
  bench.open();
  bench.order({ kind: 'print', slip: { slip: 1, lines } });
  bench.runUntil('printed', () => bench.told.some(({ reading }) => reading.kind === 'printed'), 60_000);
  assert.equal(twin.unknown(), 0);
  return world.printer;
};

const TITLES = [
  ['Arabic', 'ألف ليلة وليلة (الجزء الثاني)'],
  ['Arabic and Latin', 'Season of Migration to the North (موسم الهجرة إلى الشمال)'],
  ['Chinese', '三体：黑暗森林（第二部）'],
  ['Japanese', '人間失格・走れメロス'],
  ['Korean', '채식주의자 한강'],
  ['Hebrew', 'סיפור על אהבה וחושך'],
  ['Thai', 'สี่แผ่นดิน'],
  ['Hindi', 'गोदान'],
  ['Vietnamese beside Chinese', 'Truyện Kiều 金雲翹'],
] as const;

t.test('every script comes out of the printer dot by dot as it was drawn', async (t) => {
  const lines = TITLES.map(([, text]): SlipLine => ({ kind: 'entry', text, detail: 'due Tue, 3 Mar 2026' }));
  const slip = await slipOf([{ kind: 'heading', text: 'City library' }, ...lines, left('last')]);
  t.same([slip[0]?.kind, slip.at(-1)?.kind], ['heading', 'text'], 'what the printer can is not drawn');
  const wanted = slip.slice(1, -1).flatMap(picturesOf);
  const paper = printed(slip);
  const [pictures = []] = paper.pictures;
  t.equal(pictures.length, wanted.length);
  for (const [place, picture] of pictures.entries()) {
    const { widthDots, heightDots, bits, align } = wanted[place] ?? assert.fail();
    t.same(picture, { widthDots: rowBytes(widthDots) * 8, heightDots, bits, align });
  }
  t.match(paper.slips[0]?.join('\n'), /City library\n\uFFFC[\uFFFC\n]*\nlast$/);
});

t.test('Arabic is joined and runs from the right; a line of both directions keeps its order', async (t) => {
  const widthOf = async (text: string) => (await drawnText(text))[0]?.widthDots ?? 0;
  const word = await drawnText('بيت');
  t.equal(word[0]?.align, 'right');
  const apart = await Promise.all([...'بيت'].map(widthOf));
  t.ok((word[0]?.widthDots ?? 0) < apart.reduce((sum, width) => sum + width, 0), 'narrower than its letters');
  const [mixed] = await drawnText('Kiều عربي');
  t.equal(mixed?.align, 'left', 'the first letter decides');
  const [entry] = await painter.draw([{ kind: 'entry', text: 'عربي', detail: 'due 3 Mar' }], WIDTH_DOTS);
  t.same(
    picturesOf(entry).map(({ align }) => align),
    ['right', 'right'],
    'a title and its date stand together',
  );
});

t.test('no character of the collection is an empty box', async (t) => {
  const scripts = ['ar', 'zh', 'ja', 'ko'];
  const titles = collection.filter(({ language }) => scripts.includes(language)).map(({ title }) => title);
  const characters = [...new Set(titles.join(''))].filter((one) => /\p{L}/u.test(one) && one > '\u0500');
  t.ok(characters.length > 150, `${characters.length} characters`);
  const some = characters.filter((_, index) => index % 5 === 0);
  const [box] = await drawnText('\u{10FFFD}');
  t.ok(box);
  for (const character of some) {
    const [picture] = await drawnText(character);
    t.notSame(picture?.bits, box?.bits, character);
  }
});

t.test('what the printer’s tables have is not drawn, and all that they lack is', async (t) => {
  const drawnBy = (text: string) =>
    (['many', 'western', 'none'] as const).filter(
      (tables) => LINES_TO_DRAW.escpos([left(text)], { ...PAPER, tables }).places.length > 0,
    );
  t.same(drawnBy('Dune'), ['none']);
  t.same(drawnBy('L’Étranger – 12 €'), ['none']);
  t.same(drawnBy('Dế Mèn phiêu lưu ký'), ['western', 'none']);
  t.same(drawnBy('Война и мир'), ['western', 'none']);
  for (const [script, title] of TITLES) t.same(drawnBy(title), ['many', 'western', 'none'], script);
  t.same(drawnBy('   '), []);
});

t.test('a printer without character tables gets Vietnamese as dots, and its rules as dashes', async (t) => {
  const lines: readonly SlipLine[] = [left('Dế Mèn phiêu lưu ký'), { kind: 'rule' }, left('')];
  const paper = printed(await slipOf(lines, 'none'), 'none');
  t.same(paper.slips, [['\uFFFC', '-'.repeat(42)]]);
  t.equal(paper.pictures[0]?.length, 1);
});

t.test('a long title breaks between words or characters, and nothing is wider than the paper', async (t) => {
  for (const text of [
    '三体黑暗森林'.repeat(12),
    'ألف ليلة وليلة '.repeat(12),
    '漢'.repeat(900),
    `漢${'W'.repeat(150)}`,
  ]) {
    const pictures = await drawnText(text);
    t.ok(pictures.length > 2 && pictures.length < 25, `${pictures.length} lines`);
    t.ok(pictures.every(({ widthDots, heightDots }) => widthDots <= WIDTH_DOTS && heightDots <= 60));
  }
  const byLetters = (text: string) => [...text].length;
  t.same(wrapped('one two three', 7, byLetters), ['one two', 'three']);
  t.same(wrapped('abcdefghij kl', 4, byLetters), ['abcd', 'efgh', 'ij', 'kl']);
  t.same(wrapped('黑暗，森林（第二部）', 3, byLetters)[0], '黑暗，', 'no line begins with a comma');
  t.ok(
    wrapped('黑暗，森林（第二部）', 3, byLetters).every((line) => !line.endsWith('（')),
    'none ends with a bracket that opens',
  );
  t.same(wrapped('', 3, byLetters), []);
});

t.test('control characters are drawn as nothing', async (t) => {
  const [plain] = await drawnText('漢 字');
  const [nasty] = await drawnText('漢\x1b字\x00\x07');
  t.same(nasty?.bits, plain?.bits);
});

t.test(
  'a logo is printed as dots; one that is no image is told of once, and the slip has none',
  async (t) => {
    const shareOf = async (fill: string) => {
      const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="200" height="100"><rect width="200" height="100" fill="${fill}"/></svg>`;
      const [logo] = await painterWith(svg).painter.draw([{ kind: 'logo' }], WIDTH_DOTS);
      const [picture] = picturesOf(logo);
      t.match(picture, { align: 'centre', widthDots: 224, heightDots: 112 });
      const dots = [...(picture?.bits ?? [])].map((byte) => byte.toString(2).replaceAll('0', '').length);
      return dots.reduce((sum, black) => sum + black, 0) / (224 * 112);
    };
    t.equal(await shareOf('#1f4083'), 1, 'a dark blue is black');
    const grey = await shareOf('#a0a0a0');
    t.ok(grey > 0.3 && grey < 0.6, `a light grey is ${grey} black`);

    const bad = painterWith('no image');
    for (let time = 0; time < 2; time += 1) {
      const slip = await bad.painter.draw([{ kind: 'logo' }, left('漢')], WIDTH_DOTS);
      t.same([slip[0]?.kind, slip[1]?.kind], ['logo', 'drawn']);
      t.same(printed(slip).slips, [['\uFFFC']]);
    }
    t.same(bad.faults, ['A logo of a slip cannot be drawn']);
    t.same(
      (await painter.draw([{ kind: 'logo' }], WIDTH_DOTS))[0],
      { kind: 'logo' },
      'without one there is none',
    );
  },
);

t.test('dots become bytes with the leftmost highest, and without the paper that no edge needs', async (t) => {
  const width = 16;
  const dots = new Uint8Array(width * 4);
  // An L that stands in the middle: two rows down, three columns across.
  for (const at of [width + 5, 2 * width + 5, 2 * width + 6, 2 * width + 7]) dots[at] = 1;
  const bitsAt = (edge: Picture['align']) => {
    const { bits, ...size } = cutOut(dots, width, edge) ?? assert.fail();
    return { ...size, bits: [...bits] };
  };
  t.same(bitsAt('centre'), { widthDots: 3, heightDots: 2, top: 1, bits: [0b1000_0000, 0b1110_0000] });
  t.same(bitsAt('left'), { widthDots: 8, heightDots: 2, top: 1, bits: [0b0000_0100, 0b0000_0111] });
  t.same(bitsAt('right'), { widthDots: 16, heightDots: 2, top: 1, bits: [0b0000_0100, 0, 0b0000_0111, 0] });
  t.equal(cutOut(new Uint8Array(width), width, 'left'), null);
});
