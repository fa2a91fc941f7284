// What receipts say, by the kind of library and its settings, and the slips that tell the staff where an item goes.

import assert from 'node:assert/strict';
import t from 'tap';
import { LANGUAGE_CODES } from '../../protocols/screen/language.ts';
import { PROFILE_NAMES } from '../../protocols/screen/profile.ts';
import type { Language } from '../../protocols/screen/screen.ts';
import { RECEIPT_WORDS } from '../../station-daemon/core/receipt-catalogue.ts';
import {
  maskedCard,
  RECEIPT_TEMPLATES,
  type ReceiptSetup,
} from '../../station-daemon/core/receipt-template.ts';
import { moneyInWords } from '../../station-daemon/core/receipt-words.ts';
import { Bench } from './bench.ts';

const RECEIPTS: ReceiptSetup = {
  ...{ head: ['City library'], foot: [], qr: '', parts: RECEIPT_TEMPLATES.public, patron: 'none' },
  email: 'none',
  routeSlips: { cardOfHold: 'none' },
};

/** What only a library that asks for it has. */
const WITH_FEES = { parts: { ...RECEIPT_TEMPLATES.public, fees: true } };

interface Wish extends Partial<ReceiptSetup> {
  readonly language?: Language;
}

const bench = ({ language, ...receipts }: Wish = {}) => {
  const made = new Bench({ languages: ['en', 'vi', 'ar'], receipts: { ...RECEIPTS, ...receipts } }).ready();
  made.book('B1', 'Dune');
  made.books.owed = { amount: 12.5, currency: 'EUR' };
  return language === undefined ? made : made.touch({ kind: 'language', language });
};

/** The lines of the receipt of a loan. */
const receipt = (wish: Wish = {}): readonly unknown[] => {
  const made = bench(wish).card('C1').lay('UB1').run(2000);
  if (wish.language !== undefined) made.touch({ kind: 'language', language: wish.language });
  made.touch({ kind: 'printReceipt' });
  assert.equal(made.slips.length, 1);
  const lines: unknown = JSON.parse(made.slips[0] ?? '[]');
  return Array.isArray(lines) ? lines : [];
};

const text = (value: string, align: 'left' | 'centre' = 'left') => ({ kind: 'text', text: value, align });

t.test(
  'a public library’s receipt that tells fees too: heading, when, titles with their dates, what is owed, thanks',
  async (t) => {
    t.match(receipt(WITH_FEES), [
      { kind: 'logo' },
      { kind: 'heading', text: 'City library' },
      text('Sun, 17 Mar 2030, 18:46', 'centre'),
      { kind: 'rule' },
      text('Borrowed (1)'),
      { kind: 'entry', text: 'Dune', detail: /^due \w{3}, \d/ },
      { kind: 'rule' },
      text('Fees owed: €12.50'),
      { kind: 'rule' },
      text('Thank you. See you soon.', 'centre'),
    ]);
  },
);

t.test(
  'each kind of library has its template, and none tells whose receipt it is, nor what they owe',
  async (t) => {
    const said = PROFILE_NAMES.map((profile) => {
      const lines = JSON.stringify(receipt({ parts: RECEIPT_TEMPLATES[profile] }));
      t.notMatch(lines, /C1|Anna|Weber/, profile);
      t.match(lines, /Dune.*due/, profile);
      const has = { logo: '"logo"', fees: 'Fees owed', thanks: 'Thank you' };
      return [
        profile,
        ...Object.entries(has).flatMap(([name, sign]) => (lines.includes(sign) ? [name] : [])),
      ];
    });
    t.same(said, [
      ['academic', 'logo'],
      ['public', 'logo', 'thanks'],
      ['school', 'logo', 'thanks'],
      ['special'],
    ]);
  },
);

t.test('a library’s own head, foot and parts', async (t) => {
  const lines = receipt({
    head: ['Harbour branch', '12 Harbour Street', 'Tel. 555 0134'],
    foot: ['Open till 8 pm', 'library.example'],
    parts: { logo: false, dueDates: false, fees: false, thanks: true },
  });
  t.match(lines, [
    { kind: 'heading', text: 'Harbour branch' },
    text('12 Harbour Street', 'centre'),
    text('Tel. 555 0134', 'centre'),
    text('Sun, 17 Mar 2030, 18:46', 'centre'),
    { kind: 'rule' },
    text('Borrowed (1)'),
    { kind: 'entry', text: 'Dune', detail: '' },
    { kind: 'rule' },
    text('Open till 8 pm', 'centre'),
    text('library.example', 'centre'),
  ]);
  t.equal(lines.length, 10, 'no thanks beside the library’s own foot');
});

t.test('whose it is stands there only where the library wants it, and masked', async (t) => {
  t.match(JSON.stringify(receipt({ patron: 'initial' })), /"For: A\."/);
  t.match(
    JSON.stringify(receipt({ patron: 'card' })),
    /"For: \*\*\*"/,
    'of a card of two characters nothing is told',
  );
  t.same(['', 'C1', 'P12345', '20000000000012'].map(maskedCard), ['***', '***', '***45', '***012']);
});

t.test('a sum that a new fee has made untrue is not told', async (t) => {
  const made = bench(WITH_FEES);
  made.books.get('B1').fee = { kind: 'rental', amount: { amount: 1, currency: 'EUR' } };
  made.card('C1').lay('UB1').run(2000);
  const [row] = made.items;
  t.ok(row);
  made
    .touch({ kind: 'acceptFee', row: row?.row ?? 0 })
    .run(2000)
    .touch({ kind: 'printReceipt' });
  t.match(made.slips, [/Dune/]);
  t.notMatch(made.slips[0], /Fees owed/);
});

t.test('a receipt speaks the patron’s language, with its dates and money', async (t) => {
  const inVietnamese = JSON.stringify(receipt({ ...WITH_FEES, language: 'vi' }));
  t.match(inVietnamese, /Đã mượn \(1\).*hạn trả Thứ Năm, 2\/5\/2030.*Phí còn nợ: 12,50 €.*Cảm ơn bạn/);
  const inArabic = JSON.stringify(receipt({ ...WITH_FEES, language: 'ar' }));
  t.match(inArabic, /المواد المستعارة \(1\).*تاريخ الإرجاع.*الرسوم المستحقة.*شكرًا/);
  t.match(inArabic, /2030/, 'Latin figures, as on the screen');
});

t.test('what nobody knows the title of is named by the end of its barcode, as on the screen', async (t) => {
  const made = new Bench({ languages: ['en'], receipts: RECEIPTS }).ready();
  made.book('30411000006158', '').lentTo = 'C2';
  made.lay('U30411000006158').touch({ kind: 'return' }).run(2000).touch({ kind: 'printReceipt' });
  t.match(made.slips, [/Returned \(1\).*"Item ending in 6158"/]);
  t.notMatch(made.slips[0], /3041/);
  t.equal(new Set(LANGUAGE_CODES.map((code) => RECEIPT_WORDS[code].untitled('6158'))).size, 6);
});

t.test('every language has all words, and money without blanks that no printer has', async (t) => {
  for (const language of LANGUAGE_CODES) {
    const words = RECEIPT_WORDS[language];
    const money = moneyInWords({ amount: 1234.5, currency: 'EUR' }, words);
    t.match(money, /1.?234.50/, language);
    t.notMatch(money, /[\u00a0\u202f]/, language);
    t.equal(moneyInWords({ amount: 2, currency: '??' }, words), '2 ??');
    const routes = new Set(Object.values(words.routes.heading));
    t.equal(routes.size, 5, `${language} tells five ways apart`);
  }
});

/** A return whose answer says so much, and the slips that came of it. */
const returned = (alert: 'hold' | 'send-elsewhere' | null, wish: Wish = {}, language: Language = 'en') => {
  const made = bench(wish);
  const book = made.book('B2', 'Emma', { security: 'released' });
  book.lentTo = 'C1';
  book.alert = alert;
  made.books.route = { callNumber: '823 AUS', destination: 'EAST', reservedFor: '20000000000012' };
  made.touch({ kind: 'language', language }).touch({ kind: 'return' }).lay('UB2').run(3000);
  return made;
};

t.test('a reserved item comes with a slip for the staff: what, where to, never for whom', async (t) => {
  const made = returned('hold');
  t.match(
    made.slips.map((slip): unknown => JSON.parse(slip)),
    [
      [
        { kind: 'heading', text: 'Reserved' },
        { kind: 'heading', text: 'Pickup: EAST' },
        text('Ground floor', 'centre'),
        text('Sun, 17 Mar 2030, 18:46', 'centre'),
        { kind: 'rule' },
        { kind: 'entry', text: 'Emma', detail: 'B2' },
        text('Call number: 823 AUS'),
        { kind: 'rule' },
        text('Please keep this slip with the item.'),
      ],
    ],
  );
  t.notMatch(made.slips[0], /0012|C1|Weber/);
  t.equal(made.run(30_000).slips.length, 1, 'once');
});

t.test('an item on its way elsewhere has its slip too, in the library’s language', async (t) => {
  const made = returned('send-elsewhere', {}, 'vi');
  t.match(made.slips, [/In transit.*To: EAST.*Emma/]);
  t.same(returned(null).slips, [], 'one that simply goes back has none');
});

t.test(
  'slips for the staff can be switched off, and tell the end of a card where that is wanted',
  async (t) => {
    t.same(returned('hold', { routeSlips: null }).slips, []);
    t.match(returned('hold', { routeSlips: { cardOfHold: 'masked' } }).slips, [/For card: \*\*\*012/]);
  },
);

t.test('without a printer the log tells that there was no slip, and nothing of the item', async (t) => {
  const made = bench();
  const lost = { kind: 'lost', reason: 'off', trouble: 'not-answering' } as const;
  made.event({ kind: 'printer', device: 'printer', reading: lost });
  const book = made.book('B2', 'Emma', { security: 'released' });
  Object.assign(book, { lentTo: 'C1', alert: 'hold' });
  made.touch({ kind: 'return' }).lay('UB2').run(3000);
  t.same(made.slips, []);
  t.match(made.notes.join(' '), /No slip tells the staff what was handed in/);
  t.notMatch(made.notes.join(' '), /Emma/);
});

t.test(
  'a receipt whose printer stands still: so the patron is told, may wait for it, and it waits for nobody else',
  async (t) => {
    const printing = () => {
      const made = bench().card('C1').lay('UB1').run(2000).touch({ kind: 'printReceipt' });
      made.event({ kind: 'printer', device: 'printer', reading: OUT_OF_PAPER });
      t.match(made.screen, { name: 'done', receipt: 'not-printed', canPrint: false });
      return made;
    };
    const waited = printing();
    waited.event({ kind: 'printer', device: 'printer', reading: WELL });
    t.match(waited.screen, { receipt: 'printing' });
    t.match(waited.run(200).screen, { receipt: 'printed' });
    t.equal(waited.run(60_000).log.includes('withdraw'), false);

    const left = printing();
    left.touch({ kind: 'finish' });
    t.equal(left.screen.name, 'start');
    t.equal(left.log.at(-1), 'withdraw');
  },
);

t.test('the summary stays for a minute while its receipt waits for paper', async (t) => {
  const made = bench().card('C1').lay('UB1').run(2000);
  made.prints = false;
  made.touch({ kind: 'printReceipt' });
  made.event({ kind: 'printer', device: 'printer', reading: OUT_OF_PAPER });
  t.equal(made.run(55_000).screen.name, 'done');
  t.equal(made.run(10_000).screen.name, 'start');
  t.equal(made.log.at(-1), 'withdraw');
});

const OUT_OF_PAPER = { kind: 'lost', reason: 'paper-out', trouble: 'paper-out' } as const;
const WELL = { kind: 'ready', model: 'bench', paperNearEnd: false } as const;

t.test('a QR code ends the receipt of a library that wants one', async (t) => {
  t.same(receipt({ qr: 'https://library.example.org/' }).at(-1), {
    kind: 'qr',
    text: 'https://library.example.org/',
  });
});
