// What must hold at any time on the bench, whatever is done to it.

import assert from 'node:assert/strict';
import type { Security, TagSeen, Uid } from '../../protocols/devices/pad.ts';
import type { Moment } from '../../protocols/moment.ts';
import type { Screen } from '../../protocols/screen/screen.ts';
import { readTag } from '../../protocols/tags/tag-content.ts';
import { stepCore } from '../../station-daemon/core/core.ts';
import type { JournalEntry, JournalStep } from '../../station-daemon/core/journal-entry.ts';
import type { LibraryRequest } from '../../station-daemon/core/library-port.ts';
import { screenOf } from '../../station-daemon/core/screen-of.ts';
import type { CoreState } from '../../station-daemon/core/state.ts';
import { nextDeadline } from '../../station-daemon/core/time-out.ts';
import type { Books } from './books.ts';

/** The steps in which tags are written. */
const WRITES: ReadonlySet<JournalStep> = new Set(['writing', 'rolling-back']);

/** What is looked at of a bench. */
interface Watched {
  readonly state: CoreState;
  readonly now: Moment;
  readonly screen: Screen;
  readonly books: Books;
  readonly journal: ReadonlyMap<number, JournalEntry>;
  readonly journalWorks: boolean;
  /** What each tag was last read back as, after a write. */
  readonly verified: ReadonlyMap<Uid, Security>;
}

const A_DAY_MS = 86_400_000;

/** A screen without the time that is left. */
function untimed({ countdown, ...screen }: Screen): unknown {
  return { ...screen, warns: countdown?.warning ?? null };
}

/** A tag whose memory was read. */
type ReadTag = Pick<TagSeen, 'uid'> & { readonly memory: Uint8Array };

export class WhatHolds {
  readonly #bench: Watched;
  /** Loans that were shown as borrowed. */
  readonly #told = new Set<number>();

  constructor(bench: Watched) {
    this.#bench = bench;
  }

  /** A checkout, check-in or renewal is on disk before it is asked for. */
  askedAhead(request: LibraryRequest): void {
    if (request.kind !== 'checkout' && request.kind !== 'checkin' && request.kind !== 'renew') return;
    const ahead = [...this.#bench.journal.values()].some(
      ({ item, step }) => item === request.item && step !== 'done',
    );
    assert.ok(ahead, `${request.kind} of ${request.item} was asked for, and the journal knew nothing of it`);
  }

  /** A tag is written only once the journal says so. */
  writtenAhead(uid: Uid): void {
    const { journal, journalWorks } = this.#bench;
    const ahead = [...journal.values()].some(({ uids, step }) => uids.includes(uid) && WRITES.has(step));
    assert.ok(ahead || !journalWorks, `${uid} was written, and the journal knew nothing of it`);
  }

  /** No tag is released whose item is not on loan, or lent without the library system. */
  releasedOnLoan({ uid, memory }: ReadTag): void {
    const { books, journal, state } = this.#bench;
    const content = readTag(memory, state.setup.tagModels);
    const item = content.kind === 'item' ? content.item : '';
    const isLent = (books.titles.get(item)?.lentTo ?? null) !== null;
    const isOffline = [...journal.values()].some(
      (entry) => entry.item === item && entry.kind === 'loan' && entry.offline !== null,
    );
    assert.ok(isLent || isOffline, `${uid} was released, and ${item} is not on loan`);
  }

  /** After every event. */
  always(): void {
    const { screen, state } = this.#bench;
    assert.ok(screen.name !== 'help' || state.view.help !== null);
    this.#oneAtATime();
    this.#borrowedIsBorrowed();
    this.#nothingIsDueUnasked();
  }

  /**
   * The core asks to be woken for everything that time alone brings about: woken just before the next deadline that it
   * names, it has nothing to do and nothing else to show than the time that is left. What one step leaves to the next is
   * not a matter of time: a reader's next word is there in a moment.
   */
  #nothingIsDueUnasked(): void {
    const { now } = this.#bench;
    const { state } = stepCore(this.#bench.state, { kind: 'wake' }, now);
    const deadline = nextDeadline(state, now.ticks) ?? now.ticks + A_DAY_MS;
    const passed = deadline - 1 - now.ticks;
    if (passed <= 0) return;
    // A clock that is behind is put right by the staff, not by waiting.
    const wall = now.wall + (state.offline.clock === 'behind' ? 0 : passed);
    const then: Moment = { ...now, ticks: now.ticks + passed, wall };
    const woken = stepCore(state, { kind: 'wake' }, then);
    assert.deepEqual(woken.commands, [], `something was due before the deadline, ${passed} ms later`);
    assert.deepEqual(
      untimed(screenOf(woken.state, then)),
      untimed(screenOf(state, now)),
      'another screen, and no deadline for it',
    );
  }

  /** Nothing else writes the tags of an item that something goes on with. */
  #oneAtATime(): void {
    const { transactions, repairs } = this.#bench.state;
    const open = transactions.filter(({ kind, stage }) => kind !== 'renewal' && stage.kind !== 'ended');
    const writing = repairs.filter(({ stage }) => stage.kind === 'writing');
    const items = [...open, ...writing].map(({ item }) => item);
    assert.equal(new Set(items).size, items.length, 'two transactions of one item');
  }

  /** Nobody is told "borrowed" of what is not lent, or whose tag was not read back as released. */
  #borrowedIsBorrowed(): void {
    const { state, books, verified } = this.#bench;
    for (const one of state.transactions) {
      const { transaction, kind, stage, item, attended, tags, offline } = one;
      if (kind !== 'loan' || stage.kind !== 'ended' || stage.how.kind !== 'borrowed' || !attended) continue;
      if (this.#told.has(transaction)) continue;
      this.#told.add(transaction);
      const isLent = offline !== null || books.get(item).lentTo !== null;
      assert.ok(isLent, `${item} is shown as borrowed and not lent`);
      for (const { uid } of state.setup.secureTags ? tags : [])
        assert.equal(verified.get(uid), 'released', `${item} is shown as borrowed, ${uid} is not released`);
    }
  }
}
