// Hold (16): a reservation is made, changed or taken back.

import type { MessageOf } from '../../../protocols/sip2/table.ts';
import type { Hold, WorldItem } from '../world/world.ts';
import { type Desk, today } from './desk.ts';
import { patronRefusal, type Refused } from './rules.ts';

/** 16. The item is named by its barcode (AB) or its title (AJ). `available`: it could be fetched now. */
export const hold = (request: MessageOf<'15'>, desk: Desk): MessageOf<'16'> => {
  const item = itemOf(request, desk);
  const refusal =
    item === undefined ? { refused: 'This item is not known here.' } : change(request, item, desk);
  const place = item?.standing.holds.findIndex(({ card }) => card === request.patronIdentifier) ?? -1;
  const found = item?.standing.holds[place];
  return {
    code: '16',
    ok: refusal === null ? '1' : '0',
    available: item?.standing.circulation === 'available' ? 'Y' : 'N',
    transactionDate: today(desk),
    institutionId: desk.settings.institution,
    patronIdentifier: request.patronIdentifier,
    ...(found === undefined ? {} : { queuePosition: String(place + 1), pickupLocation: found.pickup }),
    ...(item === undefined ? {} : { itemIdentifier: item.about.barcode, titleIdentifier: item.about.title }),
    screenMessage: refusal === null ? [] : [refusal.refused],
    printLine: [],
    extra: [],
  };
};

const itemOf = ({ itemIdentifier, titleIdentifier }: MessageOf<'15'>, { world }: Desk) =>
  itemIdentifier === undefined || itemIdentifier === ''
    ? [...world.items.values()].find(({ about }) => about.title === titleIdentifier)
    : world.items.get(itemIdentifier);

const change = (request: MessageOf<'15'>, item: WorldItem, desk: Desk): Refused | null => {
  const { patronIdentifier: card, patronPassword: pin, holdMode } = request;
  const refusal = patronRefusal(desk.world, card, pin, desk.settings);
  if (refusal !== null) return refusal;
  const { holds } = item.standing;
  const made: Hold = { card, pickup: request.pickupLocation || desk.settings.branch };
  const has = holds.some((other) => other.card === card);
  switch (holdMode) {
    case '+':
      if (has) return { refused: 'You wait for this item already.' };
      if (item.standing.borrower === card) return { refused: 'You already have this item.' };
      return write(item, [...holds, made]);
    case '*':
      if (!has) return { refused: 'You do not wait for this item.' };
      return write(
        item,
        holds.map((other) => (other.card === card ? made : other)),
      );
    case '-':
      if (!has) return { refused: 'You do not wait for this item.' };
      return write(
        item,
        holds.filter((other) => other.card !== card),
      );
    default:
      return { refused: 'A reservation is made, changed or taken back.' };
  }
};

/** What was put aside for nobody any more goes back to the shelf. */
const write = (item: WorldItem, holds: readonly Hold[]): null => {
  const left = item.standing.circulation === 'hold-shelf' && holds.length === 0;
  item.standing = { ...item.standing, holds, ...(left ? { circulation: 'available' } : {}) };
  item.touched = true;
  return null;
};
