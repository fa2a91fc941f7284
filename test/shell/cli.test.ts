// The command line as scripts use it.

import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import type { ResolvedSettings } from '../../station-daemon/settings/secrets.ts';
import { runCli } from '../../station-daemon/shell/cli/cli.ts';
import { journalCsv } from '../../station-daemon/shell/cli/journal-report.ts';
import { JOURNAL_FILE, openJournal } from '../../station-daemon/shell/journal/journal.ts';
import { readAll } from '../../station-daemon/shell/journal/read-journal.ts';

const GOOD =
  'station: { id: main-01 }\nlibrary: { host: sip.example.org, login: { password: { env: SIP } } }\n';

interface Ran {
  readonly status: number;
  readonly out: string;
  readonly err: string;
  readonly started: readonly ResolvedSettings[];
  /** Ports of the demos that were started. */
  readonly demos: readonly number[];
}

async function run(...args: string[]): Promise<Ran> {
  let out = '';
  let err = '';
  const started: ResolvedSettings[] = [];
  const demos: number[] = [];
  const status = await runCli(args, {
    drivers: {
      pad: ['feig'],
      scanner: ['line'],
      printer: ['escpos'],
      gate: ['ascii-relay'],
      relay: ['modbus-relay'],
    },
    environment: { SIP: 'secret' },
    out: (text) => (out += text),
    err: (text) => (err += text),
    startDaemon: async (settings) => {
      started.push(settings);
      return 0;
    },
    startDemo: async (webPort) => {
      demos.push(webPort);
      return 0;
    },
  });
  return { status, out, err, started, demos };
}

function fileWith(text: string): string {
  const path = join(mkdtempSync(join(tmpdir(), 'lendstation-cli-')), 'station.yaml');
  writeFileSync(path, text);
  return path;
}

t.test('check is silent about a good file and names each fault of a bad one in its line', async (t) => {
  t.match(await run('check', fileWith(GOOD)), { status: 0, out: '', err: '' });
  const bad = fileWith('station:\n  id: main-01\n  pin: never\nlibrary:\n  hots: x\n');
  t.match(await run('check', bad), {
    status: 1,
    out: [
      `${bad}:3:8 station.pin: "never" is not allowed, allowed: none, optional, required\n`,
      `${bad}:4:1 library.host: is missing, allowed: a host name or an IP address\n`,
      `${bad}:5:3 library.hots: unknown key, allowed: transport, host, port, tls, serial, login, institution, terminalPassword, dialect, dialectFile, charset, terminator, errorDetection, connectSeconds, replySeconds, retries, heartbeatSeconds, offline, nearest: host\n`,
    ].join(''),
    err: '',
  });
  t.match(await run('check', '/no/such/file.yaml'), {
    status: 1,
    out: /^\/no\/such\/file\.yaml:1:1 \(file\): cannot be read: ENOENT/,
  });
  t.match(await run('check', 'config/station.example.yaml'), { status: 0, out: '', err: '' });
});

t.test('what a good file says in vain is told beside it', async (t) => {
  const vain = fileWith(
    'station: { id: main-01, pin: required }\nlibrary: { host: h, tls: { ca: ca.pem }, login: { order: none, user: u }, offline: { loans: true, blockList: b } }\nbookdrop: {}\n',
  );
  const { status, out, err } = await run('check', vain);
  t.match({ status, out }, { status: 0, out: '' });
  t.same(
    err.split('\n').map((line) => /^.*\.yaml: ([a-z.]+): has no effect/.exec(line)?.[1]),
    ['library.tls', 'library.login.user', 'bookdrop', 'library.offline.loans', undefined],
  );
  const dropped = fileWith(
    'station: { id: drop-01, kind: bookdrop, pin: optional, itemsWithoutCard: ask }\nlibrary: { host: h, offline: { loans: true, blockList: b } }\nbookdrop: {}\n',
  );
  const ofDrop = await run('check', dropped);
  t.match(ofDrop, { status: 0, out: '' });
  t.same(
    ofDrop.err.split('\n').map((line) => /^.*\.yaml: ([a-zA-Z.]+): has no effect/.exec(line)?.[1]),
    ['station.itemsWithoutCard', 'station.pin', 'library.offline.loans', undefined],
  );
});

t.test('start runs the station with its settings and secrets, or says what is wrong', async (t) => {
  const good = await run('start', '--config', fileWith(GOOD));
  t.equal(good.status, 0);
  t.match(good.started, [{ station: { id: 'main-01' }, library: { login: { password: 'secret' } } }]);
  const bad = await run('start', '--config', fileWith('station: {}\n'));
  t.equal(bad.status, 1);
  t.match(bad.err, /:1:1 station\.id: is missing/);
  t.equal(bad.started.length, 0);
});

t.test('demo runs on its own port or on another one', async (t) => {
  t.match(await run('demo'), { status: 0, demos: [8090], started: [] });
  t.match(await run('demo', '--port', '0'), { status: 0, demos: [0] });
  t.match(await run('demo', '--port', '70000'), { status: 2, err: /from 0 to 65535/, demos: [] });
});

t.test('wrong usage is told with status 2', async (t) => {
  t.match(await run(), { status: 2, err: /^Usage:/, out: '' });
  t.match(await run('fly'), { status: 2, err: /there is no command "fly"[\s\S]*lendstation check FILE/ });
  t.match(await run('constructor'), { status: 2, err: /there is no command/ });
  t.match(await run('check'), { status: 2, err: /check takes one FILE\nUsage: lendstation check FILE/ });
  t.match(await run('check', 'a', 'b'), { status: 2 });
  t.match(await run('check', '--fast', 'a'), { status: 2, err: /Unknown option '--fast'/ });
  t.match(await run('start'), { status: 2, err: /--config FILE is missing/ });
  t.match(await run('journal', '--config', 'x', '--export', 'pdf'), { status: 2, err: /--export takes csv/ });
  t.match(await run('--help'), { status: 0, out: /^Usage:/, err: '' });
});

/** Times are told by the clocks of the machine. */
function inKolkata(test: Test): void {
  const before = process.env['TZ'];
  process.env['TZ'] = 'Asia/Kolkata';
  test.teardown(() => {
    if (before === undefined) delete process.env['TZ'];
    else process.env['TZ'] = before;
  });
}

t.test('journal lists what has not ended, on demand everything, and never a card', async (t) => {
  inKolkata(t);
  const config = fileWith(`${GOOD}data: { dir: kept }\n`);
  t.match(await run('journal', '--config', config), {
    status: 1,
    err: /no station has run with this data\.dir/,
  });
  const journal = openJournal(join(config, '..', 'kept', JOURNAL_FILE));
  t.teardown(() => journal.close());
  const entry = { kind: 'loan', card: '29001', uids: [], offline: null, at: 0 } as const;
  t.equal((await run('journal', '--config', config)).out, 'No transactions that anybody has to look at.\n');
  journal.record({ ...entry, transaction: 1, item: '30001', step: 'writing', outcome: null });
  journal.record({ ...entry, transaction: 2, item: '30002', step: 'done', outcome: 'completed' });
  journal.record({ ...entry, transaction: 3, item: '=1+1,"\u001b[2J', step: 'done', outcome: 'refused' });
  const released = { step: 'done', outcome: 'completed', releasedBy: 'desk-1' } as const;
  journal.record({ ...entry, ...released, transaction: 4, item: '30004' });
  const table = await run('journal', '--config', config, '--all');
  t.equal(table.status, 0);
  t.same(
    table.out.split('\n').map((line) => line.replaceAll(/ {2,}/g, ' | ')),
    [
      'transaction | kind | item | state | changed | offline | card | released by',
      '4 | loan | 30004 | done | 1970-01-01 05:30:00 +05:30 | desk-1',
      '3 | loan | =1+1,"?[2J | refused | 1970-01-01 05:30:00 +05:30',
      '2 | loan | 30002 | done | 1970-01-01 05:30:00 +05:30',
      '1 | loan | 30001 | not ended (writing): the station does that by itself | 1970-01-01 05:30:00 +05:30',
      '',
    ],
  );
  const csv = await run('journal', '--config', config, '--all', '--export', 'csv');
  t.equal(csv.out.split('\r\n')[2], `3,loan,"'=1+1,""\u001b[2J",refused,1970-01-01 05:30:00 +05:30,,,`);
  const urgent = await run('journal', '--config', config);
  t.same(
    urgent.out.split('\n').map((line) => line.slice(0, 2)),
    ['tr', '1 ', ''],
    'everyday refusals nobody has to look at',
  );
  t.notMatch(table.out + csv.out, '29001');
  t.equal(
    journalCsv({ entries: [], unreadable: [] }),
    'transaction,kind,item,state,changed,offline,card,released by\r\n',
  );
});

t.test(
  'journal names who has what was lent offline and refused later, until staff have settled it',
  async (t) => {
    inKolkata(t);
    const config = fileWith(`${GOOD}data: { dir: kept }\n`);
    const path = join(config, '..', 'kept', JOURNAL_FILE);
    const journal = openJournal(path);
    t.teardown(() => journal.close());
    const offline = { wall: 60_000, utcOffsetMinutes: 60 };
    const entry = { card: '29001', uids: [], offline, outcome: null, at: 0 } as const;
    journal.record({ ...entry, transaction: 1, kind: 'loan', item: '30001', step: 'taken-offline' });
    const refused = { step: 'for-staff', outcome: 'refused' } as const;
    journal.record({ ...entry, ...refused, transaction: 2, kind: 'loan', item: '30002' });
    journal.record({ ...entry, ...refused, transaction: 3, kind: 'return', item: '30003', card: null });
    journal.record({ ...entry, transaction: 4, kind: 'return', item: '30004', card: null, step: 'done' });
    const doubt = { kind: 'return', card: null, step: 'done', outcome: 'completed-alert' } as const;
    journal.record({ ...entry, ...doubt, transaction: 5, item: '30005' });
    const listed = async () =>
      (await run('journal', '--config', config)).out
        .split('\n')
        .slice(1)
        .map((line) => line.replaceAll(/ {2,}/g, ' | '));
    const times = '1970-01-01 05:30:00 +05:30 | 1970-01-01 01:01:00 +01:00';
    t.same(await listed(), [
      `3 | return | 30003 | returned offline, refused afterwards: check it in by hand | ${times}`,
      `2 | loan | 30002 | lent offline, refused afterwards: make the loan, or fetch the item | ${times} | 29001`,
      `1 | loan | 30001 | done offline, waits for the library system: nothing to do | ${times}`,
      `5 | return | 30005 | returned offline, reserved or of another branch: fetch it from the returns | ${times}`,
      '',
    ]);
    const settle = (number: string) => run('journal', '--config', config, '--settle', number);
    t.match(await settle('2'), { status: 0, out: 'Transaction 2 is settled.\n' });
    t.match(await settle('2'), { status: 1, err: 'Transaction 2 does not wait for staff.\n' });
    t.match(await settle('1'), { status: 1 }, 'what the station itself ends stays its own');
    t.match(await settle('x'), { status: 2, err: /--settle takes the number/ });
    t.match(await settle('5'), { status: 0 }, 'what ended in doubt, too');
    t.equal((await listed()).length, 3);
    t.match(readAll(path, 9).entries[3], { step: 'done', outcome: 'settled', card: null });
    t.match(journal.staffWork(), { forStaff: 1, toCheck: 0 });
  },
);
