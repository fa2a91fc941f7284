// What stands in SIP2's fields: charsets, dates, amounts, values too long for their place; and each fault of a line.

import fc from 'fast-check';
import t from 'tap';
import type { Moment } from '../../protocols/moment.ts';
import { decodeRaw, encodeRaw } from '../../protocols/sip2/charset.ts';
import { decodeMessage, encodeMessage } from '../../protocols/sip2/codec.ts';
import { parseDue, sip2Date } from '../../protocols/sip2/dates.ts';
import { LONGEST_MESSAGE } from '../../protocols/sip2/framing.ts';
import { parseMoney } from '../../protocols/sip2/money.ts';
import type { MessageOf } from '../../protocols/sip2/table.ts';
import { CHARSETS } from './sip2-generated.ts';

const bytesOf = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'latin1'));
const latin1 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');
const CR = { terminator: 'CR', sequence: null } as const;
const DATE = '20260102    084238';

const query = (itemIdentifier: string): MessageOf<'17'> => ({
  code: '17',
  transactionDate: DATE,
  institutionId: 'MAIN',
  itemIdentifier,
  extra: [],
});

t.test('charsets', async (t) => {
  t.test('of one byte give every byte back', async (t) => {
    const all = Uint8Array.from({ length: 256 }, (_, byte) => byte);
    for (const charset of ['latin1', 'cp850'] as const) {
      const text = decodeRaw(all, charset);
      t.equal(text.length, 256);
      t.equal(new Set(text).size, 256, 'no two bytes say the same');
      t.strictSame(encodeRaw(text, charset), all);
    }
    t.equal(decodeRaw(Uint8Array.of(0xe9, 0xd1), 'latin1'), 'éÑ');
    t.equal(decodeRaw(Uint8Array.of(0x82, 0xa5, 0xd5, 0xe1), 'cp850'), 'éÑıß');
    t.equal(decodeRaw(Uint8Array.of(0x41, 0x80, 0xff), 'ascii'), 'A\uFFFD\uFFFD');
  });

  t.test('replace what they lack by what people would write', async (t) => {
    const written = (text: string, charset: 'ascii' | 'latin1' | 'cp850') =>
      decodeRaw(encodeRaw(text, charset), charset);
    t.equal(written('Nguyễn Thị Đông', 'ascii'), 'Nguyen Thi Dong');
    t.equal(written('Nguyễn Thị Đông', 'latin1'), 'Nguyen Thi Dông');
    t.equal(written('Œuvre – “Łódź” æß', 'ascii'), 'Ouvre - "Lodz" as');
    t.equal(written('naïve café', 'ascii'), 'naive cafe');
    t.equal(written('naïve café', 'cp850'), 'naïve café');
    t.equal(written('漢字 🐙 x', 'latin1'), '?? ? x');
    t.equal(written('\ud800', 'latin1'), '?', 'half a character');
    t.equal(Buffer.from(encodeRaw('\ud800', 'utf-8')).toString(), '\uFFFD');
  });

  t.test('lose only the malformed part of UTF-8, and no delimiter', async (t) => {
    for (const malformed of [
      '\xc3',
      '\xe1\x80',
      '\xff',
      '\xc0\xaf',
      '\xed\xa0\x80',
      '\xf4\x90\x80\x80',
      '\x80',
    ]) {
      const decoded = decodeMessage(bytesOf(`17${DATE}AOM${malformed}|AB1\xc3\xa9|`), { charset: 'utf-8' });
      t.match(decoded, {
        ok: true,
        message: { institutionId: /^M\uFFFD+$/, itemIdentifier: '1é', extra: [] },
      });
    }
  });

  t.test('send and hear composed characters, whatever the other side writes', async (t) => {
    t.match(decodeMessage(bytesOf(`17${DATE}AOM|ABe\xcc\x81|`), { charset: 'utf-8' }), {
      message: { itemIdentifier: '\u00e9' },
    });
    const sent = (charset: 'latin1' | 'cp850' | 'utf-8') =>
      latin1(encodeMessage(query('e\u0301'), { charset, ...CR })).slice(29, -2);
    t.equal(sent('latin1'), '\xe9');
    t.equal(sent('cp850'), '\x82');
    t.equal(sent('utf-8'), '\xc3\xa9');
    // The mark stands behind the code AE and must not become a part of it.
    t.match(decodeMessage(bytesOf(`24${' '.repeat(35)}AE\xcc\x81|`), { charset: 'utf-8' }), {
      message: { personalName: '\u0301' },
    });
  });
});

t.test('fixed fields keep their width, whatever they are to hold', async (t) => {
  const status = (maxPrintWidth: string, statusCode: string) =>
    latin1(
      encodeMessage(
        { code: '99', statusCode, maxPrintWidth, protocolVersion: '2.00', extra: [] },
        { charset: 'utf-8', ...CR },
      ),
    );
  t.equal(status('42', '0'), '9900422.00\r');
  t.equal(status('12345', '0'), '9909992.00\r', 'a number that is too large');
  t.equal(status('', ''), '99 0002.00\r');
  t.equal(status('漢|\r4', '\u00e9!'), '99\xe90?42.00\r', 'one byte a character in every charset');
});

t.test('dates', async (t) => {
  const moment = fc.record({
    ticks: fc.constant(0),
    wall: fc.integer({ min: Date.UTC(1990, 0), max: Date.UTC(2200, 0) }),
    utcOffsetMinutes: fc.integer({ min: -720, max: 840 }),
  });

  t.test('are written in local time or UTC', async (t) => {
    const now: Moment = { ticks: 0, wall: Date.UTC(2026, 11, 31, 18, 5, 9), utcOffsetMinutes: 420 };
    t.equal(sip2Date(now), '20270101    010509');
    t.equal(sip2Date(now, 'utc'), '20261231   Z180509');
    fc.assert(
      fc.property(moment, (made) => {
        const iso = new Date(made.wall + made.utcOffsetMinutes * 60_000).toISOString();
        const [date = '', clock = ''] = iso.slice(0, 19).replace(/[-:]/g, '').split('T');
        return sip2Date(made) === `${date}    ${clock}`;
      }),
    );
  });

  t.test('are read in the forms that are known', async (t) => {
    const day = { kind: 'day', year: 2011, month: 10, day: 28 } as const;
    const time = { ...day, kind: 'time', hour: 17, minute: 30 } as const;
    for (const text of [
      '20111028    235900',
      '20111028    000000',
      '20111028   Z235959',
      '20111028',
      '2011-10-28',
      '2011-10-28 23:59:59',
      '2011/10/28',
      '28/10/2011',
      '10/28/2011',
      '28.10.2011 23:59',
      ' 28-10-2011 ',
    ]) {
      t.strictSame(parseDue(text), day, text);
    }
    for (const text of [
      '20111028    173000',
      '2011-10-28T17:30:00Z',
      '2011-10-28 17:30:00+0200',
      '2011-10-28T17:30:00.000+02:00',
      '28.10.2011, 17:30',
    ]) {
      t.strictSame(parseDue(text), time, text);
    }
    t.strictSame(parseDue('03.04.2011'), { kind: 'day', year: 2011, month: 4, day: 3 });
    t.strictSame(parseDue('29/02/2012'), { kind: 'day', year: 2012, month: 2, day: 29 });
  });

  t.test('are shown as they came where nobody can know what they mean', async (t) => {
    for (const text of [
      '03/04/2011',
      '20110229    120000',
      '29/02/2011',
      'Oct 28, 2011',
      'morgen',
      '20111028    250000',
    ]) {
      t.strictSame(parseDue(text), { kind: 'verbatim', text });
    }
    for (const text of ['', ' ', '0', '00000000']) t.equal(parseDue(text), null);
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const due = parseDue(text);
        return due?.kind !== 'verbatim' || due.text === text.trim();
      }),
    );
  });

  t.test('are read as they were written', async () => {
    fc.assert(
      fc.property(moment, (made) => {
        const text = sip2Date(made);
        const due = parseDue(text);
        if (due === null || due.kind === 'verbatim') return false;
        const digits = [due.month, due.day].map((part) => String(part).padStart(2, '0'));
        return text.startsWith(`${due.year}${digits.join('')}`);
      }),
    );
  });
});

t.test('amounts', async (t) => {
  t.test('are read as servers write them', async (t) => {
    const amounts = {
      '5': 5,
      '0.0': 0,
      '12.50': 12.5,
      '1,234.50': 1234.5,
      '1.234,50': 1234.5,
      '1,234': 1234,
      '1.234.567': 1234567,
      '2,5': 2.5,
      '$2.50': 2.5,
      'EUR 2.50': 2.5,
      '2,50 €': 2.5,
      "1'000.00": 1000,
      '-3.20': -3.2,
      '5.': 5,
    };
    for (const [text, amount] of Object.entries(amounts)) {
      t.strictSame(parseMoney(text, 'EUR'), { amount, currency: 'EUR' }, text);
    }
    for (const text of ['', ' ', 'none', '.', '--5', '1|2', '£', '1-2'])
      t.equal(parseMoney(text, 'EUR'), null, text);
  });

  t.test('of whole cents are read exactly', async () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e9, max: 1e9 }), (cents) => {
        const read = parseMoney((cents / 100).toFixed(2), 'VND');
        return read !== null && Math.round(read.amount * 100) === cents;
      }),
    );
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) =>
        Number.isFinite(parseMoney(text, '')?.amount ?? 0),
      ),
    );
  });
});

t.test('a line that is no message is refused with the reason and its place', async (t) => {
  const faults = [
    ['', { kind: 'empty', offset: 0 }],
    ['A'.repeat(LONGEST_MESSAGE + 1), { kind: 'too-long', offset: LONGEST_MESSAGE }],
    ['Internal error', { kind: 'not-sip2', offset: 0 }],
    ['\xff\xfe', { kind: 'not-sip2', offset: 0 }],
    ['6x', { kind: 'not-sip2', offset: 1 }],
    ['9', { kind: 'not-sip2', offset: 1 }],
    ['7720260102', { kind: 'unknown-message', offset: 0, code: '77' }],
    ['00', { kind: 'unknown-message', offset: 0, code: '00' }],
    ['94', { kind: 'too-short', offset: 2, code: '94' }],
    [`12${'1NNY'}2026`, { kind: 'too-short', offset: 10, code: '12' }],
  ] as const;
  for (const [text, fault] of faults) {
    for (const charset of CHARSETS) {
      t.strictSame(decodeMessage(bytesOf(text), { charset }), { ok: false, fault });
    }
  }
});

t.test('an odd line is read as far as it goes', async (t) => {
  const read = (text: string) => decodeMessage(bytesOf(text), { charset: 'utf-8' });
  t.match(read(`17${DATE}ABfirst|ABsecond|||x|\x01\x02y|ZQown`), {
    ok: true,
    checksum: 'absent',
    missing: ['AO'],
    order: ['AB', 'AB', 'ZQ'],
    message: {
      institutionId: '',
      itemIdentifier: 'first',
      extra: [
        ['AB', 'second'],
        ['', 'x'],
        ['', '\x01\x02y'],
        ['ZQ', 'own'],
      ],
    },
  });
  // 941AY3AZFDFA is an example of the standard's own form; the same digits are told in other ways too.
  for (const line of ['941AY3AZFDFA', '941AY3AZfdfa', '941AY3AZFDFA|', '941AY3AZFDFA  ']) {
    t.match(read(line), { checksum: 'right', sequence: 3, message: { ok: '1', extra: [] } }, line);
  }
  for (const line of ['941AY3AZFDFB', '941AY3AZ', '941AY3AZ0FDFA', '941AY3AZFDF', '941AY3AZ-1FA']) {
    t.match(read(line), { checksum: 'wrong', message: { ok: '1', extra: [] } }, line);
  }
  t.match(read('941'), { checksum: 'absent', sequence: null });
  t.match(read('941AY3'), { checksum: 'absent', sequence: 3 });
  t.match(read(`17${DATE}AOM|ABx AY1AZ0000|`), {
    checksum: 'absent',
    message: { itemIdentifier: 'x AY1AZ0000' },
  });
});
