// The staff are told that help is asked for. Tips meanwhile; the session goes on beneath.

import type { JSX } from 'preact';
import { useLayoutEffect, useState } from 'preact/hooks';
import type { HelpScreen } from '../../../protocols/screen/screen.ts';
import { StaffArt } from '../../ui/art/counter-scenes.tsx';
import { Button } from '../../ui/button.tsx';
import { Icon, type IconName } from '../../ui/icon.tsx';
import { board } from '../board/board.ts';
import { restTaps } from '../calm.ts';
import { QuestionsPanel } from '../panels/questions-panel.tsx';
import { useWords } from '../speech.ts';
import { Stage } from '../stage.tsx';
import { send } from '../station-link.ts';
import { Voice } from '../voice.tsx';
import type { ViewProps } from './view.ts';
import './help.css';

const TIP_ICONS: readonly IconName[] = ['borrow', 'search', 'account'];

/** The help screen. */
export function HelpView({ screen, received }: ViewProps<HelpScreen>): JSX.Element {
  const words = useWords();
  const [reads, setReads] = useState(false);
  // What lies under the finger has changed.
  useLayoutEffect(restTaps, [reads]);
  const isCalled = screen.staff === 'called';
  const page = board.value.questions[screen.language];
  return (
    <Stage screen={screen} pose="hero" art={<StaffArt />} title={words.help.title} more={words.help.more}>
      <ul class="tips">
        {words.help.tips.map(({ title, more }, place) => (
          <li key={title} class="tip">
            <Icon name={TIP_ICONS[place] ?? 'hint'} />
            <div>
              <h2>{title}</h2>
              <p>{more}</p>
            </div>
          </li>
        ))}
      </ul>
      {isCalled ? (
        <div class="voice voice-remark">
          <Icon name="bell" />
          <p>{words.help.called}</p>
        </div>
      ) : (
        <Voice received={received} instruction={words.help.meanwhile} />
      )}
      <div class="ends">
        {page !== undefined && (
          <Button
            key="questions"
            look="quiet"
            icon="help"
            label={words.buttons.questions}
            sendsIntent={false}
            onTap={() => setReads(true)}
          />
        )}
        <Button
          key="call"
          look="quiet"
          icon="bell"
          label={words.buttons.callStaff}
          waits={isCalled}
          onTap={() => send({ kind: 'callStaff' })}
        />
        <Button
          key="continue"
          look="primary"
          icon="continue"
          label={words.buttons.continue}
          onTap={() => send({ kind: 'continue' })}
        />
      </div>
      {reads && page !== undefined && (
        <QuestionsPanel page={page} received={received} onClose={() => setReads(false)} />
      )}
    </Stage>
  );
}
