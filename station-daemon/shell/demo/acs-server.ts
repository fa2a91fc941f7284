// A library system to connect to: a TCP server on this machine with an actor behind each connection.
// What the actor says is the simulator's business.

import { createServer, type Server, type Socket } from 'node:net';
import type { Moment } from '../../../protocols/moment.ts';
import { type Actor, runActor } from './run-actor.ts';

/** An actor that is told when its connection has gone. */
export interface ConnectionActor extends Actor {
  readonly disconnected?: (now: Moment) => void;
}

export interface AcsServerSetup {
  /** Makes the actor of a new connection. */
  readonly accept: () => ConnectionActor;
  /** Ticks may have fractions. */
  readonly now: () => Moment;
}

export interface AcsServer {
  /** Listens on 127.0.0.1; the first time on any free port, later on the same one. Resolves with the port. */
  start(): Promise<number>;
  /** As if it were switched off: all connections are cut, new ones refused. Does nothing where it is off. */
  stop(): Promise<void>;
}

/** A server that is off. */
export function createAcsServer({ accept, now }: AcsServerSetup): AcsServer {
  let port = 0;
  let server: Server | null = null;
  const sockets = new Set<Socket>();

  const serve = (socket: Socket): void => {
    sockets.add(socket);
    socket.setNoDelay(true);
    const actor = accept();
    const running = runActor(actor, {
      now,
      send: (bytes) => {
        socket.write(bytes);
      },
      close: () => socket.destroySoon(),
    });
    socket.on('data', (chunk: Buffer) => running.receive(new Uint8Array(chunk)));
    // An error is followed by `close`.
    socket.on('error', () => {});
    socket.on('close', () => {
      sockets.delete(socket);
      running.cut();
      actor.disconnected?.(now());
    });
  };

  return {
    async start() {
      if (server !== null) return port;
      const made = createServer(serve);
      server = made;
      port = await listen(made, port);
      return port;
    },
    async stop() {
      const last = server;
      server = null;
      for (const socket of sockets) socket.destroy();
      if (last !== null) await new Promise<void>((resolve) => last.close(() => resolve()));
    },
  };
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      if (typeof address === 'object' && address !== null) resolve(address.port);
      else reject(new Error('the server has no port'));
    });
  });
}
