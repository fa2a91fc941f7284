// What a visitor does at the table, done to the world.

import type { DeskDeed, DeskPart } from '../../../protocols/screen/desk.ts';
import { bringBack, carryOut, layItem, liftItem } from '../world/field.ts';
import type { World, WorldItem } from '../world/world.ts';

/** What a deed wants done beyond the world's state, by whoever runs the twins. */
export type DeskEffect =
  | { readonly kind: 'none' }
  /** Show the scanner this text. */
  | { readonly kind: 'scan'; readonly text: string }
  /** Unplug the part, or plug it in. Told only when it was otherwise. */
  | { readonly kind: 'switch'; readonly part: DeskPart; readonly to: 'working' | 'away' };

const NONE: DeskEffect = { kind: 'none' };
const LONGEST_DELAY_MS = 120_000;

const doToItem = (
  world: World,
  item: WorldItem,
  kind: 'lay' | 'lift' | 'carryOut' | 'bringBack' | 'scanItem',
): DeskEffect => {
  switch (kind) {
    case 'lay':
      if (item.carriedOut) bringBack(world, item);
      layItem(world, item.about.barcode);
      return NONE;
    case 'lift':
      liftItem(world, item.about.barcode);
      return NONE;
    case 'carryOut':
      carryOut(world, item);
      return NONE;
    case 'bringBack':
      bringBack(world, item);
      return NONE;
    case 'scanItem':
      item.touched = true;
      return { kind: 'scan', text: item.about.barcode };
  }
};

/**
 * Does a deed, and tells what else is to be done. Items and cards that the world does not know, and delays that are
 * no length of time, change nothing.
 */
export const doDeed = (world: World, deed: DeskDeed): DeskEffect => {
  switch (deed.kind) {
    case 'lay':
    case 'lift':
    case 'carryOut':
    case 'bringBack':
    case 'scanItem': {
      const item = world.items.get(deed.item);
      return item === undefined ? NONE : doToItem(world, item, deed.kind);
    }
    case 'liftAll':
      world.field.length = 0;
      return NONE;
    case 'showCard':
      return world.patrons.has(deed.card) ? { kind: 'scan', text: deed.card } : NONE;
    case 'switch':
      if (world.parts[deed.part] === deed.to) return NONE;
      world.parts[deed.part] = deed.to;
      return { kind: 'switch', part: deed.part, to: deed.to };
    case 'paper':
      world.printer.paper = deed.to;
      // A roll put in by hand, or taken out, is not one that ends at a line that was counted before.
      world.printer.linesLeft = null;
      return NONE;
    case 'delay':
      if (deed.libraryDelayMs >= 0 && deed.libraryDelayMs <= LONGEST_DELAY_MS) {
        world.libraryDelayMs = deed.libraryDelayMs;
      }
      return NONE;
  }
};
