// TCP lines, tried on real sockets.

import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import t, { type Test } from 'tap';
import { createTcpLine, type TcpLine } from '../../station-daemon/shell/tcp-line.ts';
import { ALL_BYTES, AWKWARD, Heard, hex } from './heard.ts';
import { until } from './until.ts';

interface TcpBench {
  readonly server: Server;
  readonly sockets: Socket[];
  readonly line: TcpLine;
  readonly heard: Heard;
  readonly got: () => string;
}

async function tcpBench(test: Test): Promise<TcpBench> {
  const sockets: Socket[] = [];
  let got = '';
  const server = createServer((socket) => {
    sockets.push(socket);
    socket.on('error', () => {});
    socket.on('data', (chunk) => {
      got += hex(chunk);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const heard = new Heard();
  const { port } = addressOf(server);
  const line = createTcpLine({ host: '127.0.0.1', port, connectTimeoutMs: 2_000, listener: heard.listener });
  test.teardown(() => {
    line.close();
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return { server, sockets, line, heard, got: () => got };
}

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
    const line = createTcpLine({ host: '127.0.0.1', port, connectTimeoutMs: 1, listener: heard.listener });
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
