// The simulator's library system on TCP without a delay of its own, for benches: it answers in the turn of the event
// loop in which a request comes, and notes when that was.

import { createServer, type Socket } from 'node:net';
import type { Moment } from '../../protocols/moment.ts';
import { type Acs, createAcs } from '../../station-daemon/simulator/acs/acs.ts';
import type { World } from '../../station-daemon/simulator/world/world.ts';

/** What the demo's settings log in with. */
const LOGIN = { user: 'kiosk1', password: 'secret' } as const;

/** When a request came, and when its answer had been handed to the network; milliseconds of `performance.now()`. */
interface Times {
  readonly arrived: number;
  readonly left: number;
}

export interface PromptLibrary {
  readonly port: number;
  /** Opens this world; before, connections are closed. */
  serve(world: World): void;
  /** Forgets what was noted. */
  forget(): void;
  /** When the last request of a code came, since it was told to forget. */
  timesOf(code: string): Times;
  close(): void;
}

/** Starts a library system on a free port of 127.0.0.1. */
export async function startPromptLibrary(): Promise<PromptLibrary> {
  let acs: Acs | null = null;
  const noted = new Map<string, Times>();
  const sockets = new Set<Socket>();
  const now = (): Moment => ({ ticks: performance.now(), wall: Date.now(), utcOffsetMinutes: 0 });

  const server = createServer((socket) => {
    if (acs === null) {
      socket.destroy();
      return;
    }
    const connection = acs.accept();
    sockets.add(socket);
    socket.setNoDelay(true);
    socket.on('error', () => {});
    socket.on('data', (bytes: Buffer) => {
      const arrived = performance.now();
      for (const output of connection.receive(new Uint8Array(bytes), now())) {
        if (output.kind === 'send') socket.write(output.bytes);
        if (output.kind === 'close') socket.destroySoon();
      }
      noted.set(bytes.toString('latin1', 0, 2), { arrived, left: performance.now() });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the library system has no port');

  return {
    port: address.port,
    serve(world) {
      world.libraryDelayMs = 0;
      acs = createAcs(world, LOGIN);
    },
    forget: () => noted.clear(),
    timesOf(code) {
      const times = noted.get(code);
      if (times === undefined) throw new Error(`no ${code} came to the library system`);
      return times;
    },
    close() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}
