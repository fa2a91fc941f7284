// Who may borrow and renew what: the library's rules, with the words in which a refusal is told.

import { loansOf, type World, type WorldItem, type WorldPatron } from '../world/world.ts';
import type { AcsSettings } from './settings.ts';

/** A no, in words for the patron. */
export interface Refused {
  readonly refused: string;
}

/** A patron and an item that may come together. */
export interface Allowed {
  readonly patron: WorldPatron;
  readonly item: WorldItem;
  /** A checkout of what the patron already has is a renewal. */
  readonly as: 'loan' | 'renewal';
}

/** Who asks for what. A PIN that is '' was not given. */
export interface Wish {
  readonly card: string;
  readonly pin: string | undefined;
  readonly barcode: string;
  /** BO: a fee that goes with it is accepted. */
  readonly feeAcknowledged: boolean;
}

const refused = (words: string): Refused => ({ refused: words });

/** Why a patron may neither borrow nor renew; null where nothing stands against it. */
export const cardRefusal = (patron: WorldPatron, settings: AcsSettings): Refused | null => {
  if (patron.blocked) return refused('Your card is blocked. Please ask at the desk.');
  if (patron.expired) return refused('Your card has expired. Please renew it at the desk.');
  return patron.owedCents >= settings.feeLimitCents
    ? refused('You owe too much to borrow. Please pay at the desk first.')
    : null;
};

/** Has the card as many loans as it may have? */
export const hasTooMany = (world: World, { about }: WorldPatron): boolean =>
  loansOf(world, about.card).length >= about.loanLimit;

/** True where no PIN was given: it is the library's to insist on one. */
export const pinFits = (patron: WorldPatron, pin: string | undefined): boolean =>
  pin === undefined || pin === '' || pin === patron.about.pin;

type Pair = Pick<Allowed, 'patron' | 'item'>;

/** The patron whose card this is, where the PIN fits. */
export const patronWith = (world: World, card: string, pin: string | undefined): WorldPatron | Refused => {
  const patron = world.patrons.get(card);
  if (patron === undefined) return refused('This card is not known here.');
  return pinFits(patron, pin) ? patron : refused('The PIN is wrong.');
};

/** Why this card may do nothing, whatever the item; null where nothing stands against it. */
export const patronRefusal = (
  world: World,
  card: string,
  pin: string | undefined,
  settings: AcsSettings,
): Refused | null => {
  const patron = patronWith(world, card, pin);
  return 'refused' in patron ? patron : cardRefusal(patron, settings);
};

const pairOf = (world: World, { card, pin, barcode }: Wish, settings: AcsSettings): Pair | Refused => {
  const patron = patronWith(world, card, pin);
  if ('refused' in patron) return patron;
  const item = world.items.get(barcode);
  if (item === undefined) return refused('This item is not known here.');
  return cardRefusal(patron, settings) ?? { patron, item };
};

/** May this patron borrow this item, or renew the loan of it? */
export const mayBorrow = (world: World, wish: Wish, settings: AcsSettings): Allowed | Refused => {
  const pair = pairOf(world, wish, settings);
  if ('refused' in pair) return pair;
  if (pair.item.standing.borrower === wish.card) return renewable(pair, settings);
  return shelfRefusal(pair) ?? tooMany(world, pair.patron) ?? { ...pair, as: 'loan' };
};

const tooMany = (world: World, patron: WorldPatron): Refused | null =>
  hasTooMany(world, patron)
    ? refused(`You have ${patron.about.loanLimit} loans; your card allows no more.`)
    : null;

const shelfRefusal = ({ patron, item: { about, standing } }: Pair): Refused | null => {
  if (!about.loanable) return refused('This item is not for loan.');
  if (standing.circulation === 'on-loan') return refused('This item is on loan to another patron.');
  if (standing.circulation === 'lost')
    return refused('This item was reported lost. Please bring it to the desk.');
  const [first] = standing.holds;
  if (first !== undefined && first.card !== patron.about.card)
    return refused('This item is reserved for another patron.');
  return standing.circulation === 'in-transit'
    ? refused(`This item is on its way to ${standing.destination}. Please bring it to the desk.`)
    : null;
};

/** May this patron renew the loan of this item? */
export const mayRenew = (world: World, wish: Wish, settings: AcsSettings): Allowed | Refused => {
  const pair = pairOf(world, wish, settings);
  return 'refused' in pair ? pair : renewable(pair, settings);
};

const renewable = (pair: Pair, settings: AcsSettings): Allowed | Refused => {
  const { borrower, holds, renewals } = pair.item.standing;
  if (borrower !== pair.patron.about.card) return refused('This item is not on loan to you.');
  if (holds.length > 0) return refused('Somebody waits for this item, so it cannot be renewed.');
  return renewals >= settings.renewalLimit
    ? refused(`This loan was renewed ${renewals} times and cannot be renewed again.`)
    : { ...pair, as: 'renewal' };
};
