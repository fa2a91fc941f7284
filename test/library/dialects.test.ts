// What each rule of a dialect changes in the session with the library system.

import t from 'tap';
import type { CheckinResult, LoanResult } from '../../station-daemon/core/library-port.ts';
import { type LibraryDialect, refusalOf } from '../../station-daemon/library/dialect.ts';
import { acsCharacters } from '../../station-daemon/simulator/acs/characters.ts';
import type { AcsSettings } from '../../station-daemon/simulator/acs/settings.ts';
import { type Bench, patronOf, readyBench } from './bench.ts';
import { dialectOf } from './dialects.ts';

const LOCAL = '20260504    100000';

/** A bench whose station speaks this dialect. */
const speaking = (dialect: LibraryDialect, acs: Partial<AcsSettings> = {}): Bench =>
  readyBench({ setup: { dialect }, acs });

/** The answer to a check-in for which the library system says this after the date. */
function checkin(
  dialect: LibraryDialect,
  alert: 'Y' | 'N',
  fields: string,
  ok: '0' | '1' = '1',
): CheckinResult {
  const bench = speaking(dialect);
  bench.acs.faults.plan({ on: '09', occurrence: 1, what: { kind: 'ignored' } });
  const order = bench.ask({ kind: 'checkin', item: 'B1' });
  bench.hear(`10${ok}YN${alert}${LOCAL}AOMAIN|ABB1|${fields}\r`);
  const answer = bench.answer(order);
  if (answer?.kind !== 'checkin') throw new Error('no answer to the check-in');
  return answer.result;
}

/** The answer to a checkout that the library system refuses with these words. */
function refusedCheckout(dialect: LibraryDialect, words: string): LoanResult {
  const bench = speaking(dialect);
  bench.acs.faults.plan({ on: '11', occurrence: 1, what: { kind: 'ignored' } });
  const order = bench.ask({ kind: 'checkout', patron: patronOf(bench, 0), item: 'B1' });
  bench.hear(`120NUN${LOCAL}AOMAIN|AAP|ABB1|AJ|AH|${words}\r`);
  const answer = bench.answer(order);
  if (answer?.kind !== 'checkout') throw new Error('no answer to the checkout');
  return answer.result;
}

t.test('dates are local time with a blank zone, or UTC with a Z', async (t) => {
  const dated = (dialect: LibraryDialect) => {
    const bench = speaking(dialect);
    bench.answerTo({ kind: 'checkin', item: 'B1' });
    return bench.lines;
  };
  t.match(dated(dialectOf('standard')), [/^09N20260504 {4}1000\d\d20260504 {4}1000\d\dAP/]);
  t.match(dated(dialectOf('standard', 'dates: utc')), [/^09N20260504 {3}Z0300\d\d20260504 {3}Z0300\d\dAP/]);
});

t.test('what was done while the library system was away is told with its own time', async (t) => {
  // 9:30 on the day before, by clocks that were an hour ahead.
  const at = { wall: Date.UTC(2026, 4, 3, 1, 30), utcOffsetMinutes: 480 };
  const due = { wall: Date.UTC(2026, 4, 31, 16), utcOffsetMinutes: 480 };
  const told = (dialect: LibraryDialect, noBlock = true) => {
    const bench = speaking(dialect);
    const item = bench.item('Dune').about.barcode;
    const patron = patronOf(bench, 0);
    bench.answerTo({ kind: 'checkout', patron, item, done: { at, due, noBlock } });
    bench.answerTo({ kind: 'checkin', item, done: { at, due: null, noBlock } });
    return { lines: bench.lines, circulation: bench.item('Dune').standing.circulation };
  };
  t.match(told(dialectOf('standard')), {
    lines: [/^11YY20260503 {4}09300020260601 {4}000000AO/, /^09Y20260503 {4}09300020260503 {4}093000AP/],
    circulation: 'available',
  });
  t.match(told(dialectOf('standard', 'dates: utc')).lines, [
    /^11YY20260503 {3}Z01300020260531 {3}Z160000AO/,
    /^09Y20260503 {3}Z01300020260503 {3}Z013000AP/,
  ]);
  const plain = [/^11YN20260503 {4}093000 {18}AO/, /^09N20260503 {4}09300020260503 {4}093000AP/];
  t.match(told(dialectOf('koha')).lines, plain, 'without "no block" where that is not understood');
  t.match(told(dialectOf('standard'), false).lines, plain, 'or where it was of no use before');
});

t.test('a loan that could not be completed', async (t) => {
  const undone = (dialect: LibraryDialect) => {
    const bench = speaking(dialect);
    const item = bench.item('Dune');
    const loan = { patron: patronOf(bench, 0), item: item.about.barcode };
    bench.answerTo({ kind: 'checkout', ...loan });
    const answer = bench.answerTo({ kind: 'cancelCheckout', ...loan });
    return { answer, said: bench.said, circulation: item.standing.circulation };
  };
  t.match(undone(dialectOf('standard')), { answer: { result: { ok: true } }, said: ['11', '09'] });
  t.match(
    undone(dialectOf('standard', 'cancel: false')),
    { answer: { kind: 'cancelCheckout', result: { ok: false } }, said: ['11'], circulation: 'on-loan' },
    'is left as it is where the library system knows no cancelling, and told as not cancelled',
  );
});

t.test('an alert', async (t) => {
  const alert = (dialect: LibraryDialect, flag: 'Y' | 'N', type: string) => {
    const result = checkin(dialect, flag, `AQ|AJDune|${type}`);
    return result.ok ? result.alert : 'refused';
  };
  const standard = dialectOf('standard');
  t.same(
    ['CV01|', 'CV02|', 'CV03|', 'CV04|', 'CV99|', ''].map((type) => alert(standard, 'Y', type)),
    ['hold', 'hold-elsewhere', 'interlibrary', 'send-elsewhere', 'other', 'other'],
  );
  t.equal(alert(standard, 'N', 'CV01|'), null, 'counts with its flag only');
  t.equal(alert(standard, 'Y', 'CV00|'), 'other', 'is shown to staff where its type says nothing');
  const koha = dialectOf('koha');
  t.equal(alert(koha, 'Y', 'CV00|'), null, 'of type 00 is none in Koha');
  t.same([alert(koha, 'Y', 'CV98|'), alert(koha, 'Y', 'CV01|')], ['other', 'hold']);
  const byType = dialectOf('koha', 'alertWhen: type');
  t.same(
    ['CV01|', 'CV00|', 'CV77|', ''].map((type) => alert(byType, 'N', type)),
    ['hold', null, null, null],
    'may count by its type alone',
  );
});

t.test('Koha sends 00 with every check-in, and nobody is called for it', async (t) => {
  const bench = speaking(dialectOf('koha'), acsCharacters.koha);
  const item = bench.item('The Great Gatsby').about.barcode;
  t.match(bench.answerTo({ kind: 'checkin', item }), { result: { ok: true, alert: null } });
});

t.test('the sort bin stands in the field that the dialect names', async (t) => {
  const bin = (sortBin: string, fields = 'AQmain shelf|AJDune|CL3|CTEAST|CRFiction|') => {
    const result = checkin(dialectOf('standard', `sortBin: ${sortBin}`), 'N', fields);
    return result.ok ? result.sortBin : 'refused';
  };
  t.same(
    ['CL', 'CT', 'CR', 'AQ'].map((field) => bin(field)),
    ['3', 'EAST', 'Fiction', 'main shelf'],
  );
  t.same(
    ['CL', 'CT', 'CR', 'AQ'].map((field) => bin(field, 'AQ|AJDune|')),
    [null, null, null, null],
  );
});

t.test('what the library system says when it refuses', async (t) => {
  t.test('keeps its words, whatever a rule makes of them', async (t) => {
    const text = 'Item checked out to another patron';
    t.match(refusedCheckout(dialectOf('evergreen'), `AF${text}|`), {
      ok: false,
      refusal: { code: 'on-loan-to-other', text },
    });
    t.match(refusedCheckout(dialectOf('standard', 'reasons: []'), 'AFAsk at the desk|AFNow|'), {
      refusal: { code: 'library-says', text: 'Ask at the desk Now' },
    });
    t.match(refusedCheckout(dialectOf('evergreen'), ''), { refusal: { code: 'library-says', text: null } });
  });

  const code = (dialect: LibraryDialect, text: string) => refusalOf(text, dialect).code;

  t.test('is understood where it was met before', async (t) => {
    const evergreen = dialectOf('evergreen');
    t.equal(code(evergreen, 'Invalid Item'), 'unknown-item');
    t.equal(code(evergreen, 'Item not checked out to Mike Rylander'), 'not-renewable');
    t.equal(code(evergreen, 'Item checked out to another patron'), 'on-loan-to-other');
  });

  t.test("is matched by the library's own words first, in any case, with anything for a star", async (t) => {
    const own = dialectOf(
      'evergreen',
      `reasons:
  - { says: "đang được * mượn", code: on-loan-to-other }
  - { says: KHÔNG  CHO MƯỢN, code: not-for-loan }
  - { says: "invalid item", code: library-says }
  - { says: "*a*b*", code: too-many-loans }
  - { says: "1.5 (x)?", code: card-blocked }
`,
    );
    t.equal(code(own, 'Tài liệu đang được người khác MƯỢN.'), 'on-loan-to-other');
    t.equal(code(own, 'Mượn? Đang được giữ.'), 'library-says', 'the words come in their order');
    t.equal(code(own, 'Tài liệu không\n cho mượn'.normalize('NFD')), 'not-for-loan');
    t.equal(code(own, 'Invalid Item'), 'library-says', "which overrule the dialect's");
    t.equal(code(own, 'is 1.5 (x)? yes'), 'card-blocked', 'nothing but * is special');
    t.equal(code(own, '125 xx'), 'library-says');
  });

  t.test('takes no time, however it and its rule are made', async (t) => {
    const slow = dialectOf('standard', `reasons: [{ says: "${'a*'.repeat(90)}b", code: card-blocked }]`);
    const start = performance.now();
    t.equal(code(slow, 'a'.repeat(60_000)), 'library-says');
    t.ok(performance.now() - start < 1000);
  });
});

t.test('an answer that was damaged on the way', async (t) => {
  const damaged = (dialect: LibraryDialect, acs: Partial<AcsSettings>, times = 1) => {
    const bench = speaking(dialect, acs);
    for (let time = 1; time <= times; time += 1)
      bench.acs.faults.plan({ on: '11', occurrence: time, what: { kind: 'garble' } });
    const item = bench.item('Dune');
    const answer = bench.answerTo({
      kind: 'checkout',
      patron: patronOf(bench, 0),
      item: item.about.barcode,
    });
    const { renewals, circulation } = item.standing;
    return { answer, said: bench.said.join(' '), lines: bench.lines, renewals, circulation };
  };
  const lentAs = (renewal: boolean | 'unknown') =>
    ({ renewals: 0, circulation: 'on-loan', answer: { result: { ok: true, renewal } } }) as const;

  t.test('is asked about on a new connection', async (t) => {
    t.match(damaged(dialectOf('standard'), {}), {
      ...lentAs('unknown'),
      said: '11 93 99 63 17',
    });
  });

  t.test('is had again by the same request where the library system remembers it', async (t) => {
    const { repeatedRequest } = acsCharacters.folio;
    const found = damaged(dialectOf('folio'), repeatedRequest === undefined ? {} : { repeatedRequest });
    t.match(found, { ...lentAs(false), said: '11 11' });
    t.equal(found.lines[0], found.lines[1], 'to the letter');
  });

  t.test('is looked into where it remembers nothing after all and says no', async (t) => {
    t.match(damaged(dialectOf('folio'), { loanAgain: 'refused' }), {
      ...lentAs('unknown'),
      said: '11 11 63 17',
    });
  });
});

t.test('what library systems commonly say in English is told in the patron’s language', async (t) => {
  const code = (words: string) => refusalOf(words, dialectOf('standard')).code;
  const said: readonly (readonly [words: string, code: string])[] = [
    ['This item is on loan to another patron.', 'on-loan-to-other'],
    ['Item checked out to another patron', 'on-loan-to-other'],
    ['This item is reserved for another patron.', 'on-hold-for-other'],
    ['Your card is blocked. Please ask at the desk.', 'card-blocked'],
    ['Patron account was reported: card lost', 'card-blocked'],
    ['You owe too much to borrow. Please pay at the desk first.', 'card-blocked'],
    ['Your card has expired. Please renew it at the desk.', 'card-expired'],
    ['You have 5 loans; your card allows no more.', 'too-many-loans'],
    ['Too many items checked out', 'too-many-loans'],
    ['This item is not for loan.', 'not-for-loan'],
    ['This item is not known here. Please ask at the desk.', 'unknown-item'],
    ['unknown item', 'unknown-item'],
    ['ITEM NOT FOUND', 'unknown-item'],
    ['Somebody waits for this item, so it cannot be renewed.', 'not-renewable'],
    ['This loan was renewed 3 times and cannot be renewed again.', 'not-renewable'],
    ['Renewal limit reached', 'not-renewable'],
    ['This item is on its way to NORTH. Please bring it to the desk.', 'in-transit'],
    ['Item in transit', 'in-transit'],
    ['This item was reported lost. Please bring it to the desk.', 'lost'],
    ['Ask at the desk', 'library-says'],
    ['The PIN is wrong.', 'library-says'],
    ['Item unavailable', 'library-says'],
  ];
  for (const [words, wanted] of said) t.equal(code(words), wanted, words);
});

t.test(
  'a refused loan with a fee asks the patron, unless its words or the dialect say otherwise',
  async (t) => {
    const fee = (dialect: LibraryDialect, fields: string) => {
      const result = refusedCheckout(dialect, fields);
      return result.ok ? null : result.fee;
    };
    const standard = dialectOf('standard');
    const euros = (amount: number) => ({ amount, currency: 'EUR' });
    t.same(fee(standard, 'BT06|BHEUR|BV2.50|AFA fee is charged|'), { kind: 'rental', amount: euros(2.5) });
    t.same(fee(standard, 'BT04|'), { kind: 'overdue', amount: null });
    t.same(fee(standard, 'BV1,50|'), { kind: 'other', amount: euros(1.5) }, "the station's currency");
    t.same(fee(standard, 'BHGBP|BV3|'), { kind: 'other', amount: { amount: 3, currency: 'GBP' } });
    for (const none of ['', 'BV0.00|', 'BT06|BV0|', 'BV|', 'BT  |'])
      t.same(fee(standard, `${none}AFNot today|`), null, none);
    t.same(fee(standard, 'BV9|AFYour card has expired|'), null, 'a known reason stands');
    t.same(fee(dialectOf('standard', 'fees: refused'), 'BT06|BV2.50|'), null);
  },
);

t.test('a fee that is accepted goes out as BO=Y, and never otherwise', async (t) => {
  const bench = speaking(dialectOf('standard'));
  const patron = patronOf(bench, 0);
  const item = bench.item('A Brief History of Time').about.barcode;
  const asked = bench.answerTo({ kind: 'checkout', patron, item });
  t.match(asked, {
    result: { ok: false, fee: { kind: 'rental', amount: { amount: 2.5, currency: 'EUR' } } },
  });
  t.equal(bench.item('A Brief History of Time').standing.circulation, 'available');
  t.match(bench.answerTo({ kind: 'checkout', patron, item, feeAccepted: true }), { result: { ok: true } });
  t.match(bench.answerTo({ kind: 'renew', patron, item }), {
    result: { ok: false, fee: { kind: 'rental' } },
  });
  t.match(bench.answerTo({ kind: 'renew', patron, item, feeAccepted: true }), { result: { ok: true } });
  const sent = bench.lines.filter((line) => /^(11|29)/.test(line)).map((line) => /\|BO(.)\|/.exec(line)?.[1]);
  t.same(sent, [undefined, 'Y', undefined, 'Y']);
});

t.test('what is put aside is told with its shelf, by the field that the dialect names', async (t) => {
  const shelf = (dialect: LibraryDialect) => {
    const bench = speaking(dialect);
    const item = bench.item('Nỗi buồn chiến tranh').about.barcode;
    const answer = bench.answerTo({ kind: 'holds', patron: patronOf(bench, 2) });
    t.ok(answer.kind === 'holds' && answer.items.includes(item));
    t.match(bench.lines.at(-1), /^63000.{18}Y {9}AO/, 'the list of what is ready');
    const told = bench.answerTo({ kind: 'item', item });
    return told.kind === 'item' ? told.item.place : undefined;
  };
  t.equal(shelf(dialectOf('standard')), 'Reservation shelf T');
  t.equal(shelf(dialectOf('standard', 'holdPlace: AQ')), 'WORLD LANGUAGES');
  t.equal(shelf(dialectOf('standard', 'holdPlace: CT')), null);
});
