// The PIN pad. The digits are held here until `Continue` and appear nowhere: the page shows how many there are.

import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { PinScreen } from '../../../protocols/screen/screen.ts';
import { asSentence } from '../../i18n/sentence.ts';
import { DiaryArt } from '../../ui/art/counter-scenes.tsx';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Progress } from '../progress.tsx';
import { say } from '../read-aloud/voice-line.ts';
import { useWords } from '../speech.ts';
import { Stage } from '../stage.tsx';
import { send } from '../station-link.ts';
import { Voice } from '../voice.tsx';
import { SCANNED_EVENT } from '../wedge.ts';
import type { ViewProps } from './view.ts';
import './pin.css';

/** Id of the number of digits, which is read aloud in the place of every digit: others may listen. */
const COUNT = 'pin-count';
const DIGITS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '0'] as const;
/** Longer PINs are unknown. */
const LONGEST_PIN = 12;
/** From so few tries on we say how many are left. */
const FEW_ATTEMPTS = 2;

/** The PIN screen. */
export function PinView({ screen, received }: ViewProps<PinScreen>): JSX.Element {
  const words = useWords();
  const checking = screen.state === 'checking';
  const pad = usePinPad(checking);
  useCountSaid(pad.count, screen);
  const few = screen.attemptsLeft <= FEW_ATTEMPTS && !checking;
  return (
    <Stage
      screen={screen}
      pose="hero"
      art={<DiaryArt />}
      title={checking ? words.pin.checking : words.pin.title}
      under={
        <>
          <Dots count={pad.count} />
          {few && <p class="head-more">{words.pin.attemptsLeft(screen.attemptsLeft)}</p>}
          {checking && <Progress />}
        </>
      }
    >
      {/* Digits stand as on every other keypad, also where words run from right to left. */}
      <div class="keypad" dir="ltr" role="group" aria-label={words.pin.keypad}>
        {DIGITS.map((digit) => (
          <button
            key={digit}
            type="button"
            class="key"
            aria-disabled={checking ? 'true' : undefined}
            data-said-by={COUNT}
            onClick={() => pad.add(digit)}
          >
            {digit}
          </button>
        ))}
        <button
          type="button"
          class="key key-erase"
          aria-label={words.pin.erase}
          aria-disabled={checking ? 'true' : undefined}
          onClick={pad.erase}
        >
          <Icon name="erase" />
        </button>
      </div>
      <Voice received={received} instruction={words.pin.more} />
      <div class="ends">
        <Button
          look="primary"
          icon="continue"
          label={words.buttons.continue}
          waits={checking || pad.count === 0}
          onTap={pad.submit}
        />
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

/** One dot a digit, and the number of digits for those who listen. */
function Dots({ count }: { readonly count: number }): JSX.Element {
  const words = useWords();
  const places = Math.max(4, count);
  return (
    <p class="dots">
      <span class="unseen" id={COUNT} aria-live="polite">
        {words.pin.digits(count)}
      </span>
      {Array.from({ length: places }, (_, place) => (
        <span key={place} class="dot" data-filled={place < count} aria-hidden="true" />
      ))}
    </p>
  );
}

/** Says at each change how many digits there are, where the screen is read aloud. */
function useCountSaid(count: number, { display, language }: PinScreen): void {
  const { pin } = useWords();
  const said = useRef(count);
  useEffect(() => {
    if (said.current === count) return;
    said.current = count;
    if (display.voice !== 'off') say([asSentence(pin.digits(count))], language, 'now');
  }, [count, display.voice, language, pin]);
}

interface PinPad {
  readonly count: number;
  readonly add: (digit: string) => void;
  readonly erase: () => void;
  readonly submit: () => void;
}

/** Holds the digits outside of what is drawn; listens to a real keyboard as well. */
function usePinPad(checking: boolean): PinPad {
  const digits = useRef('');
  const [count, setCount] = useState(0);
  const hold = (next: string) => {
    digits.current = next;
    setCount(next.length);
  };
  const add = (digit: string) => {
    if (!checking && digits.current.length < LONGEST_PIN) hold(digits.current + digit);
  };
  const erase = () => {
    if (!checking) hold(digits.current.slice(0, -1));
  };
  const submit = () => {
    if (checking || digits.current === '') return;
    send({ kind: 'pin', pin: digits.current });
    hold('');
  };
  const latest = useRef({ add, erase, submit });
  latest.current = { add, erase, submit };
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.altKey || event.metaKey) return;
      const onButton = event.target instanceof HTMLButtonElement;
      if (/^[0-9]$/.test(event.key)) latest.current.add(event.key);
      else if (event.key === 'Backspace') latest.current.erase();
      else if (event.key === 'Enter' && !onButton) latest.current.submit();
    };
    const onScan = () => hold('');
    document.addEventListener('keydown', onKey);
    document.addEventListener(SCANNED_EVENT, onScan);
    return () => {
      document.removeEventListener('keydown', onKey);
      document.removeEventListener(SCANNED_EVENT, onScan);
      digits.current = '';
    };
  }, []);
  return { count, add, erase, submit };
}
