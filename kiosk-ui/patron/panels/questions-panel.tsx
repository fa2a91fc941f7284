// Frequent questions: a list of them, and one with its answer. What is written there was made a tree of plain text by
// the daemon; nothing of it can lead away.

import type { JSX } from 'preact';
import { useEffect, useLayoutEffect, useState } from 'preact/hooks';
import type { Block, Question, QuestionPage, Span } from '../../../protocols/screen/board.ts';
import { LANGUAGES } from '../../i18n/languages.ts';
import { asSentence } from '../../i18n/sentence.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { restTaps } from '../calm.ts';
import { Scroller } from '../items/scroller.tsx';
import { scriptOf } from '../read-aloud/script.ts';
import { say } from '../read-aloud/voice-line.ts';
import { useWords } from '../speech.ts';
import { type Received, send } from '../station-link.ts';
import { PanelSheet } from './panel.tsx';
import './questions.css';

interface QuestionsProps {
  readonly page: QuestionPage;
  readonly received: Received;
  readonly onClose: () => void;
}

/** The panel. Who reads is still there: each question that is opened keeps the help open. */
export function QuestionsPanel({ page, received, onClose }: QuestionsProps): JSX.Element {
  const words = useWords();
  const [chosen, setChosen] = useState<Question | null>(null);
  useLayoutEffect(restTaps, [chosen]);
  useSheetSaid(chosen, page, received);
  const open = (question: Question) => {
    send({ kind: 'help' });
    setChosen(question);
  };
  const { direction } = LANGUAGES[page.language];
  if (chosen !== null) {
    const back = (
      <Button
        key="back"
        look="plain"
        icon="back"
        label={words.buttons.back}
        sendsIntent={false}
        onTap={() => setChosen(null)}
      />
    );
    return (
      <PanelSheet
        key="answer"
        title={chosen.question}
        language={page.language}
        back={back}
        received={received}
        onClose={onClose}
      >
        <div class="answer" lang={page.language} dir={direction}>
          <Scroller label={chosen.question} count={chosen.answer.length}>
            {chosen.answer.map((block, place) => (
              <li key={place}>
                <Drawn block={block} />
              </li>
            ))}
          </Scroller>
        </div>
      </PanelSheet>
    );
  }
  return (
    <PanelSheet key="list" title={words.buttons.questions} received={received} onClose={onClose}>
      <div class="questions" lang={page.language} dir={direction}>
        <Scroller label={words.buttons.questions} count={page.questions.length}>
          {page.questions.map((question) => (
            <li key={question.question}>
              <button type="button" class="choice" data-intent="" onClick={() => open(question)}>
                <span class="choice-title">{question.question}</span>
                <Icon name="continue" />
              </button>
            </li>
          ))}
        </Scroller>
      </div>
    </PanelSheet>
  );
}

/** Has the sheet read aloud from its beginning: the answer, or all questions; each is named when it has the focus too. */
function useSheetSaid(
  chosen: Question | null,
  { questions, language }: QuestionPage,
  received: Received,
): void {
  const { buttons } = useWords();
  const { display, language: ours } = received.screen;
  const on = display.voice !== 'off';
  useEffect(() => {
    const sheet = document.querySelector('dialog');
    if (!on || sheet === null) return;
    if (chosen !== null) return say(scriptOf(sheet), language, 'now');
    say([asSentence(buttons.questions)], ours, 'now');
    say(
      questions.map(({ question }) => asSentence(question)),
      language,
      'next',
    );
  }, [on, chosen, questions, language, ours, buttons]);
}

function Drawn({ block }: { readonly block: Block }): JSX.Element {
  if (block.kind === 'paragraph') {
    return (
      <p>
        <Spans spans={block.spans} />
      </p>
    );
  }
  const items = block.items.map((spans, place) => (
    <li key={place}>
      <Spans spans={spans} />
    </li>
  ));
  return block.ordered ? <ol class="answer-list">{items}</ol> : <ul class="answer-list">{items}</ul>;
}

function Spans({ spans }: { readonly spans: readonly Span[] }): JSX.Element {
  return (
    <>
      {spans.map(({ text, look }, place) =>
        look === 'strong' ? <strong key={place}>{text}</strong> : <span key={place}>{text}</span>,
      )}
    </>
  );
}
