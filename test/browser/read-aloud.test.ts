// The station read aloud, without sight: the built daemon with a programme in the place of espeak-ng, which notes what
// it is to say, and a real Chromium that plays what comes.

import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import t from 'tap';
import { startBench, untilAsync } from '../end-to-end/bench.ts';
import { until } from '../shell/until.ts';
import { SIZES, startChromium } from './chromium.ts';
import { button } from './patron-pages.ts';

/** A tenth of a second of silence: RIFF header, PCM format (mono, 8 kHz, 16 bits), data. */
function silence(): Buffer {
  const data = Buffer.alloc(1_600);
  const head = Buffer.alloc(44);
  head.write('RIFF', 0);
  head.writeUInt32LE(36 + data.length, 4);
  head.write('WAVEfmt ', 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(8_000, 24);
  head.writeUInt32LE(16_000, 28);
  head.writeUInt16LE(2, 32);
  head.writeUInt16LE(16, 34);
  head.write('data', 36);
  head.writeUInt32LE(data.length, 40);
  return Buffer.concat([head, data]);
}

const folder = mkdtempSync(join(tmpdir(), 'lendstation-voice-'));
const told = join(folder, 'told');
writeFileSync(told, '');
writeFileSync(join(folder, 'silence.wav'), silence());
writeFileSync(
  join(folder, 'espeak-ng'),
  `#!/bin/sh\necho "$4 $(cat)" >> ${told}\ncat ${join(folder, 'silence.wav')}\n`,
);
chmodSync(join(folder, 'espeak-ng'), 0o755);
process.env['PATH'] = `${folder}:${process.env['PATH']}`;

t.setTimeout(120_000);

const browser = await startChromium();
const bench = await startBench(t);
t.teardown(async () => {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
});
await untilAsync('the station is ready', async () => (await bench.ready()).borrow);
const { page, faults } = await browser.open(bench.daemon.url, SIZES.small);
const said = (): string => readFileSync(told, 'utf8');
const heard = (words: string): Promise<void> =>
  until(`"${words}" is said`, () => said().includes(words), 10_000);
const voice = (): Promise<string | null> => page.locator('html').getAttribute('data-voice');

t.test('a key starts it; it reads the screen, the focus and what is new', async (t) => {
  await page.waitForSelector('main[data-screen="start"]');
  t.equal(said(), '', 'nothing is said unasked');
  await page.keyboard.press('F2');
  await heard('en-gb Scan your card to borrow.');
  await page.keyboard.press('ArrowDown');
  const focused = await page.evaluate(() => {
    const { activeElement } = document;
    return activeElement?.getAttribute('aria-label') ?? activeElement?.textContent;
  });
  await heard(`en-gb ${focused}.`);
  const { cards, books } = bench.box.desk.shelf();
  bench.do({ kind: 'showCard', card: cards.find(({ name }) => name === 'Søren Kjærgaard')?.card ?? '' });
  await heard('en-gb Hello, Søren');
  bench.do({ kind: 'lay', item: books.find(({ title }) => title === 'Dune')?.item ?? '' });
  await heard('en-gb Dune: Borrowed. Yours until');
  t.notMatch(bench.daemon.written(), /Dune|Søren/, 'nothing of it is in the log');
});

t.test('a dark screen shows nothing, is worked by keys, and lights up by a touch', async (t) => {
  await button(page, 'Accessibility').focus();
  await page.keyboard.press('Enter');
  await heard('en-gb Make it comfortable');
  await button(page, 'Dark screen').focus();
  await page.keyboard.press('Enter');
  await page.waitForSelector('html[data-voice="alone"]');
  await heard('Dark screen. On.');
  t.equal(await page.locator('.panel-sheet').evaluate((sheet) => getComputedStyle(sheet).opacity), '0');
  await page.keyboard.press('Escape');
  const shown = await page.evaluate(() =>
    [...document.querySelectorAll('.page > *')].map((part) => getComputedStyle(part).opacity),
  );
  t.ok(shown.length > 3 && shown.every((opacity) => opacity === '0'));
  const list = page.getByRole('list', { name: 'Items' });
  await list.waitFor({ state: 'attached' });
  await page.touchscreen.tap(600, 700);
  await page.waitForSelector('html[data-voice="on"]');
  t.equal(await page.locator('main').getAttribute('data-screen'), 'borrow', 'the touch pressed nothing');
});

t.test('the next patron finds it silent', async (t) => {
  bench.do({ kind: 'liftAll' });
  await button(page, 'No receipt').focus();
  await page.keyboard.press('Enter');
  await page.waitForSelector('main[data-screen="done"]');
  await button(page, 'Finish').or(button(page, 'Continue')).first().focus();
  await page.keyboard.press('Enter');
  await page.waitForSelector('main[data-screen="start"]');
  t.equal(await voice(), 'off');
  t.same(faults, []);
});
