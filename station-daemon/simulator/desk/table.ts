// The world as the table's page shows it.

import type { DeskItemState, DeskPicture, DeskTable } from '../../../protocols/screen/desk.ts';
import { AFI_ON_LOAN, AFI_SECURED, securityOfAfi } from '../../../protocols/tags/security.ts';
import { itemsInField } from '../world/field.ts';
import type { PrintedPicture, World, WorldItem } from '../world/world.ts';

const MOST_SLIPS = 10;
/** A picture is some kilobytes, and the table is sent after each change. */
const MOST_PICTURED_SLIPS = 3;

const tagState = ({ tags }: WorldItem): DeskItemState['tag'] => {
  const states = new Set(
    tags.map(({ afi }) => securityOfAfi(afi, { secured: AFI_SECURED, onLoan: AFI_ON_LOAN })),
  );
  const [state] = states;
  return states.size === 1 && state !== undefined && state !== 'other' ? state : 'mixed';
};

const stateOf = (item: WorldItem): DeskItemState => ({
  item: item.about.barcode,
  tag: tagState(item),
  loan: item.standing.circulation,
});

const pictureOf = ({ bits, ...picture }: PrintedPicture): DeskPicture => ({
  ...picture,
  bits: Array.from(bits, (byte) => byte.toString(16).padStart(2, '0')).join(''),
});

/** What lies on the table, how things stand with every item that was touched or is not simply on the shelf. */
export const tableOf = (world: World): DeskTable => {
  const items = [...world.items.values()];
  return {
    onPad: itemsInField(world).map(({ about }) => about.barcode),
    carriedOut: items.filter(({ carriedOut }) => carriedOut).map(({ about }) => about.barcode),
    items: items
      .map((item) => ({ touched: item.touched, state: stateOf(item) }))
      .filter(({ touched, state }) => touched || state.tag !== 'secured' || state.loan !== 'available')
      .map(({ state }) => state),
    gate: { ...world.gate },
    slips: world.printer.slips.slice(-MOST_SLIPS).reverse(),
    pictures: world.printer.pictures
      .slice(-MOST_PICTURED_SLIPS)
      .reverse()
      .map((pictures) => pictures.map(pictureOf)),
    parts: { ...world.parts },
    paper: world.printer.paper,
    libraryDelayMs: world.libraryDelayMs,
  };
};
