// One of a few: native radio buttons in the shape of a row of keys.

import type { JSX } from 'preact';
import { useId } from 'preact/hooks';
import './choice.css';

interface ChoiceProps<Value extends string> {
  readonly name: string;
  /** False where the options speak for themselves; the name is then read aloud only. */
  readonly isNameSeen: boolean;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly value: Value | null;
  readonly onChoose: (value: Value) => void;
}

/** A row of keys of which one is down. */
export function Choice<Value extends string>(props: ChoiceProps<Value>): JSX.Element {
  const { name, isNameSeen, options, value, onChoose } = props;
  const group = useId();
  return (
    <fieldset class="choice">
      <legend class={isNameSeen ? 'choice-name' : 'unseen'}>{name}</legend>
      <div class="choice-keys">
        {options.map((option) => (
          <label key={option.value} class="choice-key">
            <input
              class="choice-input"
              type="radio"
              name={group}
              checked={option.value === value}
              onChange={() => onChoose(option.value)}
            />
            <span>{option.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
