// The house as a world of the simulator: its items with their tags, its patrons, and who has what.

import type { Uid } from '../../../protocols/devices/pad.ts';
import type { Moment } from '../../../protocols/moment.ts';
import { writeIso28560_3 } from '../../../protocols/tags/iso28560-3.ts';
import { tagUid } from '../../simulator/collection/barcode.ts';
import type { CollectionItem } from '../../simulator/collection/collection.ts';
import type { CollectionPatron } from '../../simulator/collection/patrons.ts';
import { endOfDayWall, lendAtStart, placedItem, worldOf } from '../../simulator/world/opening.ts';
import type { World, WorldItem } from '../../simulator/world/world.ts';
import type { House, HouseItem, HousePatron } from '../plan/house.ts';

/** Days that a loan has left when the doors open. */
const DAYS_LEFT = 9;
/** Tags of cards are numbered behind those of the items. */
const FIRST_CARD = 100;
const FEW_LOANS = 3;
const MANY_LOANS = 30;

/** What a tag holds that was erased and not programmed. */
const AFI_HALF = 0;

/** A house as it is before anybody came. */
export interface SmallLibrary {
  readonly world: World;
  /** The tag in the card of each patron. */
  readonly cards: readonly Uid[];
}

/** Opens a house. */
export function openSmallLibrary(house: House, now: Moment): SmallLibrary {
  const items = house.items.map((item, place) => {
    const about = catalogued(item, place);
    const key = `${place} ${item.barcode} ${item.parts} ${item.loanable} ${item.model}`;
    const placed = placedOnce(key, about, (described) => placedItem(described, item.model));
    stand(placed, item, house, now);
    if (item.tags === 'half') for (const tag of placed.tags) tag.afi = AFI_HALF;
    return placed;
  });
  const world = worldOf(items, house.patrons.map(registered), { libraryDelayMs: house.library.delayMs });
  const cards = house.patrons.map(cardWithTag);
  const tags = cards.flatMap((item) => item.tags.map((tag) => [tag.uid, { item, tag }] as const));
  return { world: { ...world, tags: new Map([...world.tags, ...tags]) }, cards: tags.map(([uid]) => uid) };
}

/** A patron's card with a tag in it: for the pad a thing like any other, for the library system no item. */
function cardWithTag({ card }: HousePatron, place: number): WorldItem {
  const tag = { parts: 1, model: 'iso28560-3', tags: 'whole' } as const;
  const stands = { kind: 'shelf' } as const;
  const about = { barcode: card, title: '', loanable: true, costs: false, stands, ...tag };
  return placedOnce(card, catalogued(about, FIRST_CARD + place), placedCard);
}

function placedCard(about: CollectionItem): WorldItem {
  const card = placedItem(about);
  const block = { parts: 0, part: 0, item: about.barcode, country: '', isil: '' } as const;
  const block34 = writeIso28560_3({ usage: 'patron-card', ...block }, 34);
  if (block34.ok) for (const tag of card.tags) tag.memory.set(block34.memory);
  return card;
}

/** Writing tags takes longer than all else, and nobody writes their memory in a night. */
const placed = new Map<string, WorldItem>();

/** The item as it was placed in an earlier night, its tags as they were then. */
function placedOnce(
  key: string,
  about: CollectionItem,
  place: (about: CollectionItem) => WorldItem,
): WorldItem {
  const known = placed.get(key) ?? place(about);
  placed.set(key, known);
  return { ...known, about, tags: known.tags.map((tag) => ({ ...tag })) };
}

function stand(placed: WorldItem, { stands }: HouseItem, { patrons }: House, now: Moment): void {
  switch (stands.kind) {
    case 'shelf':
      return;
    case 'lost':
      placed.standing = { ...placed.standing, circulation: 'lost' };
      return;
    case 'lent':
      return lendAtStart(placed, patrons[stands.patron]?.card ?? '', endOfDayWall(now, DAYS_LEFT));
    case 'reserved': {
      const card = patrons[stands.patron]?.card ?? '';
      placed.standing = { ...placed.standing, holds: [{ card, pickup: 'MAIN' }] };
      return;
    }
  }
}

function catalogued({ barcode, title, parts, loanable, costs }: HouseItem, place: number): CollectionItem {
  const number = 500 + place;
  return {
    barcode,
    title,
    author: '',
    language: 'en',
    callNumber: `SIM ${place}`,
    location: 'MAIN',
    sortBin: `S${place}`,
    media: '001',
    loanable,
    uids: [
      tagUid(number, 1),
      ...Array.from({ length: parts - 1 }, (_unused, further) => tagUid(number, further + 2)),
    ],
    fee: costs ? { type: '06', cents: 150 } : null,
    tale: 'plain',
    onTable: false,
    hue: 0,
  };
}

function registered({ card, name, pin, standing }: HousePatron): CollectionPatron {
  return {
    card,
    name,
    pin,
    language: '000',
    tale: standing === 'blocked' ? 'blocked' : 'plain',
    email: null,
    owedCents: 0,
    loanLimit: standing === 'few-loans' ? FEW_LOANS : MANY_LOANS,
    loansAtStart: 0,
  };
}
