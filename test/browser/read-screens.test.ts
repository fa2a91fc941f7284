// What the voice is asked to say of the patron's screens: all of each new state, the whole of a long one, once more by a
// key, and never a digit of a PIN.

import t from 'tap';
import type { Screen } from '../../protocols/screen/screen.ts';
import { until } from '../shell/until.ts';
import { SIZES } from './chromium.ts';
import { BOARD } from './fixtures/board.ts';
import { screens } from './fixtures/screens.ts';
import { button, startPatronPages } from './patron-pages.ts';

const { server, open, present, close } = await startPatronPages();
t.teardown(close);
t.setTimeout(120_000);
const { page, faults } = await open(SIZES.small);

const read = <Kind extends Screen>(screen: Kind): Kind => ({
  ...screen,
  display: { ...screen.display, voice: 'on' },
});
let spoken: readonly string[] = [];
const said = (): string => {
  spoken = [...spoken, ...server.takeSpoken()];
  return spoken.join(' ');
};
const heard = (words: string): Promise<void> =>
  until(`"${words}" is said`, () => said().includes(words), 10_000);
const forget = (): void => {
  said();
  spoken = [];
};

t.test('the loans are said when they have come, and each further state of a screen', async (t) => {
  await present(read(screens.start), page);
  await heard('Scan your card to borrow.');
  await heard('Key F3: once more.');
  forget();
  await present(read(screens['identify-slow']), page);
  await heard('Finding your card.');
  await present(read(screens['account-loading']), page);
  await heard('Fetching your loans.');
  forget();
  await present(read(screens.account), page);
  const { loans } = screens.account;
  for (const { title } of loans) if (title !== null) await heard(title);
  await page.getByRole('status').getByText(`${loans.length} on loan.`).waitFor({ state: 'attached' });
  t.notMatch(said(), /Key F3/, 'the keys are told once');
  t.equal(said().split(`${loans.length} on loan.`).length, 2, 'nothing is said twice');
  forget();
  await present(read(screens.account), page);
  t.equal(said(), '', 'the same screen again is no news');
});

t.test('a key has the screen said once more, also a sheet that lies over it', async (t) => {
  await present(read(screens.done), page);
  await heard('Happy reading.');
  forget();
  await page.keyboard.press('F3');
  await heard('Happy reading.');
  await button(page, 'Accessibility').focus();
  await page.keyboard.press('Enter');
  await heard('Make it comfortable.');
  forget();
  await page.keyboard.press('F3');
  await heard('Make it comfortable.');
  t.notMatch(said(), /Happy reading/);
  await page.keyboard.press('Escape');
  await present(screens.done, page);
  forget();
  await page.keyboard.press('F3');
  await present(screens.done, page);
  t.equal(said(), '', 'not to those who did not ask for a voice');
});

t.test('frequent questions are said when they open, and each answer whole', async (t) => {
  server.tell(BOARD);
  await present(read(screens.help), page);
  await button(page, 'Questions and answers').focus();
  forget();
  await page.keyboard.press('Enter');
  await heard('Questions and answers. ');
  await heard('Does anybody see what I read?');
  forget();
  await button(page, 'Can I have something for longer?').focus();
  await page.keyboard.press('Enter');
  await heard('Yes, as long as nobody waits for it:');
  await heard('Touch Renew , or open My account');
  await heard('Back.');
  t.ok(
    said().indexOf('Back.') > said().indexOf('My account'),
    'the control that has the focus comes after it',
  );
  await page.keyboard.press('Escape');
});

t.test('a long account is said to its end, and a touch stops it', async (t) => {
  const [loan] = screens.account.loans;
  if (loan === undefined) throw new Error('no loan');
  const many = Array.from({ length: 50 }, (_, row) => ({
    ...loan,
    row,
    title: `The collected letters of volume number ${row + 1}`,
  }));
  await present(screens.start, page);
  forget();
  await present(read({ ...screens.account, loans: many }), page);
  await heard('volume number 50.');
  t.ok(spoken.length > 3, 'in pieces');
  for (const { title } of many) if (!said().includes(`${title}.`)) t.fail(title);
  for (const piece of spoken) t.match(piece, /[.:?!]$/, 'which end with a sentence');

  await present(screens.start, page);
  forget();
  const long = read({ ...screens.account, loans: many });
  await present(long, page);
  await page.locator('h1').tap();
  await present({ ...long, remark: 'library-slow' }, page);
  await heard('The library system is slow.');
  t.match(said(), /volume number 1\./, 'it had begun');
  t.notMatch(said(), /volume number 50\./, 'and did not go on after the touch');
});

t.test('digits of a PIN are counted and never said', async (t) => {
  await present(read(screens.pin), page);
  await heard('Enter your PIN.');
  forget();
  const all: string[] = [];
  for (const [place, digit] of ['7', '1', '9'].entries()) {
    const key = button(page, digit);
    await key.focus();
    await heard(`${place} digit`);
    all.push(said());
    forget();
    await page.keyboard.press('Enter');
    await heard(`${place + 1} digit`);
    all.push(said());
    forget();
  }
  await page.keyboard.press('F3');
  await heard('Enter your PIN.');
  all.push(said());
  t.match(all.join(' '), /0 digits.*1 digit .*1 digit .*3 digits entered\./);
  t.notMatch(all.join(' '), /\b[4-9]\b|\b[0-3]\.|\b1(?! digit)/, 'not one of them by itself');
});

t.test('nothing went wrong on the page', async (t) => {
  t.same(faults, []);
});
