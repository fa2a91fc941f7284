// The line between a station and its library system, with somebody who listens: what was asked, and when. Not a test
// itself.

import { connect, createServer, type Socket } from 'node:net';

/** A request as it went over the line. */
export interface Heard {
  readonly line: string;
  /** Ms since 1970. */
  readonly at: number;
}

export interface OverheardLine {
  readonly port: number;
  /** In the order of their going. */
  readonly heard: readonly Heard[];
  /** Told each request in the moment in which it is passed on. */
  onRequest: (heard: Heard) => void;
  close(): void;
}

/** Passes on what comes to a free port of 127.0.0.1, to another one. */
export async function overhear(toPort: number): Promise<OverheardLine> {
  const heard: Heard[] = [];
  const sockets = new Set<Socket>();
  const line = { heard, onRequest: (_: Heard): void => {} };
  const server = createServer((station) => {
    const library = connect(toPort, '127.0.0.1');
    let rest = '';
    for (const [from, to] of [
      [station, library],
      [library, station],
    ] as const) {
      sockets.add(from);
      from.on('error', () => {});
      from.on('close', () => to.destroy());
      from.pipe(to);
    }
    station.on('data', (chunk: Buffer) => {
      const lines = `${rest}${chunk.toString('latin1')}`.split('\r');
      rest = lines.pop() ?? '';
      for (const text of lines) {
        const one = { line: text, at: Date.now() };
        heard.push(one);
        line.onRequest(one);
      }
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the line has no port');
  return Object.assign(line, {
    port: address.port,
    close() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  });
}
