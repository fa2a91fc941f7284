// The line to the library system, tried on real sockets, real certificates and real pseudo terminals.

import { mkdtempSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer as createTlsServer, type TlsOptions } from 'node:tls';
import t, { type Test } from 'tap';
import type { LibraryLineSettings, TlsSettings } from '../../station-daemon/settings/library-line.ts';
import { createLineWatch } from '../../station-daemon/shell/daemon/line-watch.ts';
import { createPtyDevice } from '../../station-daemon/shell/demo/pty-device.ts';
import { runActor } from '../../station-daemon/shell/demo/run-actor.ts';
import { createLibraryLine } from '../../station-daemon/shell/library-line/create-library-line.ts';
import type { LibraryLine } from '../../station-daemon/shell/library-line/library-line.ts';
import { lineWarnings } from '../../station-daemon/shell/library-line/line-warnings.ts';
import { createAcs } from '../../station-daemon/simulator/acs/acs.ts';
import { createWorld } from '../../station-daemon/simulator/world/opening.ts';
import { makeAuthority, pemFile } from './certificates.ts';
import { ALL_BYTES, AWKWARD, Heard, hex } from './heard.ts';
import { until } from './until.ts';

interface Bench {
  readonly server: Server;
  readonly sockets: Socket[];
  readonly line: LibraryLine;
  readonly heard: Heard;
  readonly got: () => string;
}

/** A server that listens, and a line to it that is not open yet. */
async function bench(
  test: Test,
  make: (port: number) => LibraryLineSettings,
  serve: (onSocket: (socket: Socket) => void) => Server = createServer,
): Promise<Bench> {
  const sockets: Socket[] = [];
  let got = '';
  const server = serve((socket) => {
    sockets.push(socket);
    socket.on('error', () => {});
    socket.on('data', (chunk) => {
      got += hex(chunk);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const heard = new Heard();
  const line = createLibraryLine({
    line: make(addressOf(server).port),
    connectTimeoutMs: 2_000,
    listener: heard.listener,
  });
  test.teardown(async () => {
    await line.end();
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return { server, sockets, line, heard, got: () => got };
}

const tcpBench = (test: Test) => bench(test, (port) => ({ transport: 'tcp', host: '127.0.0.1', port }));

function addressOf(server: Server): AddressInfo {
  const address = server.address();
  if (address === null || typeof address === 'string')
    throw new Error('the server does not listen on a port');
  return address;
}

t.test('a TCP line', async (t) => {
  t.test('connects only when asked, and passes bytes both ways', async (t) => {
    const { sockets, line, heard, got } = await tcpBench(t);
    t.notOk(line.send(AWKWARD), 'not open yet');
    t.equal(heard.events.length, 0);
    line.open();
    await until('it is open', () => heard.count('opened') === 1 && sockets.length === 1);
    t.ok(line.send(ALL_BYTES));
    sockets[0]?.write(ALL_BYTES);
    await until('both have it', () => got() === hex(ALL_BYTES) && heard.bytes === hex(ALL_BYTES));
    t.equal(heard.count('opened'), 1);
  });

  t.test('tells a refusal, a loss, and opens again on demand', async (t) => {
    const { server, sockets, line, heard } = await tcpBench(t);
    line.open();
    await until('it is open', () => sockets.length === 1 && heard.count('opened') === 1);
    sockets[0]?.end();
    await until('the end was told', () => heard.count('closed') === 1);
    line.open();
    await until('it is open again', () => sockets.length === 2 && heard.count('opened') === 2);
    sockets[1]?.resetAndDestroy();
    await until('the reset was told', () => heard.count('closed') === 2);
    server.close();
    line.open();
    await until('the refusal was told', () => heard.count('closed') === 3);
    t.match(heard.reasons, ['closed by the other side', /ECONNRESET/, /ECONNREFUSED/]);
  });

  t.test('says nothing after its own close, but what was written still arrives', async (t) => {
    const { sockets, line, heard, got } = await tcpBench(t);
    line.open();
    await until('it is open', () => heard.count('opened') === 1 && sockets.length === 1);
    let ended = false;
    sockets[0]?.on('end', () => {
      ended = true;
    });
    line.send(AWKWARD);
    line.close();
    t.notOk(line.send(AWKWARD));
    await until('the server saw the end', () => ended);
    t.equal(got(), hex(AWKWARD));
    t.equal(heard.count('closed'), 0);
  });

  t.test('gives up a connection that does not come in time', async (t) => {
    const { server, heard } = await tcpBench(t);
    const { port } = addressOf(server);
    const line = createLibraryLine({
      line: { transport: 'tcp', host: '127.0.0.1', port },
      connectTimeoutMs: 1,
      listener: heard.listener,
    });
    t.teardown(() => line.close());
    line.open();
    // The time passes before Node looks at its sockets again, so the connection is surely too late.
    const opened = performance.now();
    while (performance.now() - opened < 20);
    await until('it was told', () => heard.events.length > 0);
    t.same(heard.events, [{ kind: 'closed', reason: 'no connection within 1 ms' }]);
    t.notOk(line.send(AWKWARD));
  });

  t.test('opening anew leaves the old connection without a word', async (t) => {
    const { sockets, line, heard } = await tcpBench(t);
    line.open();
    await until('it is open', () => heard.count('opened') === 1 && sockets.length === 1);
    line.open();
    await until('it is open again', () => heard.count('opened') === 2 && sockets.length === 2);
    sockets[0]?.write('late');
    sockets[1]?.write('now');
    await until('bytes came', () => heard.bytes.length > 0);
    t.equal(heard.bytes, hex(Buffer.from('now')));
    t.equal(heard.count('closed'), 0);
  });

  t.test('drops a connection that takes nothing in', async (t) => {
    const { sockets, line, heard } = await tcpBench(t);
    line.open();
    await until('it is open', () => heard.count('opened') === 1 && sockets.length === 1);
    sockets[0]?.pause();
    const piece = new Uint8Array(128 * 1024);
    await until('it was given up', () => {
      line.send(piece);
      return heard.count('closed') === 1;
    });
    t.same(heard.reasons, ['the other side takes nothing in']);
  });
});

t.test('a TLS line', async (t) => {
  const authority = await makeAuthority('Library CA');
  const good = await authority.sign('sip.example.org');
  const station = await authority.sign('main-01');
  const ca = pemFile(authority.cert);
  const own = { cert: pemFile(station.cert), key: pemFile(station.key) };
  const NAMED = { ca, servername: 'sip.example.org', verify: true };

  const tlsBench = (test: Test, tls: TlsSettings, options: TlsOptions = good) =>
    bench(
      test,
      (port) => ({ transport: 'tls', host: '127.0.0.1', port, tls }),
      (onSocket) => {
        const server = createTlsServer(options, onSocket);
        // Refused handshakes are the tests' point.
        server.on('tlsClientError', () => {});
        return server;
      },
    );

  /** Opens a line that is refused, and gives the reason. */
  async function refusal(test: Test, tls: TlsSettings, options: TlsOptions = good): Promise<string> {
    const { line, heard } = await tlsBench(test, tls, options);
    line.open();
    await until('it was refused', () => heard.count('closed') === 1);
    return heard.reasons.join();
  }

  t.test('passes bytes both ways, verified, and tells what protects it', async (t) => {
    const { sockets, line, heard, got } = await tlsBench(t, NAMED);
    t.equal(line.security, null);
    line.open();
    await until('it is open', () => heard.count('opened') === 1 && sockets.length === 1);
    t.ok(line.send(ALL_BYTES));
    sockets[0]?.write(ALL_BYTES);
    await until('both have it', () => got() === hex(ALL_BYTES) && heard.bytes === hex(ALL_BYTES));
    t.match(line.security, {
      protocol: 'TLSv1.3',
      server: { subject: 'CN=sip.example.org', issuer: 'CN=Library CA' },
      own: null,
      doubt: null,
    });
    line.close();
    t.notOk(line.send(AWKWARD));
  });

  t.test('is refused where the certificate is for another name', async (t) => {
    t.match(await refusal(t, { ...NAMED, servername: 'other.example.org' }), /another name.*servername/);
    t.match(
      await refusal(t, { ca, verify: true }),
      /ERR_TLS_CERT_ALTNAME_INVALID/,
      'the host is no name in it',
    );
  });

  t.test('is refused where the certificate has ended', async (t) => {
    const ended = await authority.sign('sip.example.org', -1);
    t.match(await refusal(t, NAMED, ended), /has expired.*CERT_HAS_EXPIRED/);
  });

  t.test('is refused where nobody knows who signed the certificate', async (t) => {
    const stranger = await makeAuthority('Another CA');
    const unknown = /authority that the station does not know.*library\.tls\.ca/;
    t.match(await refusal(t, { ...NAMED, ca: pemFile(stranger.cert) }), unknown);
    t.match(await refusal(t, { servername: 'sip.example.org', verify: true }), unknown, 'nor a public one');
  });

  t.test('shows its own certificate where the library system asks for one', async (t) => {
    const strict = { ...good, ca: authority.cert, requestCert: true, rejectUnauthorized: true };
    const { line, heard } = await tlsBench(t, { ...NAMED, ...own }, strict);
    line.open();
    await until('it is open', () => heard.count('opened') === 1);
    t.match(line.security, { own: { subject: 'CN=main-01' }, doubt: null });
    for (const maxVersion of ['TLSv1.2', 'TLSv1.3'] as const) {
      t.match(await refusal(t, NAMED, { ...strict, maxVersion }), /library\.tls\.cert/, maxVersion);
    }
  });

  t.test('takes no TLS 1.1', async (t) => {
    const old: TlsOptions = {
      ...good,
      minVersion: 'TLSv1',
      maxVersion: 'TLSv1.1',
      ciphers: 'DEFAULT@SECLEVEL=0',
    };
    t.match(await refusal(t, NAMED, old), /no TLS 1\.2 or later/);
  });

  t.test('tells a server that speaks no TLS, and files that are none of the right kind', async (t) => {
    const { line, heard, sockets } = await bench(t, (port) => ({
      transport: 'tls',
      host: '127.0.0.1',
      port,
      tls: NAMED,
    }));
    line.open();
    await until('it has connected', () => sockets.length === 1);
    sockets[0]?.write('Welcome to the library. Login: ');
    await until('it was told', () => heard.count('closed') === 1);
    t.match(heard.reasons, [/does not speak TLS/]);
    t.match(await refusal(t, { ...NAMED, ca: '/no/such/ca.pem' }), /ENOENT.*ca\.pem/);
    t.match(await refusal(t, { ...NAMED, ...own, cert: pemFile('no certificate') }), /no PEM file/);
    t.match(await refusal(t, { ...NAMED, cert: own.cert, key: pemFile(good.key) }), /not the key of/);
  });

  t.test('takes any certificate where verify is false, and says all the time that it does', async (t) => {
    const stranger = await (await makeAuthority('Another CA')).sign('sip.example.org', -1);
    const tls = { verify: false };
    const { line, heard } = await tlsBench(t, tls, stranger);
    line.open();
    await until('it is open', () => heard.count('opened') === 1);
    t.match(line.security?.doubt, /authority|expired/);
    const facts = {
      line: { transport: 'tls', host: 'h', port: 1, tls },
      security: () => line.security,
      wall: Date.now,
    } as const;
    t.match(lineWarnings(facts), [
      /not verified.*verify: false.*would be refused/,
      /certificate ended on 20/,
    ]);
    t.match(lineWarnings({ ...facts, security: () => null }), [/not verified/], 'before any connection');
  });

  t.test('counts a renewed certificate at the next connection', async (t) => {
    const cert = pemFile(station.cert);
    const key = pemFile(station.key);
    const { line, heard } = await tlsBench(t, { ...NAMED, cert, key });
    line.open();
    await until('it is open', () => heard.count('opened') === 1);
    const renewed = await authority.sign('main-01-renewed');
    writeFileSync(cert, renewed.cert);
    writeFileSync(key, renewed.key);
    line.open();
    await until('it is open again', () => heard.count('opened') === 2);
    t.match(line.security, { own: { subject: 'CN=main-01-renewed' } });
  });

  t.test('is warned of 30 days before a certificate ends, once a day', async (t) => {
    const soon = await authority.sign('sip.example.org', 20);
    const { line, heard } = await tlsBench(t, { ...NAMED, ...own }, soon);
    const told: string[] = [];
    let daysOn = 0;
    const watch = createLineWatch({
      line: { transport: 'tls', host: 'h', port: 1, tls: NAMED },
      security: () => line.security,
      wall: () => Date.now() + daysOn * 86_400_000,
      onWarning: (warning) => told.push(warning),
    });
    t.teardown(watch.stop);
    t.same(told, []);
    line.open();
    await until('it is open', () => heard.count('opened') === 1);
    watch.look();
    watch.look();
    t.match(told, [/library system's certificate ends on 20\d\d-\d\d-\d\d, in 20 days/]);
    t.same(watch.warnings(), told);
    daysOn = 1;
    watch.look();
    t.match(told[1], /in 19 days/);
    daysOn = 340;
    t.match(watch.warnings(), [/ended on/, /station's own certificate .* ends on .*, in 25 days/]);
    daysOn = -11;
    t.same(watch.warnings(), [], 'more than 30 days ahead');
  });
});

t.test('a serial library line', async (t) => {
  const now = () => ({ ticks: performance.now(), wall: Date.now(), utcOffsetMinutes: 0 });

  /** The simulated library system behind a tty, and a line to it that is not open yet. */
  function serialBench(test: Test, waitMs = 2_000) {
    const path = join(mkdtempSync(join(tmpdir(), 'lendstation-line-')), 'library');
    const acs = createAcs(createWorld({ now: now() })).accept();
    const running = runActor(acs, { now, send: (bytes) => device.send(bytes), close: () => {} });
    const device = createPtyDevice({ path, onBytes: running.receive });
    const heard = new Heard();
    const line = createLibraryLine({
      line: { transport: 'serial', path, baudRate: 9_600, parity: 'none' },
      connectTimeoutMs: waitMs,
      listener: heard.listener,
    });
    test.teardown(async () => {
      await line.end();
      device.unplug();
    });
    return { device, line, heard };
  }
  const STATUS = Buffer.from('9900802.00\r');
  const answers = (heard: Heard) => Buffer.from(heard.bytes, 'hex').toString().split('\r').length - 1;

  t.test('asks the library system and hears its answer', async (t) => {
    const { line, heard } = serialBench(t);
    t.notOk(line.send(STATUS), 'not open yet');
    line.open();
    await until('it is open', () => heard.count('opened') === 1);
    t.ok(line.send(STATUS));
    await until('the answer came', () => answers(heard) === 1);
    t.match(Buffer.from(heard.bytes, 'hex').toString(), /^98YYY/);
    t.equal(line.security, null);
  });

  t.test('opens again on demand, and says nothing in between', async (t) => {
    const { device, line, heard } = serialBench(t);
    line.open();
    await until('it is open', () => heard.count('opened') === 1);
    line.close();
    t.notOk(line.send(STATUS));
    device.send(STATUS);
    line.open();
    await until('it is open again', () => heard.count('opened') === 2);
    line.send(STATUS);
    await until('the answer came', () => answers(heard) > 0);
    t.equal(heard.count('closed'), 0);
  });

  t.test('tells an unplug once, and opens as soon as the port is back', async (t) => {
    const { device, line, heard } = serialBench(t, 20_000);
    line.open();
    await until('it is open', () => heard.count('opened') === 1);
    device.unplug();
    await until('the loss was told', () => heard.count('closed') === 1);
    line.open();
    device.plug();
    await until('it is back', () => heard.count('opened') === 2, 3_000);
    t.equal(heard.count('closed'), 1);
  });

  t.test('tells why there is no port when the wait is over', async (t) => {
    const { device, line, heard } = serialBench(t, 300);
    device.unplug();
    line.open();
    await until('it was told', () => heard.count('closed') === 1);
    line.open();
    await until('and again', () => heard.count('closed') === 2);
    t.same(heard.reasons, ['no such path', 'no such path']);
    t.notOk(line.send(STATUS));
  });
});
