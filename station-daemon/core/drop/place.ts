// The place where tags are read: what came in together is one piece. It leaves for a bin once all of it is returned or
// refused, and at the latest when it gets no further.

import { detached } from '../leave.ts';
import { itemsOn } from '../pad-items.ts';
import { allLooked, type PadTag, tagsOn } from '../pads.ts';
import { transactionOf } from '../row-state.ts';
import type { Row } from '../session.ts';
import { type CoreState, isLibraryHeardOf } from '../state.ts';
import { because } from '../transaction.ts';
import { binOfRow } from './bin-of-row.ts';
import { roomFor } from './full-bins.ts';
import type { Machinery } from './machinery.ts';
import { ADMIT_TRIES, DROP_TIMES } from './setup.ts';
import { jam, sortInto } from './sorter.ts';
import type { AtPlace, Here } from './state.ts';

/** What time, tags and sensors have brought about at it. */
export function settlePlace(machine: Machinery): void {
  const { place } = machine.state;
  switch (place.kind) {
    case 'clear':
      if (isTaken(machine)) arrive(machine);
      return;
    case 'coming':
      return awaited(machine, place.by);
    case 'here':
      return attend(machine, seenAnew(machine, place));
    case 'leaving':
      return left(machine, place);
  }
}

/** Tags at the place that belong to what lies there: not those of what has just left it. */
function tagsHere({ pads, spent }: CoreState): readonly PadTag[] {
  return tagsOn(pads).filter(({ uid }) => !spent.has(uid));
}

function isTaken(machine: Machinery): boolean {
  return machine.feels(machine.setup.placeSensor) || tagsHere(machine.turn.state).length > 0;
}

function arrive(machine: Machinery): void {
  const { ticks } = machine;
  const fresh = { tags: '', tagsSince: ticks, progress: '', progressSince: ticks } as const;
  // Any longer, and it would take along what waits at the inlet by now.
  machine.order(machine.setup.admit?.relay, false);
  machine.set({ inlet: 'known', vain: 0 });
  attend(machine, seenAnew(machine, { kind: 'here', sure: true, ...fresh }));
}

function awaited(machine: Machinery, by: number): void {
  if (isTaken(machine)) return arrive(machine);
  if (machine.ticks < by) return;
  // Without a sensor it is there by its time.
  if (machine.setup.placeSensor === null) return arrive(machine);
  // After a start it may have been nothing.
  const vain = machine.state.inlet === 'unknown' ? 0 : machine.state.vain + 1;
  machine.set({ place: { kind: 'clear' }, inlet: 'known', vain: vain >= ADMIT_TRIES ? 0 : vain });
  if (vain >= ADMIT_TRIES) jam(machine);
}

/** With the moments at which something about it changed. */
function seenAnew({ turn, ticks }: Machinery, before: Here): Here {
  const { state } = turn;
  // Before a reader has looked, nobody knows what lies there; and nothing is begun before all else has been heard of.
  const isBegun = allLooked(state.pads) && turn.mayBegin && isLibraryHeardOf(state);
  const from = isBegun ? before : { ...before, tagsSince: ticks, progressSince: ticks };
  const tags = tagsHere(state)
    .map(({ uid, content }) => `${uid} ${content.kind}`)
    .join(',');
  const progress = rowsHere(state)
    .map(
      (row) => `${row.row} ${row.gathering} ${transactionOf(state, row)?.stage.kind} ${binOfRow(state, row)}`,
    )
    .join(',');
  const seen = tags === from.tags ? from : { ...from, tags, tagsSince: ticks, progressSince: ticks };
  return progress === seen.progress ? seen : { ...seen, progress, progressSince: ticks };
}

function rowsHere({ session, spent, pads }: CoreState): readonly Row[] {
  if (session.kind !== 'open') return [];
  const here = new Set(tagsOn(pads).flatMap(({ uid }) => (spent.has(uid) ? [] : [uid])));
  return session.rows.filter(({ uids }) => uids.some((uid) => here.has(uid)));
}

function attend(machine: Machinery, here: Here): void {
  if (here !== machine.state.place) machine.set({ place: here });
  const { turn, setup, ticks } = machine;
  const isEmpty = tagsHere(turn.state).length === 0;
  const isFelt = setup.placeSensor === null || machine.feels(setup.placeSensor);
  // Taken out again; or nothing lay there when the station started.
  if (isEmpty && !isFelt && ticks >= here.tagsSince + DROP_TIMES.noTagMs)
    return machine.set({ place: { kind: 'clear' } });
  const bin = turn.mayBegin ? binOfPiece(machine, here) : null;
  if (bin === null) return;
  const { sorter } = machine.state;
  const room = roomFor(
    machine.drop,
    machine.state,
    sorter.kind === 'unknown' ? machine.drop.exceptionBin : bin,
  );
  if (room === null || (sorter.kind !== 'free' && !(sorter.kind === 'unknown' && setup.sort === null)))
    return;
  sendOff(machine, room, here.sure || !isEmpty);
}

/** Where all of it goes; null while that is not known. */
function binOfPiece(machine: Machinery, here: Here): number | null {
  const { turn, ticks, drop } = machine;
  const { state } = turn;
  const tags = tagsHere(state);
  if (tags.length === 0) {
    if (ticks < here.tagsSince + DROP_TIMES.noTagMs) return null;
    if (here.sure) turn.remark('drop-not-known');
    return drop.exceptionBin;
  }
  const isStrange = ({ content }: PadTag) => content.kind !== 'item';
  const items = itemsOn(state.pads).filter(({ uids }) => uids.some((uid) => !state.spent.has(uid)));
  const rows = rowsHere(state);
  const bins = rows.map((row) => binOfRow(state, row));
  // One that is not read yet may still be.
  const isUnread = tags.some((tag) => isStrange(tag) && ticks < tag.since + DROP_TIMES.noTagMs);
  const isDone = rows.length >= items.length && !bins.includes(null) && !isUnread;
  if (!isDone && ticks >= here.progressSince + DROP_TIMES.stuckMs) {
    turn.note('What lies in the book drop got no further and goes to the bin for exceptions.');
    return drop.exceptionBin;
  }
  if (!isDone || ticks < here.tagsSince + DROP_TIMES.settleMs) return null;
  const [bin = null, ...others] = new Set(bins);
  if (tags.some(isStrange)) turn.remark('drop-not-known');
  return bin === null || others.length > 0 || tags.some(isStrange) ? drop.exceptionBin : bin;
}

/** Takes it from the place. What is not settled by now goes on without anybody who waits for it. */
function sendOff(machine: Machinery, bin: number, sure: boolean): void {
  const { turn, setup, ticks } = machine;
  const uids = tagsHere(turn.state).map(({ uid }) => uid);
  const rows = rowsHere(turn.state);
  const undone = rows.filter((row) => binOfRow(turn.state, row) === null);
  const theirs = new Set(undone.map(({ transaction }) => transaction));
  const { session } = turn.state;
  for (const one of turn.state.transactions) if (theirs.has(one.transaction)) turn.callStaffTo(one);
  turn.set({
    spent: new Set([...turn.state.spent, ...uids]),
    transactions: turn.state.transactions.map((one) => (theirs.has(one.transaction) ? detached(one) : one)),
    ...(session.kind === 'open'
      ? {
          session: {
            ...session,
            rows: session.rows.map((row) => (undone.includes(row) ? leftToStaff(row) : row)),
          },
        }
      : {}),
  });
  sortInto(machine, bin, sure);
  machine.order(setup.move.relay, true, setup.move.ms);
  machine.set({ place: { kind: 'leaving', until: ticks + setup.move.ms, uids } });
}

function leftToStaff(row: Row): Row {
  return { ...row, transaction: null, gathering: false, refusal: because('staff-will-finish') };
}

function left(machine: Machinery, { until, uids }: Extract<AtPlace, { kind: 'leaving' }>): void {
  const { turn, setup, ticks } = machine;
  if (ticks < until) return;
  const isSeen = tagsOn(turn.state.pads).some((tag) => tag.unseenSince === null && uids.includes(tag.uid));
  const isHere = setup.placeSensor === null ? isSeen : machine.feels(setup.placeSensor) && isSeen;
  if (!isHere) return machine.set({ place: { kind: 'clear' } });
  if (ticks < until + DROP_TIMES.graceMs) return;
  // It did not move: the next time it goes to the bin for exceptions.
  arrive(machine);
  jam(machine);
}
