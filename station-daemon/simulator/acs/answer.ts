// Which request is answered by what.

import type { Sip2Answer, Sip2Message } from '../../../protocols/sip2/table.ts';
import type { Desk } from './desk.ts';
import { itemInformation } from './items.ts';
import { checkin, checkout, renew } from './loans.ts';
import { patronInformation, patronStatus } from './patrons.ts';
import { endAnswer, loginAnswer, statusAnswer } from './session.ts';

/** The requests that are answered here; 97 is the connection's own. */
const SUPPORTED = ['93', '99', '97', '23', '63', '35', '11', '09', '29', '17'] as const;

/** Carries a request out and gives the answer; null for one that this library system does not know. */
export const answerTo = (request: Sip2Message, desk: Desk): Sip2Answer | null => {
  switch (request.code) {
    case '93':
      return loginAnswer(request, desk.settings);
    case '99':
      return statusAnswer(desk, SUPPORTED);
    case '23':
      return patronStatus(request, desk);
    case '63':
      return patronInformation(request, desk);
    case '35':
      return endAnswer(request, desk);
    case '11':
      return checkout(request, desk);
    case '09':
      return checkin(request, desk);
    case '29':
      return renew(request, desk);
    case '17':
      return itemInformation(request, desk);
    default:
      return null;
  }
};
