// One loan of the account screen.

import type { JSX } from 'preact';
import type { ItemStatus, LoanRow } from '../../../protocols/screen/screen.ts';
import { asSentence } from '../../i18n/sentence.ts';
import { Button } from '../../ui/button.tsx';
import { dueLabelOfLoan } from '../items/due-label.ts';
import { DueWords } from '../items/due-words.tsx';
import { feeInWords } from '../items/fee.ts';
import { reasonInWords } from '../items/reason.ts';
import { Row, RowLine } from '../items/row.tsx';
import { useWords } from '../speech.ts';
import { send } from '../station-link.ts';

/**
 * A loan has one of the status words of every list. That it is borrowed is plain on this screen and said only to those
 * who listen; that it is overdue stands beside its date.
 */
const STATUS: Readonly<Record<LoanRow['state'], ItemStatus>> = {
  'on-loan': 'borrowed',
  overdue: 'borrowed',
  working: 'working',
  renewed: 'renewed',
  refused: 'refused',
};

/** True while asking for a renewal makes sense. */
export function isRenewable({ state }: LoanRow): boolean {
  return state === 'on-loan' || state === 'overdue';
}

/** The row of a loan, with its own `Renew`. */
export function Loan({ loan }: { readonly loan: LoanRow }): JSX.Element {
  const words = useWords();
  const titleId = `loan-${loan.row}`;
  return (
    <Row
      item={loan}
      titleId={titleId}
      status={STATUS[loan.state]}
      asks={loan.fee !== null}
      action={
        isRenewable(loan) ? (
          <Button
            look="quiet"
            icon="renew"
            label={words.buttons.renew}
            describedBy={titleId}
            onTap={() => send({ kind: 'renewOne', row: loan.row })}
          />
        ) : null
      }
    >
      <RowLine
        icon={loan.state === 'overdue' ? 'clock' : 'calendar'}
        look={loan.state === 'overdue' ? 'marked' : 'plain'}
      >
        {isRenewable(loan) && <span class="unseen">{asSentence(words.status[STATUS[loan.state]])} </span>}
        {loan.due !== null && <DueWords label={dueLabelOfLoan(loan.state, words)} due={loan.due} />}
      </RowLine>
      {loan.fee !== null && (
        <RowLine icon="receipt" look="marked">
          <bdi>{feeInWords(loan.fee, words)}</bdi>
        </RowLine>
      )}
      {loan.reason !== null && loan.fee === null && (
        <RowLine icon="hint" look="marked">
          <bdi>{reasonInWords(loan.reason, words, 'renewal')}</bdi>
        </RowLine>
      )}
    </Row>
  );
}
