// What is put aside for the patron, with its shelf: asked for once the account is on the screen, one thing at a time, so
// that what they do meanwhile need not wait.

import type { HoldRow } from '../../protocols/screen/screen.ts';
import { nameOf } from './item-name.ts';
import type { LibraryAnswer } from './library-port.ts';
import type { HoldKnown, Holds, OpenSession, Patron } from './session.ts';
import type { Turn } from './state.ts';

/** More than these are counted, not listed: each costs a request. */
const MOST_LISTED = 20;

/** Asks for the list, then for title and shelf of each. Called after every event. */
export function askHolds(turn: Turn): void {
  const here = accountOf(turn);
  if (here === null || !turn.libraryReady) return;
  const { credentials, holds, holdsReady } = here.patron;
  if (holds.kind === 'not-asked' && holdsReady > 0) {
    const order = turn.ask({ kind: 'holds', patron: credentials });
    return setHolds(turn, here, { kind: 'asked', order });
  }
  if (holds.kind !== 'known' || holds.rows.some(({ description }) => description.kind === 'asked')) return;
  const next = holds.rows.find(({ description }) => description.kind === 'waiting');
  if (next === undefined) return;
  const order = turn.ask({ kind: 'item', item: next.item });
  setRow(turn, here, holds.rows, { ...next, description: { kind: 'asked', order } });
}

/** An answer about what is put aside. False where it is none. */
export function holdsAnswered(turn: Turn, order: number, answer: LibraryAnswer): boolean {
  const { session } = turn.state;
  if (session.kind !== 'open' || session.patron === null) return false;
  const here = { session, patron: session.patron };
  const { holds } = session.patron;
  if (holds.kind === 'asked' && holds.order === order) {
    const items = answer.kind === 'holds' ? [...new Set(answer.items)].slice(0, MOST_LISTED) : [];
    const description = { kind: 'waiting' } as const;
    const rows = items.map((item) => ({ row: turn.number(), item, description, title: null, place: null }));
    setHolds(turn, here, { kind: 'known', rows });
    return true;
  }
  if (holds.kind !== 'known') return false;
  const row = holds.rows.find(
    ({ description }) => description.kind === 'asked' && description.order === order,
  );
  if (row === undefined) return false;
  setRow(turn, here, holds.rows, described(row, answer));
  return true;
}

/** What is written like a barcode: without a blank, with a digit, and too long for a title that is a year. */
const LIKE_BARCODE = /^(?=.*[0-9])\S{6,}$/;

/** Where the item is not known by what the list calls it, that is its title already. */
function described(row: HoldKnown, answer: LibraryAnswer): HoldKnown {
  const told = answer.kind === 'item' ? answer.item.title : '';
  const title = told !== '' ? told : LIKE_BARCODE.test(row.item) ? null : row.item;
  const place = answer.kind === 'item' ? answer.item.place : null;
  return { ...row, description: { kind: 'done' }, title, place };
}

/** The rows of the screen. */
export function holdsShown(holds: Holds): readonly HoldRow[] {
  if (holds.kind !== 'known') return [];
  return holds.rows.map(({ row, item, title, place, description }) => ({
    ...nameOf(item, title),
    row,
    state: description.kind === 'done' ? 'told' : 'asking',
    place,
  }));
}

interface Here {
  readonly session: OpenSession;
  readonly patron: Patron;
}

/** The patron whose account is on the screen, with its loans. */
function accountOf({ state: { session } }: Turn): Here | null {
  if (session.kind !== 'open' || session.mode !== 'account' || session.patron === null) return null;
  return session.patron.loans.kind === 'known' ? { session, patron: session.patron } : null;
}

function setRow(turn: Turn, here: Here, rows: readonly HoldKnown[], row: HoldKnown): void {
  setHolds(turn, here, { kind: 'known', rows: rows.map((one) => (one.row === row.row ? row : one)) });
}

function setHolds(turn: Turn, { session, patron }: Here, holds: Holds): void {
  turn.set({ session: { ...session, patron: { ...patron, holds } } });
}
