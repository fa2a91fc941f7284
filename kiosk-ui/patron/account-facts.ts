// The account in a few words. Pure: shown by the account screen, and said when the loans have come.

import type { AccountScreen } from '../../protocols/screen/screen.ts';
import type { Catalogue } from '../i18n/catalogue.ts';
import { moneyInWords } from '../i18n/money.ts';

/** One fact. */
export interface AccountFact {
  readonly about: 'loans' | 'overdue' | 'holds-ready' | 'holds-waiting' | 'owed';
  readonly text: string;
}

/** What there is to tell, in the order in which it is shown. */
export function accountFacts(screen: AccountScreen, { account, locale }: Catalogue): readonly AccountFact[] {
  const { loans, holdsReady, holdsWaiting, owed } = screen;
  const overdue = loans.filter(({ state }) => state === 'overdue').length;
  const facts: AccountFact[] = [];
  if (loans.length > 0) facts.push({ about: 'loans', text: account.onLoan(loans.length) });
  if (overdue > 0) facts.push({ about: 'overdue', text: account.overdue(overdue) });
  if (holdsReady > 0) facts.push({ about: 'holds-ready', text: account.holdsReady(holdsReady) });
  if (holdsWaiting > 0) facts.push({ about: 'holds-waiting', text: account.holdsWaiting(holdsWaiting) });
  if (owed !== null && owed.amount > 0)
    facts.push({ about: 'owed', text: account.owed(moneyInWords(owed, locale)) });
  return facts;
}
