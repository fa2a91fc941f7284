// The library system's books: lending, taking back, renewing, cancelling. Rules of who may do what are the ACS's;
// here it simply happens.

import type { Circulation, Hold, WorldItem, WorldPatron } from './world.ts';

/** How a check-in ended for the item. */
export type TakenBack =
  | { readonly kind: 'shelved' }
  /** Put aside for the first patron of the queue, here or at another branch. */
  | { readonly kind: 'held'; readonly hold: Hold }
  | { readonly kind: 'sent'; readonly destination: string };

/** Lends the item; the patron's own reservation is served by it. */
export const lend = (item: WorldItem, patron: WorldPatron, dueWall: number): void => {
  const { card } = patron.about;
  item.beforeLoan = item.standing;
  item.touched = true;
  item.standing = {
    circulation: 'on-loan',
    borrower: card,
    dueWall,
    renewals: 0,
    holds: item.standing.holds.filter((hold) => hold.card !== card),
    destination: null,
  };
};

/** Extends a loan. */
export const extend = (item: WorldItem, dueWall: number): void => {
  item.beforeLoan = item.standing;
  item.touched = true;
  item.standing = { ...item.standing, dueWall, renewals: item.standing.renewals + 1 };
};

/** Undoes the last loan or extension as if it had not been. */
export const undoLoan = (item: WorldItem): void => {
  if (item.beforeLoan === null) {
    item.standing = {
      ...item.standing,
      circulation: 'available',
      borrower: null,
      dueWall: null,
      renewals: 0,
    };
  } else {
    item.standing = item.beforeLoan;
  }
  item.beforeLoan = null;
};

const after = (
  item: WorldItem,
  branch: string,
): { circulation: Circulation; destination: string | null; taken: TakenBack } => {
  const hold = item.standing.holds[0];
  if (hold !== undefined) {
    return hold.pickup === branch
      ? { circulation: 'hold-shelf', destination: null, taken: { kind: 'held', hold } }
      : { circulation: 'in-transit', destination: hold.pickup, taken: { kind: 'held', hold } };
  }
  const { circulation, destination } = item.standing;
  if (circulation === 'in-transit' && destination !== null && destination !== branch) {
    return { circulation, destination, taken: { kind: 'sent', destination } };
  }
  return { circulation: 'available', destination: null, taken: { kind: 'shelved' } };
};

/** Takes the item back at a branch: it goes to the shelf, to the next patron of its queue, or on its way. */
export const takeBack = (item: WorldItem, branch: string): TakenBack => {
  const { circulation, destination, taken } = after(item, branch);
  item.standing = {
    circulation,
    borrower: null,
    dueWall: null,
    renewals: 0,
    holds: item.standing.holds,
    destination,
  };
  item.beforeLoan = null;
  item.touched = true;
  return taken;
};
