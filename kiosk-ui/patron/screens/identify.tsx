// "Scan your card": asked for when something was touched that needs one, and while the card is looked up.

import type { JSX } from 'preact';
import type { IdentifyScreen } from '../../../protocols/screen/screen.ts';
import { CardArt } from '../../ui/art/card-art.tsx';
import { Button } from '../../ui/button.tsx';
import { Progress } from '../progress.tsx';
import { useWords } from '../speech.ts';
import { Stage } from '../stage.tsx';
import { send } from '../station-link.ts';
import { Voice } from '../voice.tsx';
import type { ViewProps } from './view.ts';

/** The identify screen. */
export function IdentifyView({ screen, received }: ViewProps<IdentifyScreen>): JSX.Element {
  const words = useWords();
  const looking = screen.state === 'looking-up';
  const heading = looking ? words.identify.lookingUp : words.identify.waiting[screen.purpose];
  return (
    <Stage
      screen={screen}
      pose="scene"
      art={<CardArt />}
      title={heading.title}
      more={heading.more}
      under={looking && <Progress />}
    >
      <Voice received={received} instruction={looking ? null : words.identify.hint} />
      <div class="ends">
        <Button
          look="plain"
          icon="cancel"
          label={words.buttons.cancel}
          onTap={() => send({ kind: 'cancel' })}
        />
      </div>
    </Stage>
  );
}
