// Hands: laying items into the reader's field, lifting them, and carrying them through the gate.

import type { Uid } from '../../../protocols/devices/pad.ts';
import { AFI_SECURED, looksAtEas } from '../../../protocols/tags/security.ts';
import type { World, WorldItem, WorldTag } from './world.ts';

/** Lays one tag on top of what is in the field. */
export const layTag = (world: World, uid: Uid): void => {
  const found = world.tags.get(uid);
  if (found === undefined || world.field.includes(uid)) return;
  found.item.touched = true;
  found.item.carriedOut = false;
  world.field.push(uid);
};

/** Takes one tag out of the field. */
export const liftTag = (world: World, uid: Uid): void => {
  const place = world.field.indexOf(uid);
  if (place >= 0) world.field.splice(place, 1);
};

/** Lays all parts of an item into the field. */
export const layItem = (world: World, barcode: string): void => {
  for (const tag of world.items.get(barcode)?.tags ?? []) layTag(world, tag.uid);
};

/** Takes all parts of an item out of the field. */
export const liftItem = (world: World, barcode: string): void => {
  for (const tag of world.items.get(barcode)?.tags ?? []) liftTag(world, tag.uid);
};

/** The tag in the field that answers to this identifier, or null. */
export const tagInField = (world: World, uid: Uid): WorldTag | null => {
  if (!world.field.includes(uid)) return null;
  const tag = world.tags.get(uid)?.tag;
  return tag === undefined || tag.health === 'silent' ? null : tag;
};

/** Items with a part in the field, bottom first. */
export const itemsInField = (world: World): readonly WorldItem[] => {
  const found = new Set<WorldItem>();
  for (const uid of world.field) {
    const item = world.tags.get(uid)?.item;
    if (item !== undefined) found.add(item);
  }
  return [...found];
};

/** Would the gate cry out? It does for any part whose tag is secured in what it looks at. */
const setsGateOff = ({ gateLooksAt }: World, item: WorldItem): boolean =>
  item.tags.some(
    ({ health, afi, eas }) =>
      health !== 'silent' &&
      ((gateLooksAt !== 'eas' && gateLooksAt !== 'none' && afi === AFI_SECURED) ||
        (looksAtEas(gateLooksAt) && eas)),
  );

/** Carries an item out through the gate; one that lies in the field is lifted first. */
export const carryOut = (world: World, item: WorldItem): void => {
  liftItem(world, item.about.barcode);
  item.carriedOut = true;
  item.touched = true;
  world.gate.alarm = setsGateOff(world, item);
  world.gate.item = item.about.barcode;
};

/** Brings an item back into the room. The gate falls silent. */
export const bringBack = (world: World, item: WorldItem): void => {
  item.carriedOut = false;
  item.touched = true;
  world.gate.alarm = false;
  world.gate.item = null;
};
