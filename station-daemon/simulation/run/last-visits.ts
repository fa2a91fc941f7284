// Whoever comes last, when nothing goes wrong any more: borrows an item that lay on the shelf all night, and brings it
// back. If that does not work, the station is stuck.

import type { World, WorldItem } from '../../simulator/world/world.ts';
import { type House, LAST_ITEM, LAST_PATRON } from '../plan/house.ts';
import type { Deed, Visit } from '../plan/night-plan.ts';
import { isReleased, isSecured } from '../truth/tags.ts';

const STEP_MS = 500;
const PATIENCE_MS = 20_000;

/** The two visits. */
export function lastVisits(house: House, wantsReceipt: boolean): readonly Visit[] {
  const patron = LAST_PATRON;
  const item = LAST_ITEM;
  const settled: Deed = { kind: 'waitFor', what: 'settled', atMostMs: PATIENCE_MS };
  const summary: Deed = { kind: 'waitFor', what: 'summary', atMostMs: PATIENCE_MS };
  const end: readonly Deed[] =
    house.station.hasPrinter && wantsReceipt
      ? [
          { kind: 'touch', what: 'printReceipt' },
          summary,
          { kind: 'waitFor', what: 'receipt', atMostMs: PATIENCE_MS },
        ]
      : [{ kind: 'touch', what: 'finish' }, summary];
  return [
    visitOf([
      { kind: 'showCard', patron },
      { kind: 'waitFor', what: 'identified', atMostMs: PATIENCE_MS },
      { kind: 'lay', item, parts: null },
      settled,
      { kind: 'takeTheirs' },
      ...end,
    ]),
    visitOf([{ kind: 'touch', what: 'return' }, { kind: 'lay', item, parts: null }, settled, ...end]),
  ];
}

function visitOf(deeds: readonly Deed[]): Visit {
  return {
    afterMs: 1_000,
    pins: ['right'],
    flees: false,
    steps: deeds.map((deed) => ({ afterMs: STEP_MS, deed })),
  };
}

const lastItem = (world: World, house: House): WorldItem | undefined =>
  world.items.get(house.items[LAST_ITEM]?.barcode ?? '');

/** Is the last item lent to the last patron, and released? */
export function borrowed(world: World, house: House): boolean {
  const item = lastItem(world, house);
  const card = house.patrons[LAST_PATRON]?.card;
  return item !== undefined && item.standing.borrower === card && item.tags.every(isReleased);
}

/** Is the last item back, and secured? */
export function returned(world: World, house: House): boolean {
  const item = lastItem(world, house);
  return item?.standing.borrower === null && item.tags.every(isSecured);
}
