// A fee goes with a loan or a renewal: what for, how much, and the patron's yes or no. One question at a time, always at
// the same place above the end buttons.

import type { JSX } from 'preact';
import type { AccountScreen, BorrowScreen } from '../../protocols/screen/screen.ts';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { type Asked, feeQuestionOf } from './fee-asked.ts';
import { feeInWords } from './items/fee.ts';
import { nameInWords } from './items/title.ts';
import { useWords } from './speech.ts';
import { type Received, send } from './station-link.ts';
import { type Instruction, speaksUp, Voice } from './voice.tsx';
import './fee-question.css';

interface FeeOrVoiceProps extends Instruction {
  readonly screen: BorrowScreen | AccountScreen;
  readonly received: Received;
}

/** The question in the place of the station's voice, which beside it says only what cannot wait. */
export function FeeOrVoice({ screen, received, ...instruction }: FeeOrVoiceProps): JSX.Element {
  const asked = feeQuestionOf(screen);
  return (
    <>
      {asked !== null && <FeeQuestion asked={asked} of={screen.name} />}
      {(asked === null || speaksUp(screen)) && <Voice received={received} {...instruction} />}
    </>
  );
}

interface FeeQuestionProps {
  readonly asked: Asked;
  readonly of: (BorrowScreen | AccountScreen)['name'];
}

/** The question with its two answers. */
function FeeQuestion({ asked, of }: FeeQuestionProps): JSX.Element {
  const words = useWords();
  const { buttons, fees } = words;
  const { row, fee } = asked;
  return (
    <section class="fee" aria-labelledby="fee-title">
      <div class="fee-asked">
        <Icon name="receipt" />
        <p class="fee-words">
          <span id="fee-title">
            <strong class="fee-item" dir="auto">
              {nameInWords(asked, words)}
            </strong>{' '}
            <bdi>{feeInWords(fee, words)}</bdi>
          </span>{' '}
          <span class="fee-ask">{of === 'borrow' ? fees.borrowWith : fees.renewWith}</span>
        </p>
      </div>
      <div class="fee-answers">
        <Button
          key={`accept ${row}`}
          look="primary"
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
