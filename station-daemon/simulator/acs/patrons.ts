// Patron status (24), patron information (64), blocking (24) and enabling a card (26).

import type { MessageOf } from '../../../protocols/sip2/table.ts';
import {
  PATRON_FLAGS,
  type PatronFlag,
  SUMMARY_LISTS,
  type SummaryList,
} from '../../../protocols/sip2/values.ts';
import {
  holdsReadyFor,
  holdsWaitingFor,
  loansOf,
  type World,
  type WorldItem,
  type WorldPatron,
} from '../world/world.ts';
import { amountText, type Desk, today } from './desk.ts';
import { cardRefusal, hasTooMany, patronWith, pinFits } from './rules.ts';

/** Of a card that may do nothing. */
const DENIED: readonly PatronFlag[] = ['chargeDenied', 'renewalDenied', 'recallDenied', 'holdDenied'];

const flagsOf = (patron: WorldPatron, { world, settings }: Desk): readonly PatronFlag[] => [
  ...(cardRefusal(patron, settings) === null ? [] : DENIED),
  ...(hasTooMany(world, patron) ? (['tooManyCharged'] as const) : []),
  ...(patron.owedCents >= settings.feeLimitCents ? (['excessiveFees'] as const) : []),
];

const statusText = (flags: readonly PatronFlag[]): string =>
  PATRON_FLAGS.map((flag) => (flags.includes(flag) ? 'Y' : ' ')).join('');

/** Whose standing is told. `language` is told for a card that is not known. */
interface PatronRequest {
  readonly patronIdentifier: string;
  readonly patronPassword?: string | undefined;
  readonly language: string;
}

/** What 24, 26 and 64 say alike. */
const standing = (request: PatronRequest, desk: Desk) => {
  const patron = desk.world.patrons.get(request.patronIdentifier);
  const common = {
    transactionDate: today(desk),
    institutionId: desk.settings.institution,
    patronIdentifier: request.patronIdentifier,
    printLine: [],
    extra: [],
  };
  if (patron === undefined) {
    return {
      ...common,
      patronStatus: statusText(DENIED),
      language: request.language,
      personalName: '',
      validPatron: 'N',
      validPatronPassword: 'N',
      screenMessage: ['This card is not known here.'],
    };
  }
  const refusal = cardRefusal(patron, desk.settings);
  const pin = request.patronPassword;
  return {
    ...common,
    patronStatus: statusText(flagsOf(patron, desk)),
    language: patron.about.language,
    personalName: patron.about.name,
    validPatron: 'Y',
    ...(pin === undefined || pin === '' ? {} : { validPatronPassword: pinFits(patron, pin) ? 'Y' : 'N' }),
    currency: desk.settings.currency,
    feeAmount: amountText(patron.owedCents),
    screenMessage: refusal === null ? [] : [refusal.refused],
  };
};

/** 24. */
export const patronStatus = (request: MessageOf<'23'>, desk: Desk): MessageOf<'24'> => ({
  code: '24',
  ...standing(request, desk),
});

const UNKNOWN_LANGUAGE = '000';

/** 24 to a request to block a card, which is blocked from now on. The reason comes back as a message. */
export const blockPatron = (request: MessageOf<'01'>, desk: Desk): MessageOf<'24'> => {
  const patron = desk.world.patrons.get(request.patronIdentifier);
  if (patron !== undefined) patron.blocked = true;
  const { patronIdentifier, blockedCardMessage } = request;
  const told = standing({ patronIdentifier, language: UNKNOWN_LANGUAGE }, desk);
  const reason = patron === undefined || blockedCardMessage === '' ? [] : [blockedCardMessage];
  return { code: '24', ...told, screenMessage: [...told.screenMessage, ...reason] };
};

/** 26. A card is enabled again where its PIN fits. */
export const enablePatron = (request: MessageOf<'25'>, desk: Desk): MessageOf<'26'> => {
  const { patronIdentifier, patronPassword } = request;
  const patron = patronWith(desk.world, patronIdentifier, patronPassword);
  if ('about' in patron) patron.blocked = false;
  return {
    code: '26',
    ...standing({ patronIdentifier, patronPassword, language: UNKNOWN_LANGUAGE }, desk),
  };
};

/** 64. The one list whose place in the summary holds `Y` is given, from BP to BQ, which count from 1. */
export const patronInformation = (request: MessageOf<'63'>, desk: Desk): MessageOf<'64'> => {
  const patron = desk.world.patrons.get(request.patronIdentifier);
  const lists = listsOf(patron, desk);
  const asked = SUMMARY_LISTS[request.summary.indexOf('Y')];
  const page = (list: SummaryList): readonly string[] =>
    asked === list ? lists[list].slice(from(request.startItem), to(request.endItem)) : [];
  const count = (list: SummaryList): string => String(lists[list].length).padStart(4, '0');
  return {
    code: '64',
    ...standing(request, desk),
    holdItemsCount: count('hold'),
    overdueItemsCount: count('overdue'),
    chargedItemsCount: count('charged'),
    fineItemsCount: count('fine'),
    recallItemsCount: count('recall'),
    unavailableHoldsCount: count('unavailableHold'),
    ...(patron === undefined
      ? {}
      : {
          chargedItemsLimit: String(patron.about.loanLimit).padStart(4, '0'),
          ...(patron.about.email === null ? {} : { emailAddress: patron.about.email }),
          feeLimit: amountText(desk.settings.feeLimitCents),
        }),
    holdItems: page('hold'),
    overdueItems: page('overdue'),
    chargedItems: page('charged'),
    fineItems: page('fine'),
    recallItems: page('recall'),
    unavailableHoldItems: page('unavailableHold'),
    feeIdentifier: [],
    feeDetailFa: [],
    feeDetailFb: [],
    feeDetailFc: [],
    feeDetailFd: [],
    feeDetailFe: [],
    feeDetailFf: [],
    feeDetailFg: [],
    feeDetailFh: [],
    feeDetailFi: [],
  };
};

const from = (startItem: string | undefined): number => Math.max(0, Number(startItem ?? '1') - 1);

const to = (endItem: string | undefined): number | undefined =>
  endItem === undefined ? undefined : Number(endItem);

const listsOf = (
  patron: WorldPatron | undefined,
  { world, settings, now }: Desk,
): Readonly<Record<SummaryList, readonly string[]>> => {
  const barcodes = (find: (world: World, card: string) => readonly WorldItem[]): readonly string[] =>
    patron === undefined ? [] : find(world, patron.about.card).map(({ about }) => about.barcode);
  const overdue = (whole: World, card: string): readonly WorldItem[] =>
    loansOf(whole, card).filter(({ standing: { dueWall } }) => dueWall !== null && dueWall < now.wall);
  const owed = patron?.owedCents ?? 0;
  return {
    hold: barcodes(holdsReadyFor),
    overdue: barcodes(overdue),
    charged: barcodes(loansOf),
    fine: owed > 0 ? [`${settings.currency} ${amountText(owed)} overdue`] : [],
    recall: [],
    unavailableHold: barcodes(holdsWaitingFor),
  };
};
