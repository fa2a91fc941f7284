// Which request is answered by what.

import type { Sip2Answer, Sip2Message } from '../../../protocols/sip2/table.ts';
import type { Desk } from './desk.ts';
import { feePaid } from './fees.ts';
import { hold } from './holds.ts';
import { itemInformation, itemStatusUpdate } from './items.ts';
import { checkin, checkout, renew, renewAll } from './loans.ts';
import { blockPatron, enablePatron, patronInformation, patronStatus } from './patrons.ts';
import { endAnswer, loginAnswer, statusAnswer } from './session.ts';

/** Carries a request out and gives the answer; null for what is no request. 97 is the connection's own. */
export const answerTo = (request: Sip2Message, desk: Desk): Sip2Answer | null => {
  switch (request.code) {
    case '93':
      return loginAnswer(request, desk.settings);
    case '99':
      return statusAnswer(desk);
    case '23':
      return patronStatus(request, desk);
    case '01':
      return blockPatron(request, desk);
    case '25':
      return enablePatron(request, desk);
    case '63':
      return patronInformation(request, desk);
    case '35':
      return endAnswer(request, desk);
    case '37':
      return feePaid(request, desk);
    case '11':
      return checkout(request, desk);
    case '09':
      return checkin(request, desk);
    case '29':
      return renew(request, desk);
    case '65':
      return renewAll(request, desk);
    case '15':
      return hold(request, desk);
    case '17':
      return itemInformation(request, desk);
    case '19':
      return itemStatusUpdate(request, desk);
    default:
      return null;
  }
};
