// The one place where the station speaks: an instruction, an answer to the last scan, or the warning that time runs out.
// It keeps its room on the screen, so that nothing beneath it moves.

import type { JSX } from 'preact';
import { Button } from '../ui/button.tsx';
import { Icon, type IconName } from '../ui/icon.tsx';
import { useSecondsLeft } from './seconds-left.ts';
import { useWords } from './speech.ts';
import { type Received, send } from './station-link.ts';

/** What to do next. */
export interface Instruction {
  /** Nine words at most, or nothing. */
  readonly instruction: string | null;
  readonly icon?: IconName;
  /** True only for "not ready to leave". */
  readonly alarm?: boolean;
}

interface VoiceProps extends Instruction {
  readonly received: Received;
}

/** Has the station something to say that cannot wait, whatever stands in the place of its instruction? */
export function speaksUp({ countdown, remark }: Received['screen']): boolean {
  return countdown?.warning === true || remark !== null;
}

/** The voice of the station. */
export function Voice({ received, instruction, icon = 'hint', alarm = false }: VoiceProps): JSX.Element {
  const words = useWords();
  const { countdown, remark } = received.screen;
  if (countdown?.warning === true) return <Warning received={received} />;
  if (remark !== null) {
    return (
      <div class="voice voice-remark">
        <Icon name="hint" />
        <p>{words.remarks[remark]}</p>
      </div>
    );
  }
  if (instruction === null) return <div class="voice voice-silent" />;
  return (
    <div class={alarm ? 'voice voice-alarm' : 'voice'}>
      <Icon name={icon} />
      <p>{instruction}</p>
    </div>
  );
}

/** "Still there?" with the seconds left. The daemon owns the time; this only shows it. */
export function WarningWords({ received }: { readonly received: Received }): JSX.Element {
  const words = useWords();
  const seconds = useSecondsLeft(received);
  return (
    <>
      <Icon name="clock" />
      <p>
        <strong>{words.countdown.title}</strong>{' '}
        <span class="voice-seconds">{words.countdown.left(seconds)}</span>
      </p>
    </>
  );
}

function Warning({ received }: { readonly received: Received }): JSX.Element {
  const words = useWords();
  return (
    <div class="voice voice-warning">
      <WarningWords received={received} />
      <Button
        look="primary"
        icon="continue"
        label={words.buttons.continue}
        onTap={() => send({ kind: 'continue' })}
      />
    </div>
  );
}
