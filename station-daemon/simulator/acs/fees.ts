// Fee paid (38).

import { parseMoney } from '../../../protocols/sip2/money.ts';
import type { MessageOf } from '../../../protocols/sip2/table.ts';
import { type Desk, today } from './desk.ts';
import { patronWith, type Refused } from './rules.ts';

/** 38. What was paid is owed no more. More than is owed, and another currency, are not taken. */
export const feePaid = (request: MessageOf<'37'>, desk: Desk): MessageOf<'38'> => {
  const refusal = pay(request, desk);
  const { patronIdentifier, transactionId } = request;
  return {
    code: '38',
    paymentAccepted: refusal === null ? 'Y' : 'N',
    transactionDate: today(desk),
    institutionId: desk.settings.institution,
    patronIdentifier,
    ...(transactionId === undefined ? {} : { transactionId }),
    screenMessage: refusal === null ? [] : [refusal.refused],
    printLine: [],
    extra: [],
  };
};

const pay = (request: MessageOf<'37'>, { world, settings }: Desk): Refused | null => {
  const patron = patronWith(world, request.patronIdentifier, request.patronPassword);
  if ('refused' in patron) return patron;
  if (request.currency !== settings.currency) return { refused: `Only ${settings.currency} is taken here.` };
  const cents = Math.round((parseMoney(request.feeAmount, settings.currency)?.amount ?? 0) * 100);
  if (cents <= 0) return { refused: 'This is no amount.' };
  if (cents > patron.owedCents) return { refused: 'This is more than you owe.' };
  patron.owedCents -= cents;
  return null;
};
