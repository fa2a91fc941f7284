// Checkout (12), renewal (30, 66) and check-in (10), with cancelling by BI.

import type { MessageOf } from '../../../protocols/sip2/table.ts';
import { isYes } from '../../../protocols/sip2/values.ts';
import type { ItemFee } from '../collection/collection.ts';
import { extend, lend, type TakenBack, takeBack, undoLoan } from '../world/circulation.ts';
import { endOfDayWall } from '../world/opening.ts';
import { loansOf, type WorldItem } from '../world/world.ts';
import { amountText, type Desk, dueText, today } from './desk.ts';
import { type Allowed, mayBorrow, mayRenew, patronRefusal, type Refused, type Wish } from './rules.ts';

type LoanAnswer = Omit<MessageOf<'12'>, 'code'>;

/** 12. With BI=Y the loan that the patron has is undone. */
export const checkout = (request: MessageOf<'11'>, desk: Desk): MessageOf<'12'> => {
  const wish = wishOf(request, request.itemIdentifier);
  if (isYes(request.cancel)) return { code: '12', ...cancelled(wish, desk) };
  const allowed = mayBorrow(desk.world, wish, desk.settings);
  // Renewal policy N: the station wants no renewals.
  const refuses = desk.settings.loanAgain === 'refused' || request.renewalPolicy === 'N';
  const unwanted = 'as' in allowed && allowed.as === 'renewal' && refuses;
  const verdict = unwanted ? { refused: 'You already have this item.' } : allowed;
  return { code: '12', ...lentOrNot(verdict, wish, desk) };
};

/** 30. */
export const renew = (request: MessageOf<'29'>, desk: Desk): MessageOf<'30'> => {
  const wish = wishOf(request, request.itemIdentifier ?? '');
  return { code: '30', ...lentOrNot(mayRenew(desk.world, wish, desk.settings), wish, desk) };
};

/** 66. Each loan is renewed or named with its barcode among those that could not be. */
export const renewAll = (request: MessageOf<'65'>, desk: Desk): MessageOf<'66'> => {
  const { patronIdentifier: card, patronPassword: pin } = request;
  const { world, settings } = desk;
  const refusal = patronRefusal(world, card, pin, settings);
  const feeAcknowledged = isYes(request.feeAcknowledged);
  const renewed: string[] = [];
  const unrenewed: string[] = [];
  for (const { about } of refusal === null ? loansOf(world, card) : []) {
    const allowed = mayRenew(world, { card, pin, barcode: about.barcode, feeAcknowledged }, settings);
    const asks = 'item' in allowed && allowed.item.about.fee !== null && !feeAcknowledged;
    if ('refused' in allowed || asks) unrenewed.push(about.barcode);
    else {
      extend(allowed.item, renewedDue(allowed.item, desk));
      renewed.push(about.barcode);
    }
  }
  const count = (barcodes: readonly string[]): string => String(barcodes.length).padStart(4, '0');
  return {
    code: '66',
    ok: refusal === null ? '1' : '0',
    renewedCount: count(renewed),
    unrenewedCount: count(unrenewed),
    transactionDate: today(desk),
    institutionId: settings.institution,
    renewedItems: renewed,
    unrenewedItems: unrenewed,
    screenMessage: refusal === null ? [] : [refusal.refused],
    printLine: [],
    extra: [],
  };
};

const wishOf = (request: MessageOf<'11'> | MessageOf<'29'>, barcode: string): Wish => ({
  card: request.patronIdentifier,
  pin: request.patronPassword,
  barcode,
  feeAcknowledged: isYes(request.feeAcknowledged),
});

const lentOrNot = (verdict: Allowed | Refused, wish: Wish, desk: Desk): LoanAnswer => {
  if ('refused' in verdict) return loanAnswer('0', wish, desk, { screenMessage: [verdict.refused] });
  const { item, patron, as } = verdict;
  const { fee } = item.about;
  if (fee !== null && !wish.feeAcknowledged) return askedForFee(fee, wish, desk);
  patron.owedCents += fee?.cents ?? 0;
  if (as === 'loan') lend(item, patron, endOfDayWall(desk.now, desk.settings.loanDays));
  else extend(item, renewedDue(item, desk));
  return loanAnswer('1', wish, desk, {
    renewalOk: as === 'renewal' ? 'Y' : 'N',
    desensitize: 'Y',
    dueDate: dueText(item.standing.dueWall, desk),
  });
};

/** Nothing is done; what it would cost is told. */
const askedForFee = ({ type, cents }: ItemFee, wish: Wish, desk: Desk): LoanAnswer =>
  loanAnswer('0', wish, desk, {
    feeType: type,
    currency: desk.settings.currency,
    feeAmount: amountText(cents),
    screenMessage: ['A fee goes with this item.'],
  });

/** What a loan cost that is undone is owed no more. */
const withoutFee = ({ about, standing }: WorldItem, { world }: Desk): void => {
  const patron = world.patrons.get(standing.borrower ?? '');
  if (patron !== undefined) patron.owedCents -= about.fee?.cents ?? 0;
};

const renewedDue = ({ standing: { dueWall } }: WorldItem, { now, settings }: Desk): number => {
  const late = dueWall === null || dueWall < now.wall;
  const wall = settings.renewalCountsFrom === 'today' || late ? now.wall : dueWall;
  return endOfDayWall({ ...now, wall }, settings.renewalDays);
};

const cancelled = (wish: Wish, desk: Desk): LoanAnswer => {
  const item = desk.world.items.get(wish.barcode);
  if (item?.standing.borrower !== wish.card) {
    return loanAnswer('0', wish, desk, { screenMessage: ['This item is not on loan to you.'] });
  }
  withoutFee(item, desk);
  undoLoan(item);
  return loanAnswer('1', wish, desk, {});
};

const loanAnswer = (ok: '0' | '1', wish: Wish, desk: Desk, more: Partial<LoanAnswer>): LoanAnswer => {
  const item = desk.world.items.get(wish.barcode);
  return {
    ok,
    renewalOk: 'N',
    magneticMedia: item === undefined ? 'U' : 'N',
    desensitize: 'N',
    transactionDate: today(desk),
    institutionId: desk.settings.institution,
    patronIdentifier: wish.card,
    itemIdentifier: wish.barcode,
    titleIdentifier: item?.about.title ?? '',
    dueDate: '',
    ...(item === undefined ? {} : { mediaType: item.about.media }),
    screenMessage: [],
    printLine: [],
    extra: [],
    ...more,
  };
};

type CheckinAnswer = MessageOf<'10'>;

/** 10. With BI=Y the last loan is undone as if it had not been; otherwise any item of the library is taken in. */
export const checkin = (request: MessageOf<'09'>, desk: Desk): CheckinAnswer => {
  const item = desk.world.items.get(request.itemIdentifier);
  if (item === undefined)
    return notTaken(request, desk, 'This item is not known here. Please ask at the desk.');
  if (isYes(request.cancel)) return undone(request, item, desk);
  const borrower = item.standing.borrower;
  if (borrower === null && desk.settings.checkinAgain === 'refused') {
    return { ...ofItem(request, item, desk), screenMessage: ['This item is not on loan.'] };
  }
  const taken = takeBack(item, desk.settings.branch);
  return {
    ...ofItem(request, item, desk),
    ok: '1',
    resensitize: 'Y',
    ...(borrower === null ? {} : { patronIdentifier: borrower }),
    ...alertOf(taken, desk),
  };
};

const undone = (request: MessageOf<'09'>, item: WorldItem, desk: Desk): CheckinAnswer => {
  if (item.standing.circulation !== 'on-loan') {
    return { ...ofItem(request, item, desk), screenMessage: ['This item is not on loan.'] };
  }
  withoutFee(item, desk);
  undoLoan(item);
  return { ...ofItem(request, item, desk), ok: '1', resensitize: 'Y' };
};

const alertOf = (taken: TakenBack, { settings, world }: Desk): Partial<CheckinAnswer> => {
  switch (taken.kind) {
    case 'shelved':
      return settings.alertTypeAlways ? { alertType: '00' } : {};
    case 'held': {
      const { card, pickup } = taken.hold;
      return {
        alert: 'Y',
        alertType: pickup === settings.branch ? '01' : '02',
        destinationLocation: pickup,
        holdPatronId: card,
        holdPatronName: world.patrons.get(card)?.about.name ?? '',
        screenMessage: ['This item is reserved.'],
      };
    }
    case 'sent':
      return {
        alert: 'Y',
        alertType: '04',
        destinationLocation: taken.destination,
        screenMessage: [`This item goes on to ${taken.destination}.`],
      };
  }
};

const notTaken = (request: MessageOf<'09'>, desk: Desk, words: string): CheckinAnswer => ({
  code: '10',
  ok: '0',
  resensitize: 'N',
  magneticMedia: 'U',
  alert: 'N',
  transactionDate: today(desk),
  institutionId: desk.settings.institution,
  itemIdentifier: request.itemIdentifier,
  permanentLocation: '',
  screenMessage: [words],
  printLine: [],
  extra: [],
});

/** An answer about a known item that nothing was done with yet. */
const ofItem = (request: MessageOf<'09'>, { about }: WorldItem, desk: Desk): CheckinAnswer => ({
  ...notTaken(request, desk, ''),
  magneticMedia: 'N',
  permanentLocation: about.location,
  titleIdentifier: about.title,
  sortBin: about.sortBin,
  mediaType: about.media,
  collectionCode: about.location,
  callNumber: about.callNumber,
  screenMessage: [],
});
