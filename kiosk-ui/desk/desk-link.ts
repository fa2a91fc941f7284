// The table's only line to the daemon: books, cards and the table's state come in, deeds go out.

import { signal } from '@preact/signals';
import { io, type Socket } from 'socket.io-client';
import {
  DESK_DEED_MESSAGE,
  DESK_SHELF_MESSAGE,
  DESK_TABLE_MESSAGE,
  type DeskDeed,
  type DeskShelf,
  type DeskTable,
} from '../../protocols/screen/desk.ts';

/** Bounds of the waiting time between two attempts to come back, in milliseconds. */
const FIRST_RETRY_MS = 250;
const LONGEST_RETRY_MS = 1500;

/** All books and cards; null until the daemon has sent them. */
export const shelf = signal<DeskShelf | null>(null);
/** What lies where; null until the daemon has told. */
export const table = signal<DeskTable | null>(null);
/** Is the line up? While it is not, the last table stays in sight and nothing can be done. */
export const isConnected = signal(false);

type Daemon = Socket<
  { [DESK_SHELF_MESSAGE]: (shelf: DeskShelf) => void; [DESK_TABLE_MESSAGE]: (table: DeskTable) => void },
  { [DESK_DEED_MESSAGE]: (deed: DeskDeed) => void }
>;

let daemon: Daemon | null = null;

/** Connects to the daemon that served the page, and stays connected for good. Call once. */
export function joinDesk(): void {
  const socket: Daemon = io('/desk', {
    transports: ['websocket', 'polling'],
    reconnectionDelay: FIRST_RETRY_MS,
    reconnectionDelayMax: LONGEST_RETRY_MS,
    timeout: 4000,
  });
  daemon = socket;
  socket.on('connect', () => {
    isConnected.value = true;
  });
  socket.on(DESK_SHELF_MESSAGE, (sent) => {
    shelf.value = sent;
  });
  socket.on(DESK_TABLE_MESSAGE, (sent) => {
    table.value = sent;
  });
  socket.on('disconnect', (reason) => {
    isConnected.value = false;
    // socket.io doesn't come back by itself when it was the server that hung up, or let nobody in.
    if (reason === 'io server disconnect') setTimeout(() => socket.connect(), FIRST_RETRY_MS);
  });
  socket.on('connect_error', () => {
    if (!socket.active) setTimeout(() => socket.connect(), LONGEST_RETRY_MS);
  });
}

/** Does something at the table. While the daemon is away it is dropped: nothing may happen later by surprise. */
export function doDeed(deed: DeskDeed): void {
  if (daemon?.connected === true) daemon.emit(DESK_DEED_MESSAGE, deed);
}
