// How the world is when the doors open: every tag written, the tales told by the collection set up,
// and the patrons' first loans dealt out. Deterministic in its options.

import type { Moment } from '../../../protocols/moment.ts';
import { DSFID, type TagModel } from '../../../protocols/tags/models.ts';
import { AFI_ON_LOAN, AFI_SECURED, type GateLooksAt } from '../../../protocols/tags/security.ts';
import { OFFLINE_ALLOWED } from '../../../protocols/tags/usage.ts';
import { writeTag } from '../../../protocols/tags/write-tag.ts';
import { type CollectionItem, collection } from '../collection/collection.ts';
import { type CollectionPatron, patrons } from '../collection/patrons.ts';
import { type TitleTale, titleTales } from '../collection/tales.ts';
import type { Standing, World, WorldItem, WorldTag } from './world.ts';

/** What can be chosen about a new world. */
export interface WorldOptions {
  /** When the doors open; due dates count from here. */
  readonly now: Moment;
  /** Shifts which books the first loans are. Same seed, same world. */
  readonly seed?: number;
  /** Answer time of the library system; 40 ms unless told. */
  readonly libraryDelayMs?: number;
  /** What the gate looks at; the AFI unless told. */
  readonly gateLooksAt?: GateLooksAt;
}

const DAY_MS = 86_400_000;
/** ICODE SLIX. */
const TAG_BLOCKS = { count: 28, size: 4 };
const TAG_BYTES = TAG_BLOCKS.count * TAG_BLOCKS.size;
/** Owner written on the tags. */
const OWNER = 'VN-LENDDEMO';
/** Of so many items one came from a library that writes its tags in another model. */
const OTHER_MODEL_EVERY = 8;
/** Steps through the shelves when dealing first loans; prime, so that they spread over all languages. */
const DEAL_STEP = 17;

const onShelf: Standing = {
  circulation: 'available',
  borrower: null,
  dueWall: null,
  renewals: 0,
  holds: [],
  destination: null,
};

const writtenTag = (about: CollectionItem, uid: string, part: number, model: TagModel): WorldTag => {
  const blank = new Uint8Array(TAG_BYTES);
  const written = writeTag(
    model,
    {
      kind: 'item',
      item: about.barcode,
      parts: about.uids.length,
      part,
      usage: about.loanable ? 'for-loan' : 'not-for-loan',
      offline: OFFLINE_ALLOWED,
      owner: OWNER,
    },
    blank,
    TAG_BLOCKS,
  );
  // A barcode that does not fit leaves a blank tag; a test reads every tag of the collection back.
  const memory = written.ok ? written.memory : blank;
  return {
    uid,
    part,
    memory,
    afi: AFI_SECURED,
    dsfid: DSFID[model],
    eas: true,
    password: new Uint8Array(4),
    guarded: { eas: false, afi: false },
    health: 'good',
  };
};

/** An item that was never lent, its tags written and secured; in ISO 28560-3 unless told. */
export const placedItem = (about: CollectionItem, model: TagModel = 'iso28560-3'): WorldItem => ({
  about,
  standing: onShelf,
  beforeLoan: null,
  tags: about.uids.map((uid, index) => writtenTag(about, uid, index + 1, model)),
  carriedOut: false,
  touched: false,
});

/** The last minute of the day so many days ahead, in local time, as a wall clock value. */
export const endOfDayWall = (now: Moment, daysAhead: number): number => {
  const offsetMs = now.utcOffsetMinutes * 60_000;
  const localDay = Math.floor((now.wall + offsetMs) / DAY_MS) + daysAhead;
  return (localDay + 1) * DAY_MS - 60_000 - offsetMs;
};

const cardOf = (place: number | undefined): string => patrons[place ?? 0]?.card ?? '';

/** Lends an item to a card before the doors open; its tags are released. */
export const lendAtStart = (item: WorldItem, card: string, dueWall: number): void => {
  item.standing = { ...item.standing, circulation: 'on-loan', borrower: card, dueWall };
  for (const tag of item.tags) {
    tag.afi = AFI_ON_LOAN;
    tag.eas = false;
  }
};

const tell = (item: WorldItem, tale: TitleTale, now: Moment): void => {
  switch (tale.kind) {
    case 'reserved':
      item.standing = { ...item.standing, holds: [{ card: cardOf(tale.forPatron), pickup: tale.pickup }] };
      if (tale.was === 'hold-shelf') item.standing = { ...item.standing, circulation: 'hold-shelf' };
      if (tale.was === 'on-loan') lendAtStart(item, cardOf(tale.borrower), endOfDayWall(now, 10));
      break;
    case 'lost':
      item.standing = { ...item.standing, circulation: 'lost' };
      break;
    case 'in-transit':
      item.standing = { ...item.standing, circulation: 'in-transit', destination: tale.destination };
      break;
    case 'lent':
      lendAtStart(item, cardOf(tale.borrower), endOfDayWall(now, tale.dueInDays));
      break;
  }
};

/** Deals each patron what is missing of their first loans, from plain books that are not on the desk. */
const dealFirstLoans = (items: readonly WorldItem[], options: WorldOptions): void => {
  const deck = items.filter(
    ({ about, standing }) => about.tale === 'plain' && !about.onTable && standing === onShelf,
  );
  let place = (options.seed ?? 0) % deck.length;
  for (const patron of patrons) {
    let have = items.filter(({ standing }) => standing.borrower === patron.card).length;
    while (have < patron.loansAtStart) {
      const item = deck[place];
      if (item === undefined) return;
      // Every fifth loan is overdue by some days; the others fall due within four weeks.
      const daysAhead = place % 5 === 0 ? -3 : 1 + (place % 27);
      lendAtStart(item, patron.card, endOfDayWall(options.now, daysAhead));
      deck.splice(place, 1);
      place = (place + DEAL_STEP) % deck.length;
      have += 1;
    }
  }
};

const modelAt = (place: number): TagModel => (place % OTHER_MODEL_EVERY === 0 ? 'iso28560-2' : 'iso28560-3');

/** Makes the world as it is when the doors open. */
export const createWorld = (options: WorldOptions): World => {
  const items = collection.map((about, place) => placedItem(about, modelAt(place)));
  for (const item of items) {
    const tale = titleTales.find(({ title }) => title === item.about.title);
    if (tale !== undefined) tell(item, tale, options.now);
  }
  dealFirstLoans(items, options);
  return worldOf(items, patrons, options);
};

/** A world of these items and patrons, with nothing on its pad. */
export const worldOf = (
  items: readonly WorldItem[],
  people: readonly CollectionPatron[],
  options: Pick<WorldOptions, 'libraryDelayMs' | 'gateLooksAt'>,
): World => ({
  items: new Map(items.map((item) => [item.about.barcode, item])),
  patrons: new Map(
    people.map((about) => [
      about.card,
      {
        about,
        blocked: about.tale === 'blocked',
        expired: about.tale === 'expired',
        owedCents: about.owedCents,
      },
    ]),
  ),
  tags: new Map(items.flatMap((item) => item.tags.map((tag) => [tag.uid, { item, tag }] as const))),
  field: [],
  gate: { alarm: false, item: null },
  gateLooksAt: options.gateLooksAt ?? 'afi',
  printer: {
    paper: 'full',
    coverOpen: false,
    cutterJammed: false,
    hot: false,
    paused: false,
    linesLeft: null,
    slips: [],
    pictures: [],
  },
  parts: { library: 'working', pad: 'working', scanner: 'working', printer: 'working' },
  libraryDelayMs: options.libraryDelayMs ?? 40,
});
