// `lendstation sip2` as a technician uses it, against the simulated library system.

import { mkdtempSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import t, { type Test } from 'tap';
import type { Moment } from '../../protocols/moment.ts';
import { encodeRaw } from '../../protocols/sip2/charset.ts';
import { encodeMessage } from '../../protocols/sip2/codec.ts';
import { guessCharset } from '../../station-daemon/library/tester/charset-guess.ts';
import { judgeTerminators } from '../../station-daemon/library/tester/judge-line.ts';
import { initials, maskedLine } from '../../station-daemon/library/tester/masked.ts';
import { runCli } from '../../station-daemon/shell/cli/cli.ts';
import { findingText } from '../../station-daemon/shell/cli/sip2-test/report.ts';
import { DRIVER_NAMES } from '../../station-daemon/shell/daemon/station-setup.ts';
import { createAcsServer } from '../../station-daemon/shell/demo/acs-server.ts';
import { type Acs, createAcs } from '../../station-daemon/simulator/acs/acs.ts';
import { acsCharacters } from '../../station-daemon/simulator/acs/characters.ts';
import type { AcsSettings } from '../../station-daemon/simulator/acs/settings.ts';
import { createWorld } from '../../station-daemon/simulator/world/opening.ts';
import type { World } from '../../station-daemon/simulator/world/world.ts';

const SECRETS = { password: 'geheim-ä1', terminal: 'term-7788', pin: '4711' };
const LOGIN = `login: { order: login-first, user: kiosk1, password: ${SECRETS.password}, location: FRONT }`;

interface Bench {
  readonly world: World;
  readonly acs: Acs;
  /** Runs the command with further keys of `library`, and gives what it wrote and its exit status. */
  readonly run: (library: string, ...args: string[]) => Promise<Ran>;
}

interface Ran {
  readonly status: number;
  readonly out: string;
}

/** Runs `lendstation sip2` for a library system on this port. */
async function sip2(port: number, library: string, args: readonly string[]): Promise<Ran> {
  const file = join(mkdtempSync(join(tmpdir(), 'lendstation-sip2-')), 'station.yaml');
  const keys = `host: 127.0.0.1, port: ${port}, institution: MAIN, ${library}`;
  writeFileSync(file, `station: { id: main-01 }\nlibrary: { ${keys} }\n`);
  let out = '';
  const status = await runCli(['sip2', '--config', file, ...args], {
    drivers: DRIVER_NAMES,
    environment: {},
    out: (text) => (out += text),
    err: (text) => (out += text),
    startDaemon: async () => 0,
    startDemo: async () => 0,
  });
  return { status, out };
}

/** A library system that is up, its clock so far ahead. */
async function bench(test: Test, given: Partial<AcsSettings> = {}, aheadMs = 0): Promise<Bench> {
  const now = (): Moment => ({
    ticks: performance.now(),
    wall: Date.now() + aheadMs,
    utcOffsetMinutes: -new Date().getTimezoneOffset(),
  });
  const world = createWorld({ now: now(), libraryDelayMs: 0 });
  const acs = createAcs(world, { user: 'kiosk1', password: SECRETS.password, ...given });
  const server = createAcsServer({ accept: () => acs.accept(), now });
  test.teardown(() => server.stop());
  const port = await server.start();
  return { world, acs, run: (library, ...args) => sip2(port, library, args) };
}

const cardIn = (world: World): string => [...world.patrons.values()][0]?.about.card ?? '';
const itemTitled = (world: World, title: string): string =>
  [...world.items.values()].find(({ about }) => about.title === title)?.about.barcode ?? '';

t.test('all is well with a library system that is well', async (t) => {
  const { run, world } = await bench(t);
  const before = JSON.stringify([...world.items.values()].map(({ standing }) => standing));
  const { status, out } = await run(LOGIN);
  t.equal(status, 0, out);
  for (const said of [
    /^ok +connection: there after \d+ ms$/m,
    /^ok +Login \(93\): accepted, in the order login-first$/m,
    /^ok +SC status \(99\): it claims: on line Y, check-in Y/m,
    /^ok +clock: (the same as ours|1 s behind ours)$/m,
    /^ok +Patron information \(63\): a made-up card is unknown/m,
    /^ok +Item information \(17\): a made-up item is unknown/m,
    /^ok +end of a message: CR$/m,
    /^ok +error detection \(AY, AZ\): numbers and checksums come back and are right$/m,
    /^note +charset: no letter beyond A to Z/m,
    /^ok +answer times: /m,
    / 63 Patron information +claims Y +works$/m,
    / 11 Checkout +claims Y +not tried: it would change something$/m,
    /^\d+ ok, 0 warnings, 0 failed$/m,
  ])
    t.match(out, said);
  t.equal(JSON.stringify([...world.items.values()].map(({ standing }) => standing)), before);
});

t.test('a card and an item are looked into, and a name stays hidden', async (t) => {
  const { run, world } = await bench(t);
  const card = cardIn(world);
  const item = itemTitled(world, 'The Great Gatsby');
  const { status, out } = await run(LOGIN, '--patron', card, '--pin', '1234', '--item', item);
  t.equal(status, 0, out);
  for (const said of [
    /name: N\. T\. M\. \(14 characters\)/,
    /status: nothing is denied/,
    /counts: holds 0, overdue \d+, charged \d+,/,
    /fees: \d+\.\d\d EUR/,
    /^ok +.*the PIN is right \(CQ\)$/m,
    /title: The Great Gatsby/,
    /status: charged \(04\)/,
    /due date \(AH\) "\d{8} {4}235900" is read as 20\d\d-\d\d-\d\d, the whole day/,
    /^ok +charset: \d+ bytes above 7F, and they fit utf-8$/m,
    /"CS": 3M SIP2 extensions/,
  ])
    t.match(out, said);
  for (const hidden of ['Nguyễn', 'Mai', card, '1234']) t.notMatch(out, new RegExp(hidden));

  const wrong = await run(LOGIN, '--patron', card, '--pin', '9999');
  t.equal(wrong.status, 1);
  t.match(wrong.out, /^FAILED +Patron information \(63\): the PIN is wrong/m);
  const unknown = await run(LOGIN, '--patron', '20000', '--item', '30000');
  t.equal(unknown.status, 1);
  t.match(unknown.out, /does not know this card[\s\S]*does not know this item/);
});

t.test('a login that is refused is tried once, and ends the test', async (t) => {
  const { run } = await bench(t, { password: 'another' });
  const { status, out } = await run(LOGIN, '--raw');
  t.equal(status, 1);
  t.match(
    out,
    /^FAILED +Login \(93\): refused: user "kiosk1", with the location \(CP\) FRONT\n +What to do: /m,
  );
  t.equal(out.match(/-> 93/g)?.length, 1);
  t.notMatch(out, /-> (99|63)/);
  const none = await run('login: { order: none }');
  t.equal(none.status, 1);
  t.match(none.out, /it answers 94 \(login\): it wants a login first[\s\S]*library\.login\.order/);
});

t.test('silence is told with its limit, and nobody there with what to check', async (t) => {
  const { run, acs } = await bench(t);
  acs.faults.plan({ on: '93', occurrence: 1, what: { kind: 'ignored' } });
  const silent = await run(`${LOGIN}, replySeconds: 1`);
  t.equal(silent.status, 1);
  t.match(
    silent.out,
    /^FAILED +Login \(93\): no answer within 1 s\n +What to do: Check that this port speaks SIP2/m,
  );
  const nobody = await sip2(1, LOGIN, []);
  t.equal(nobody.status, 1);
  t.match(nobody.out, /^FAILED +connection: .*ECONNREFUSED.*\n +What to do: .*nothing listens/m);
});

t.test('what costs the connection is told, and the rest is still tried', async (t) => {
  const { run, acs } = await bench(t);
  acs.faults.plan({ on: '23', occurrence: 1, what: { kind: 'closeBefore' } });
  acs.faults.plan({ on: '17', occurrence: 1, what: { kind: 'silent' } });
  const { status, out } = await run(`${LOGIN}, replySeconds: 1`);
  t.equal(status, 1);
  t.match(out, /^warning +Patron status \(23\): the library system closed the connection/m);
  t.match(out, /^ok +Patron information \(63\)/m);
  t.match(out, /^FAILED +Item information \(17\): no answer within 1 s/m);
  t.match(out, /^ok +End patron session \(35\)/m);
  t.match(out, /^warning +supported \(BX\): it claims 23, 17 and does not answer/m);
  t.equal(out.match(/^ok +Login/gm)?.length, 1, 'a new login is not told again');
});

t.test('a charset other than that of the settings is seen', async (t) => {
  const wrong = [
    ['latin1', 'utf-8', /^FAILED +charset: \d+ bytes above 7F are latin1, and library\.charset is utf-8$/m],
    ['utf-8', 'latin1', /^FAILED +charset: .* are utf-8, and library\.charset is latin1$/m],
    ['cp850', 'latin1', /^FAILED +charset: .* are cp850, and library\.charset is latin1$/m],
    ['cp850', 'ascii', /^FAILED +charset: .* cp850, and library\.charset is ascii$/m],
  ] as const;
  for (const [spoken, setting, said] of wrong) {
    const { run, world } = await bench(t, { charset: spoken, password: 'secret' });
    const german = [...world.patrons.values()].find(({ about }) => about.name === 'Jürgen Groß');
    const login = `${LOGIN.replace(SECRETS.password, 'secret')}, charset: ${setting}`;
    const { status, out } = await run(login, '--patron', german?.about.card ?? '');
    t.equal(status, 1, `${spoken} for ${setting}`);
    t.match(out, said);
    t.match(out, `Set library.charset to ${spoken}`);
  }
});

t.test('a clock that is off by minutes or by hours is a warning', async (t) => {
  const five = await (await bench(t, {}, 5 * 60_000)).run(LOGIN);
  t.equal(five.status, 0, 'the station works all the same');
  t.match(
    five.out,
    /^warning +clock: the library system's clock is (299|300) s ahead of ours\n.*time server/m,
  );
  const hours = await (await bench(t, {}, -7 * 3_600_000)).run(LOGIN);
  t.match(hours.out, /clock is 2520[01] s behind ours\n.*another time zone/);
});

t.test('error detection is judged by what the settings want', async (t) => {
  const without = await bench(t, { errorDetection: 'off' });
  const auto = await without.run(LOGIN);
  t.equal(auto.status, 0);
  t.match(auto.out, /^ok +error detection \(AY, AZ\): it sends none; the station goes along$/m);
  const on = await without.run(`${LOGIN}, errorDetection: on`);
  t.equal(on.status, 1);
  t.match(on.out, /^FAILED +error detection \(AY, AZ\): \d+ of \d+ answers have no number/m);

  const constant = await bench(t, acsCharacters.dp2);
  const learned = await constant.run(LOGIN);
  t.equal(learned.status, 0);
  t.match(learned.out, /^warning +error detection \(AY, AZ\): \d+ of \d+ answers have another number/m);
  t.equal((await constant.run(`${LOGIN}, errorDetection: on`)).status, 1);

  const strict = await bench(t, { errorDetection: 'on' });
  const { status, out } = await strict.run(`${LOGIN}, errorDetection: off`);
  t.equal(status, 0);
  t.match(out, /^warning +Login \(93\): told without error detection, it asks to be told again \(96\)/m);
  t.match(out, /set library\.errorDetection to on/);

  const noisy = await bench(t);
  noisy.acs.faults.plan({ on: '17', occurrence: 1, what: { kind: 'garble' } });
  t.match((await noisy.run(LOGIN)).out, /^FAILED +error detection.*checksum is wrong in 1 of \d+ answers/m);
});

t.test('a server that is none of SIP2 is told by its own words, without what it was told', async (t) => {
  const server = createServer((socket) => {
    socket.on('error', () => {});
    socket.on('data', (chunk) => socket.write(`Login failed for ${String(chunk).trim()}\r\n`));
    socket.write('Welcome to the catalogue\r\n');
  });
  t.teardown(() => server.close());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const { status, out } = await sip2(port, `${LOGIN}, replySeconds: 1`, ['--raw']);
  t.equal(status, 1);
  t.match(out, /no SIP2 message \(not-sip2\): (Welcome to the catalogue|Login failed for 9300)/);
  t.notMatch(out, SECRETS.password);
});

t.test('secrets are never shown, whatever is asked for', async (t) => {
  const { run, world, acs } = await bench(t);
  const library = `${LOGIN}, terminalPassword: ${SECRETS.terminal}`;
  const args = ['--patron', cardIn(world), '--pin', SECRETS.pin, '--raw'];
  acs.faults.plan({ on: '35', occurrence: 1, what: { kind: 'closeBefore' } });
  const { out } = await run(library, ...args);
  t.match(out, /-> 9300CNkiosk1\|CO\*\*\*\|CPFRONT\|AY0AZ\*\*\*\*$/m);
  t.match(out, /-> 63.*\|AA\d+\|AC\*\*\*\|AD\*\*\*\|AY\dAZ\*\*\*\*$/m);
  t.match(out, /<- 64.*\|AENguyễn Thị Mai\|/m, 'what is not secret is shown as it came');
  for (const secret of Object.values(SECRETS)) t.notOk(out.includes(secret), secret);
});

t.test('wrong usage ends with 2', async (t) => {
  t.match(await sip2(1, LOGIN, ['--pin', '1']), { status: 2, out: /--pin needs a --patron\nUsage: / });
  t.match(await sip2(1, LOGIN, ['--card', '1']), { status: 2 });
});

t.test('what the tester reads from bytes', async (t) => {
  t.test('a masked line holds no secret, whatever else is in it', async () => {
    const secret = fc.stringMatching(/^[!-)+-{}~]{3,12}$/);
    fc.assert(
      fc.property(secret, secret, fc.string(), (password, pin, text) => {
        const login = encodeMessage(
          {
            ...{ code: '93', uidAlgorithm: '0', pwdAlgorithm: '0', loginUserId: text },
            ...{ loginPassword: password, extra: [['ZZ', `${text}${pin}`]] },
          },
          { charset: 'utf-8', terminator: 'CR', sequence: 1 },
        );
        const shown = maskedLine(login.subarray(0, -1), 'utf-8', [password, pin]);
        return !shown.includes(password) && !shown.includes(pin);
      }),
    );
  });

  t.test('ends of messages, also mixed', async (t) => {
    const said = (text: string) => judgeTerminators(Buffer.from(text)).map((finding) => finding.text);
    t.same(said(''), []);
    t.same(said('a\rb\r'), ['CR']);
    t.match(said('a\r\nb\r\n'), [/^CRLF, where SIP2 says CR/]);
    t.match(said('a\nb\n'), [/^LF, /]);
    t.match(said('a\rb\r\nc\n'), [/^mixed: 1 times CR, 1 times CRLF, 1 times LF/]);
  });

  t.test('charsets by their letters', async (t) => {
    const text = 'Müller, Groß, Ærø, Citroën, señor, ÀÉ';
    for (const charset of ['latin1', 'cp850', 'utf-8'] as const)
      t.match(guessCharset(encodeRaw(text, charset)), { charset, twice: false }, charset);
    t.match(guessCharset(encodeRaw('Nguyễn Thị Mai', 'utf-8')), { charset: 'utf-8', twice: false });
    t.same(guessCharset(encodeRaw('plain', 'utf-8')), { kind: 'plain' });
    const twice = encodeRaw(Buffer.from('Müller').toString('latin1'), 'utf-8');
    t.match(guessCharset(twice), { charset: 'utf-8', twice: true });
  });

  t.test('nothing that steers a terminal, wherever it came from', async (t) => {
    const evil = 'EVIL\u001b[31m\u0007\u009b2J';
    const finding = { level: 'ok', topic: evil, text: evil, advice: evil, details: [evil] } as const;
    t.notMatch(findingText(finding).replaceAll('\n', ''), /\p{Cc}/u);
  });

  t.test('a name by its initials', async (t) => {
    t.equal(initials('Nguyễn, Thị Mai'), 'N. T. M. (15 characters)');
    t.equal(initials('\u001b[2J'), '\\x1B. (4 characters)');
  });
});
