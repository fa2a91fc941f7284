// What real servers do and what the station must make of it, point by point: what stands in answers and requests.
// The connection and its trouble are in points.test.ts.

import t from 'tap';
import { decodeMessage } from '../../protocols/sip2/codec.ts';
import { parseDue } from '../../protocols/sip2/dates.ts';
import { EMPTY_LINE_BUFFER, LONGEST_MESSAGE, pushBytes } from '../../protocols/sip2/framing.ts';
import { parseMoney } from '../../protocols/sip2/money.ts';
import { isOk } from '../../protocols/sip2/values.ts';
import type { LibraryRequest } from '../../station-daemon/core/library-port.ts';
import { acsCharacters } from '../../station-daemon/simulator/acs/characters.ts';
import { MINIMAL, settings } from '../settings/checked.ts';
import { type Bench, patronOf, readyBench } from './bench.ts';
import { dialectOf } from './dialects.ts';

const DATE = '20260504    100000';
const STATUS = ' '.repeat(14);

/** The answer to a request where the library system says this line. */
function heard(request: LibraryRequest, line: string, bench = readyBench()) {
  const order = bench.ask(request);
  bench.hear(`${line}\r`);
  bench.pass(500);
  return bench.answer(order);
}

const patron: LibraryRequest = { kind: 'patron', patron: { card: '2', pin: '1' }, loans: false };
const checkout: LibraryRequest = { kind: 'checkout', patron: { card: '2', pin: null }, item: '3' };
const checkin: LibraryRequest = { kind: 'checkin', item: '3' };
const line64 = (fields: string, charged = '0000') =>
  `64${STATUS}001${DATE}00000000${charged}000000000000AOMAIN|AA2|${fields}`;
const barcodeOf = (bench: Bench, title: string): string => bench.item(title).about.barcode;

t.test('11. PIN: a wrong one is BLY|CQN with all else as usual, and CQ may be missing', async (t) => {
  const pin = (fields: string) => {
    const answer = heard(patron, line64(`AEMai|${fields}`));
    return answer?.kind === 'patron' && [answer.patron.known, answer.patron.pin, answer.patron.name];
  };
  t.same(pin('BLY|CQN|'), [true, 'wrong', 'Mai']);
  t.same(pin('BLY|CQY|'), [true, 'right', 'Mai']);
  for (const silent of ['BLY|', 'BLY|CQ|', 'BLY|CQ |', 'BLY|CQU|']) {
    t.same(pin(silent), [true, 'not-checked', 'Mai'], silent);
  }
  t.same(pin('BLN|CQN|'), [false, 'wrong', 'Mai']);
});

t.test('12. blank is normal, and so is any order of fields', async (t) => {
  const refused = `120NUN${DATE}AFItem checked out to another patron|AH|AJ||AB3|AA2|AOMAIN|BLY|`;
  t.match(heard(checkout, refused), {
    result: { ok: false, title: '', refusal: { text: 'Item checked out to another patron' } },
  });
  t.match(heard(checkout, `121NNY${DATE}||AO|AA2|AB3|AJ|AH|`), {
    result: { ok: true, title: '', due: null },
  });
  t.match(heard(checkin, `101YNN${DATE}AO|AB3|AQ|`), { result: { ok: true, title: '' } });
  t.match(heard(patron, line64('AE|BLN|')), { patron: { known: false, name: '' } });
  for (const fieldOrder of ['by-code', acsCharacters.evergreen.fieldOrder ?? []] as const) {
    const bench = readyBench({ acs: { fieldOrder } });
    t.match(bench.answerTo({ ...patron, patron: patronOf(bench, 0), loans: true }), {
      patron: { known: true, name: 'Nguyễn Thị Mai', loans: /./ },
    });
  }
});

t.test('13. AH is free text: a date where it is known, else word for word, else nothing', async (t) => {
  const day = { kind: 'day', year: 2011, month: 10, day: 28 };
  t.same(parseDue('20111028    235900'), day);
  t.same(parseDue('2011-10-28 23:59:59'), day);
  t.same(parseDue('28.10.2011'), day);
  t.same(parseDue('03/04/2011'), { kind: 'verbatim', text: '03/04/2011' });
  t.same(parseDue('Friday next'), { kind: 'verbatim', text: 'Friday next' });
  for (const nothing of ['', '0', '   ']) t.equal(parseDue(nothing), null);
  t.match(heard(checkout, `121NNY${DATE}AO|AA2|AB3|AJ|AHFriday next|`), {
    result: { ok: true, due: { kind: 'verbatim', text: 'Friday next' } },
  });
});

t.test('14. long fields: cut by the server or whole, and no message beyond 64 KiB', async (t) => {
  const long = 'x'.repeat(20_000);
  t.match(heard(checkout, `121NNY${DATE}AO|AA2|AB3|AJ${long}|AH|`), { result: { ok: true, title: long } });
  const bench = readyBench({ acs: { fieldLimit: 5 } });
  t.match(
    bench.answerTo({ kind: 'item', item: 'unknown' }),
    { item: { known: false } },
    'a cut AB is no stranger',
  );
  const endless = pushBytes(EMPTY_LINE_BUFFER, new Uint8Array(LONGEST_MESSAGE + 1).fill(0x78));
  t.equal(endless.discarded, LONGEST_MESSAGE + 1);
  t.equal(endless.buffer.length, 0);
});

t.test('15. plain English is a failed answer: told in the log, and the next answer is heard', async (t) => {
  const folio = {
    setup: { charset: 'cp850', dialect: dialectOf('folio') },
    acs: acsCharacters.folio,
  } as const;
  const bench = readyBench(folio);
  bench.hear('Problems handling the request\r');
  t.same(bench.notes, ['A message came that nothing had asked for.']);
  bench.acs.faults.plan({ on: '17', occurrence: 1, what: { kind: 'plainText' } });
  t.match(bench.answerTo({ kind: 'item', item: barcodeOf(bench, 'Dune') }), { item: { title: 'Dune' } });
  t.match(bench.notes.at(-1), /no SIP2 message/);

  const poison = readyBench({ ...folio, acs: { ...folio.acs, unsupported: ['63'] } });
  t.same(poison.answerTo({ ...patron, patron: patronOf(poison, 0) }), {
    ...{ kind: 'notDone', why: 'not-understood' },
  });
  t.match(poison.answerTo({ kind: 'item', item: barcodeOf(poison, 'Dune') }), { item: { title: 'Dune' } });
});

t.test(
  '16. lists: one is asked for at a time, whole, and its length may differ from its count',
  async (t) => {
    const bench = readyBench();
    bench.answerTo({ ...patron, loans: true });
    bench.answerTo(patron);
    const summaries = bench.lines.map((line) => line.slice(23, 33));
    t.same(summaries, ['  Y       ', ' '.repeat(10)]);
    t.ok(
      bench.lines.every((line) => !/\|B[PQ]/.test(line)),
      'no pages, so none can repeat',
    );

    const lent = (charged: string, list: string) => {
      const asked = readyBench();
      const item = barcodeOf(asked, 'Wilhelm Tell');
      return heard(
        { kind: 'isLentTo', patron: { card: '2', pin: null }, item },
        line64(`AEMai|BLY|${list}`, charged),
        asked,
      );
    };
    t.same(lent('0001', 'AUother|'), { kind: 'isLentTo', lent: false });
    t.same(lent('0000', 'AUone|AUtwo|AUthree|'), { kind: 'isLentTo', lent: false });
    t.match(lent('0009', 'AUother|'), { kind: 'notDone' }, 'a list that was cut does not say no');
  },
);

t.test('17. money: odd amounts, the currency of the server, else the configured one', async (t) => {
  t.same(parseMoney('1,234.50', 'EUR'), { amount: 1234.5, currency: 'EUR' });
  t.equal(parseMoney('', 'EUR'), null);
  const owed = (fields: string) => {
    const answer = heard(patron, line64(`AEMai|BLY|${fields}`));
    return answer?.kind === 'patron' ? answer.patron.owed : answer;
  };
  t.same(owed('BV0.0|'), null);
  t.same(owed('BV|'), null);
  t.same(owed('BV1,234.50|'), { amount: 1234.5, currency: 'EUR' });
  t.same(owed('BHUSD|BV2.5|'), { amount: 2.5, currency: 'USD' });
});

t.test('18. delimiters in data spoil nothing, neither in what is heard nor in what is said', async (t) => {
  const title = (aj: string) => {
    const answer = heard(checkout, `121NNY${DATE}AO|AA2|AB3|${aj}|AH20260601    235900|`);
    t.match(answer, { result: { ok: true, due: { kind: 'day', day: 1 } } }, aj);
    return answer?.kind === 'checkout' && answer.result.title;
  };
  t.equal(title('AJCafé  à la carte'), 'Café  à la carte');
  t.equal(title('AJCafé | à la carte'), 'Café ');
  t.equal(title('AJCafé &#124; à la carte'), 'Café &#124; à la carte');

  const bench = readyBench();
  bench.answerTo({
    kind: 'checkout',
    patron: { card: '2|ADx\r93', pin: '1|BOY' },
    item: '3|AA9\r\n11\u0000|BIY',
  });
  const [said = ''] = bench.lines;
  const decoded = decodeMessage(new TextEncoder().encode(said.slice(0, -1)), { charset: 'utf-8' });
  t.match(decoded, {
    checksum: 'right',
    message: {
      patronIdentifier: '2ADx93',
      itemIdentifier: '3AA911BIY',
      patronPassword: '1BOY',
      cancel: 'N',
      extra: [],
    },
  });
  t.equal(bench.lines.filter((line) => line.startsWith('11')).length, 1);
  t.match(said, /^[^\r\n]+\r$/);
});

t.test(
  '19. no-block: servers take it for an ordinary loan or hang up, so it is said of what was done offline alone',
  async (t) => {
    const bench = readyBench();
    const item = barcodeOf(bench, 'The Great Gatsby');
    bench.answerTo({ kind: 'renew', patron: patronOf(bench, 0), item });
    bench.answerTo({ kind: 'checkin', item });
    bench.answerTo({ kind: 'checkout', patron: patronOf(bench, 0), item });
    bench.answerTo({ kind: 'cancelCheckout', patron: patronOf(bench, 0), item });
    const noBlock = (line: string) => (line.startsWith('09') ? line[2] : line[3]);
    const changes = bench.lines.filter((line) => /^(09|11|29)/.test(line));
    t.same(changes.map(noBlock), ['N', 'N', 'N', 'N']);
    t.match(settings(MINIMAL).library.offline, { returns: true, loans: false });
    for (const name of ['koha', 'evergreen'] as const) t.notOk(dialectOf(name).noBlock, name);
  },
);

t.test('20. ok is 1 or 0, in some places Y or N', async (t) => {
  t.same(['1', 'Y', '0', 'N', ' ', 'U'].map(isOk), [true, true, false, false, false, false]);
  t.match(heard(checkin, `10YYNN${DATE}AO|AB3|AQ|`), { result: { ok: true } });
  t.match(heard(checkin, `10NYNN${DATE}AO|AB3|AQ|`), { result: { ok: false } });
  const end: LibraryRequest = { kind: 'endSession', patron: { card: '2', pin: null } };
  for (const ended of ['Y', 'N', '1']) t.same(heard(end, `36${ended}${DATE}AO|AA2|`), { kind: 'endSession' });
});
