// A fee goes with a loan or a renewal: what for, how much, and the patron's yes or no. One question at a time, always at
// the same place above the end buttons.

import type { JSX } from 'preact';
import type { AccountScreen, BorrowScreen } from '../../protocols/screen/screen.ts';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { feeQuestionOf } from './fee-asked.ts';
import { feeInWords } from './items/fee.ts';
import { useWords } from './speech.ts';
import { send } from './station-link.ts';
import './fee-question.css';

/** The question with its two answers; nothing while no fee is asked for. */
export function FeeQuestion({
  screen,
}: {
  readonly screen: BorrowScreen | AccountScreen;
}): JSX.Element | null {
  const words = useWords();
  const asked = feeQuestionOf(screen);
  if (asked === null) return null;
  const { row, title, fee } = asked;
  const { buttons, fees, items } = words;
  return (
    <section class="fee" aria-labelledby="fee-title">
      <Icon name="receipt" />
      <p class="fee-words">
        <span id="fee-title">
          <strong class="fee-item" dir="auto">
            {title ?? items.untitled}
          </strong>{' '}
          <bdi>{feeInWords(fee, words)}</bdi>
        </span>{' '}
        <span class="fee-ask">{screen.name === 'borrow' ? fees.borrowWith : fees.renewWith}</span>
      </p>
      <div class="fee-answers">
        <Button
          key={`accept ${row}`}
          look="plain"
          icon="tick"
          label={buttons.acceptFee}
          describedBy="fee-title"
          onTap={() => send({ kind: 'acceptFee', row })}
        />
        <Button
          key={`decline ${row}`}
          look="quiet"
          icon="refuse"
          label={buttons.declineFee}
          describedBy="fee-title"
          onTap={() => send({ kind: 'declineFee', row })}
        />
      </div>
    </section>
  );
}
