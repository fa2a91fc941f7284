// A whole daemon whose line to the library system is encrypted, or a cable; and what it tells its staff about that.

import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer } from 'node:tls';
import t, { type Test } from 'tap';
import { runCli } from '../../station-daemon/shell/cli/cli.ts';
import { type Daemon, startDaemon } from '../../station-daemon/shell/daemon/daemon.ts';
import { DRIVER_NAMES } from '../../station-daemon/shell/daemon/station-setup.ts';
import { createPtyDevice } from '../../station-daemon/shell/demo/pty-device.ts';
import { runActor } from '../../station-daemon/shell/demo/run-actor.ts';
import { createLog } from '../../station-daemon/shell/log.ts';
import { loadSettings } from '../../station-daemon/shell/settings-file.ts';
import { createAcs } from '../../station-daemon/simulator/acs/acs.ts';
import { createWorld } from '../../station-daemon/simulator/world/opening.ts';
import { makeAuthority, type Signed } from './certificates.ts';
import { until } from './until.ts';

const now = () => ({
  ticks: performance.now(),
  wall: Date.now(),
  utcOffsetMinutes: -new Date().getTimezoneOffset(),
});

const libraryOf = () => createAcs(createWorld({ now: now(), libraryDelayMs: 0 }));

/** The simulated library system behind TLS; resolves with its port. */
async function overTls(test: Test, signed: Signed): Promise<number> {
  const acs = libraryOf();
  const server = createServer(signed, (socket) => {
    socket.on('error', () => {});
    const running = runActor(acs.accept(), {
      now,
      send: (bytes) => void socket.write(bytes),
      close: () => socket.destroySoon(),
    });
    socket.on('data', (chunk) => running.receive(new Uint8Array(chunk)));
  });
  test.teardown(() => server.close());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return address.port;
}

/** Writes a settings file without devices, and PEM files beside it. */
function settingsFile(library: string, pem: Readonly<Record<string, string>> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), 'lendstation-line-'));
  mkdirSync(join(folder, 'ui'));
  for (const [name, text] of Object.entries(pem)) writeFileSync(join(folder, name), text);
  const file = join(folder, 'station.yaml');
  const rest = 'tags: { security: none }\nweb: { port: 0 }\n';
  writeFileSync(file, `station: { id: main-01 }\nlibrary: { institution: MAIN, ${library} }\n${rest}`);
  return file;
}

interface Started {
  readonly daemon: Daemon;
  /** Lines of the log. */
  readonly logged: string[];
  readonly ready: () => Promise<{ readonly borrow: boolean; readonly reasons: readonly string[] }>;
}

async function started(test: Test, file: string): Promise<Started> {
  const loaded = loadSettings(file, DRIVER_NAMES, {});
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.faults));
  const logged: string[] = [];
  const daemon = await startDaemon({
    settings: loaded.settings,
    uiDir: join(file, '..', 'ui'),
    version: '0.0.0',
    desk: null,
    log: createLog({ level: 'info', to: (line) => void logged.push(line), station: 'main-01' }),
  });
  test.teardown(() => daemon.stop());
  await until('it is connected', () => logged.some((line) => line.includes('Connected to the library')));
  return {
    daemon,
    logged,
    ready: async () => JSON.parse(await (await fetch(`${daemon.url}readyz`)).text()),
  };
}

/** Asks until the station lends. */
async function readyToLend(ready: Started['ready']): Promise<Awaited<ReturnType<Started['ready']>>> {
  for (let time = 0; time < 1_000; time += 1) {
    const answer = await ready();
    if (answer.borrow) return answer;
  }
  throw new Error('the station does not lend');
}

t.test('a station lends over TLS, and warns of nothing where nothing is amiss', async (t) => {
  const authority = await makeAuthority('Library CA');
  const port = await overTls(t, await authority.sign('sip.example.org'));
  const tls = 'tls: { ca: ca.pem, servername: sip.example.org }';
  const library = `transport: tls, host: 127.0.0.1, port: ${port}, ${tls}`;
  const file = settingsFile(library, { 'ca.pem': authority.cert });
  const { ready, logged } = await started(t, file);
  t.same((await readyToLend(ready)).reasons, []);
  t.notOk(logged.some((line) => line.includes('certificate')));
  const { status, out } = await sip2(file);
  t.equal(status, 0, out);
  t.match(
    out,
    /^ok +TLS: TLSv1\.3, TLS_\w+, verified\n +its certificate: CN=sip\.example\.org, signed by CN=Library CA, until 20/m,
  );
});

t.test(
  'a certificate that is not verified or ends soon is named at the start and on the staff page',
  async (t) => {
    const stranger = await makeAuthority('Another CA');
    const port = await overTls(t, await stranger.sign('sip.example.org', 12));
    const file = settingsFile(`transport: tls, host: 127.0.0.1, port: ${port}, tls: { verify: false }`);
    const { ready, daemon, logged } = await started(t, file);
    const { reasons } = await readyToLend(ready);
    t.match(reasons, [/not verified \(library\.tls\.verify: false\)/, /certificate ends on .*, in 12 days/]);
    const staff = await (await fetch(`${daemon.url}staff`)).text();
    t.match(staff, /<li>Library system: its certificate is not verified/);
    t.match(staff, /<li>Library system: the library system&#39;s certificate ends on/);
    const warned = logged.filter((line) => line.includes('"level":"warn"') && line.includes('certificate'));
    const connected = logged.findIndex((line) => line.includes('Connected to the library'));
    t.ok(logged.findIndex((line) => line.includes('not verified')) < connected, 'before any connection');
    t.ok(warned.some((line) => line.includes('in 12 days')));
    const { status, out } = await sip2(file);
    t.equal(status, 0, out);
    t.match(out, /^warning +TLS: .*not verified/m);
    t.match(out, /^warning +TLS: .*in 12 days/m);
  },
);

t.test('a TLS line that is refused is a reason in plain words, in the test as well', async (t) => {
  const port = await overTls(t, await (await makeAuthority('Another CA')).sign('sip.example.org'));
  const file = settingsFile(`transport: tls, host: 127.0.0.1, port: ${port}`);
  const { status, out } = await sip2(file);
  t.equal(status, 1);
  t.match(
    out,
    /^FAILED +connection: .*authority that the station does not know.*\n +What to do: .*library\.tls/m,
  );
});

t.test('a station lends over a serial line', async (t) => {
  const path = join(mkdtempSync(join(tmpdir(), 'lendstation-line-')), 'library');
  const running = runActor(libraryOf().accept(), {
    now,
    send: (bytes) => device.send(bytes),
    close: () => {},
  });
  const device = createPtyDevice({ path, onBytes: running.receive });
  t.teardown(() => device.unplug());
  const file = settingsFile(`transport: serial, serial: { path: ${path} }`);
  const { status, out } = await sip2(file);
  t.equal(status, 0, out);
  t.match(out, / 93 Login +claims Y +not tried this time$/m);
  t.match(out, /^Library system: .*library, 9600 bit\/s, parity none$/m);
  const { ready } = await started(t, file);
  await readyToLend(ready);
  const busy = await sip2(file);
  t.equal(busy.status, 1);
  t.match(busy.out, /another program has it open\n +What to do: Stop the station/);
});

async function sip2(file: string): Promise<{ readonly status: number; readonly out: string }> {
  let out = '';
  const status = await runCli(['sip2', '--config', file], {
    drivers: DRIVER_NAMES,
    environment: {},
    out: (text) => (out += text),
    err: (text) => (out += text),
    startDaemon: async () => 0,
    startDemo: async () => 0,
  });
  return { status, out };
}
