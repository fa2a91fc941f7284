// Readers that speak in lines by a pattern: what may stand in a pattern file, lines in a stream, readers that cannot
// write, that send each answer as one line, or that count their blocks otherwise.

import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import t from 'tap';
import { answerFinder, decodeLine, encodeLine } from '../../protocols/ascii-line/lines.ts';
import { bytesFromDigits, filled, type LineReaderPattern } from '../../protocols/ascii-line/pattern.ts';
import { EMPTY_BUFFER, pushInto } from '../../protocols/binary/stream.ts';
import { PAD_DRIVERS } from '../../station-daemon/drivers/registry.ts';
import { formatFault } from '../../station-daemon/settings/fault.ts';
import { checkLineReader } from '../../station-daemon/settings/line-reader.ts';
import { DRIVER_NAMES } from '../../station-daemon/shell/daemon/station-setup.ts';
import { checkSettingsFile } from '../../station-daemon/shell/settings-file.ts';
import { says } from '../settings/checked.ts';
import { createBench, type Twin } from './bench.ts';
import { BY_AFI, level, lineReader, outcomes, release, table, tagAt, tellsTruth } from './pads-table.ts';

const SAMPLE = readFileSync('config/readers/plain-lines.yaml', 'utf8');

/** What is said of a pad with this pattern, and these settings of tags. */
const faultsOf = (pattern: string, tags = '', device = 'pattern: reader.yaml'): string[] => {
  const folder = mkdtempSync(join(tmpdir(), 'lendstation-pattern-'));
  const settings = join(folder, 'station.yaml');
  writeFileSync(join(folder, 'reader.yaml'), pattern);
  writeFileSync(
    settings,
    `station: { id: main-01 }\nlibrary: { host: sip.example.org }\ndevices:\n  - { id: pad, kind: pad, driver: ascii-line, path: /dev/ttyUSB0, ${device} }\n${tags}`,
  );
  const checked = checkSettingsFile(settings, DRIVER_NAMES);
  const said = checked.ok ? checked.notes : checked.faults.map((fault) => formatFault(settings, fault));
  return said.map((line) => line.replaceAll(`${folder}/`, ''));
};

t.test('the sample pattern is valid, and says all that a pattern can say', async (t) => {
  t.same(faultsOf(SAMPLE), []);
  t.same(faultsOf(SAMPLE, 'tags: { security: both }\n'), []);
});

t.test('what is wrong in a pattern file is told with its place', async (t) => {
  const wrong = SAMPLE.replace('send: FACTS,{uid}', 'send: FACTS,{tag}')
    .replace('(?<data>[0-9A-F]+)', '[0-9A-F]+')
    .replace('checksum: xor', 'checksum: sum')
    .replace('^ERROR,(?<reason>.*)', '^ERROR,(');
  says(t, faultsOf(wrong), [
    /^reader\.yaml:\d+:\d+ lines\.checksum: "sum" is not allowed, allowed: none, xor/,
    /^reader\.yaml:\d+:\d+ error: "\^ERROR,\(" is not allowed, allowed: a regular expression, with few \+ and \*/,
    /^reader\.yaml:\d+:\d+ readFacts\.send: "FACTS,\{tag\}" is not allowed, allowed: printable ASCII with \{uid\}$/,
    /^reader\.yaml:\d+:\d+ readBlocks\.answer: .* is not allowed, allowed: a regular expression with \(\?<data>\.\.\.\),/,
  ]);
  says(t, faultsOf(SAMPLE, '', 'pattern: gone.yaml'), [/^gone\.yaml:1:1 \(file\): cannot be read: ENOENT/]);
  says(t, faultsOf(SAMPLE, '', 'baudRate: 9600'), [
    /^station\.yaml:4:\d+ devices\.0\.driver: ascii-line needs a pattern, allowed: a pattern file/,
  ]);
});

t.test('a pattern that could keep the station busy with a line of noise is refused', async (t) => {
  const inventory = (answer: string): string =>
    SAMPLE.replace(/^inventory:.*$/m, `inventory: { send: TAGS, answer: '${answer}' }`);
  const slow = [
    '(?<uid>(A+)+)B',
    '(?<uid>(?:A*){30})B',
    '(?<uid>(A|AA)+)B',
    '(?<uid>(A?B?){40})B',
    '(?<uid>((A{2})?)*)',
    '(?<uid>.*).*.*B',
    '^(?<uid>.*).*.*.*B',
    '^A|(?<uid>.*).*.{0,99}B',
  ];
  for (const answer of slow)
    says(t, faultsOf(inventory(answer)), [/inventory\.answer: .* in what is itself repeated$/]);
  const quick = [
    '(?<uid>[0-9A-F]{16})',
    '(?<uid>([0-9A-F]{2}){8})',
    '(?<uid>\\(\\+[+*]+)',
    '^(X|YY)?(?<uid>.+),.*,\\d+',
    '^(OK,\\d+|(?<uid>E.*))',
    '[|)]+(?<uid>E{1,16}0{0,3}?)?',
  ];
  for (const answer of quick) t.same(faultsOf(inventory(answer)), [], answer);
});

t.test('a line that is longer than any answer is passed over without a look at what it says', async (t) => {
  const form = { start: '$', end: 'CR', checksum: 'none' } as const;
  const find = answerFinder({ lines: form, lastLine: '^A+B' });
  const heard = (...lines: readonly string[]) =>
    pushInto(EMPTY_BUFFER, Buffer.from(lines.map((line) => `$${line}\r`).join('')), find).frames.filter(
      (frame) => frame.lines.length > 0,
    );
  const long = `${'A'.repeat(520)}B`;
  t.same(heard('AAAB', long), [{ lines: ['AAAB'] }]);
  t.same(heard(long, 'AAAB'), [{ lines: ['AAAB'] }]);
  t.same(heard('data', long, 'AAAB'), [{ lines: ['data', 'AAAB'] }]);
});

t.test('a pattern that cannot do what the gates need is refused before the start', async (t) => {
  const readOnly = SAMPLE.replace(/^writeAfi:.*$/m, '');
  says(t, faultsOf(readOnly), [
    /^station\.yaml:4:\d+ devices\.0\.pattern: has no writeAfi, so that no tag could be released, allowed: one that has it, or tags\.security none$/,
  ]);
  t.same(faultsOf(readOnly, 'tags: { security: none }\n'), [], 'where there is no gate it may only read');
  says(t, faultsOf(SAMPLE.replace(/^readEas:.*$/m, ''), 'tags: { security: eas }\n'), [
    /has no readEas and writeEas/,
  ]);
  says(t, faultsOf(SAMPLE, 'tags: { password: "11223344" }\n'), [/gives no tag its password/]);
});

t.test(
  'a pad that only reads tells what lies there, and of an order at once that it is unknown',
  async (t) => {
    const one = table(2, {}, undefined, 'ascii-line', BY_AFI, { ...lineReader, writeAfi: null });
    one.bench.runUntil('two', () => tellsTruth(one), 3000);
    const before = one.bench.now().ticks;
    one.bench.order(release(tagAt(one, 0)));
    t.same(outcomes(one.bench), [{ kind: 'unknown', reason: 'this reader cannot write an AFI' }]);
    t.equal(one.bench.now().ticks, before);
    one.bench.runFor(1000);
    t.ok(tellsTruth(one), 'and it goes on reading');
  },
);

t.test('a reader whose answers are single lines without start or checksum is understood', async (t) => {
  const pattern: LineReaderPattern = {
    ...lineReader,
    lines: { start: '', end: 'CRLF', checksum: 'none' },
    lastLine: null,
    error: '^no$',
    inventory: { send: 'i', answer: '(?<uid>[0-9a-f]{16})', none: '^-$' },
    readFacts: { send: 'f {uid}', answer: 'afi (?<afi>..)' },
    readBlocks: { send: 'r {uid} {first:hex} {count:hex}', answer: '^(?<data>[0-9A-F ]+)' },
  };
  const said: Readonly<Record<string, string>> = {
    ID: 'ID,one\r\n',
    i: 'e004010012345678 e004010087654321\r\n',
    'f E004010012345678': 'afi 07\r\n',
    'f E004010087654321': 'afi C2\r\n',
    'r E004010012345678 00 09': `${'11 '.repeat(36)}\r\n`,
    'r E004010087654321 00 09': `${'22'.repeat(36)}\r\n`,
  };
  const reader: Twin = {
    receive: (bytes, now) => {
      const answer = said[Buffer.from(bytes).toString('latin1').trimEnd()] ?? 'no\r\n';
      return [{ kind: 'send', atTicks: now.ticks + 5, bytes: Buffer.from(answer, 'latin1') }];
    },
    wake: () => [],
  };
  const bench = createBench(PAD_DRIVERS['ascii-line']({ security: BY_AFI, lineReader: pattern }), reader);
  bench.open();
  bench.runUntil('both', () => level(bench).filter(({ security }) => security !== null).length === 2);
  t.same(
    level(bench).map(({ uid, security, memory }) => [uid, security, memory?.[0]]),
    [
      ['E004010012345678', 'secured', 0x11],
      ['E004010087654321', 'released', 0x22],
    ],
  );
});

t.test('every line is read as it was written, and one that changed on the way is none', async () => {
  const form = { start: '$', end: 'CR', checksum: 'xor' } as const;
  const text = fc.stringMatching(/^[A-Z0-9,. ]{1,40}$/);
  fc.assert(
    fc.property(text, fc.nat(), fc.integer({ min: 0, max: 6 }), (line, place, bit) => {
      const sent = Buffer.from(encodeLine(line, form)).toString('latin1').slice(0, -1);
      assert.equal(decodeLine(sent, form), line);
      assert.equal(decodeLine(`noise${sent}`, form), line);
      const at = 1 + (place % line.length);
      const changed = String.fromCharCode(sent.charCodeAt(at) ^ (1 << bit));
      // Another start begins another line, whose checksum is another one.
      if (changed !== '$')
        assert.equal(decodeLine(sent.slice(0, at) + changed + sent.slice(at + 1), form), null);
    }),
  );
});

t.test(
  'an answer that lacks a line is none: a tag that was not heard is not taken for one that is gone',
  async (t) => {
    const find = answerFinder(lineReader);
    const tags = ['TAG,E004010012345678', 'TAG,E004010087654321'];
    const sent = (lines: readonly string[]): Uint8Array =>
      Uint8Array.from(lines.flatMap((line) => [...encodeLine(line, lineReader.lines)]));
    const whole = pushInto(EMPTY_BUFFER, sent([...tags, 'OK,2']), find);
    t.same(whole.frames, [{ lines: [...tags, 'OK,2'] }]);
    const short = pushInto(EMPTY_BUFFER, sent([...tags.slice(1), 'OK,2']), find);
    t.same([short.frames.flatMap(({ lines }) => lines), short.buffer.bytes.length], [[], 0]);
  },
);

t.test('places are filled in as text, decimal or hexadecimal, and repetitions are no places', async (t) => {
  t.equal(
    filled('{uid} {count} {count:hex} [0-9]{16} {other}', { uid: 'E0', count: 10 }),
    'E0 10 0A [0-9]{16} {other}',
  );
  t.same(bytesFromDigits('11 0a FF'), Uint8Array.of(0x11, 0x0a, 0xff));
  t.equal(bytesFromDigits('1'), null);
  t.ok(checkLineReader(SAMPLE).ok);
});
