import { useState } from 'preact/hooks';
import { Icon } from '../../ui/icons.tsx';
import { useKept } from '../../ui/kept.ts';
import { type Typed, typedFrom } from './typing.ts';

const keys = ['1', '2', '3', '4', '5', '6', '7', '8', '9'];

export const useTyped = (letter: string) => useState<Typed>({ letter, digits: '', check: '' });

/** A letter and a number, by keys on the screen or on a keyboard. */
export function NumberPad({ typed, onType }: { typed: Typed; onType: (typed: Typed) => void }) {
  const [type] = useKept('band-number', typed, onType);
  const digits = (text: string) => type(typedFrom(typed, text));
  const letter = (text: string) =>
    type({
      ...typed,
      letter: text
        .slice(-1)
        .toUpperCase()
        .replace(/[^A-Z]/, ''),
    });
  return (
    <div class="number">
      <div class="number__shown">
        <input
          id="band-letter"
          class="number__letter"
          aria-label="Letter on the wristband"
          value={typed.letter}
          autocomplete="off"
          autocapitalize="characters"
          onInput={(event) => letter(event.currentTarget.value)}
        />
        <span aria-hidden="true">-</span>
        <input
          id="band-number"
          class="number__digits"
          aria-label="Number on the wristband"
          inputMode="numeric"
          autocomplete="off"
          placeholder="000"
          value={typed.digits + typed.check}
          onInput={(event) => digits(event.currentTarget.value)}
        />
      </div>
      <div class="key-pad">
        {keys.map((key) => (
          <button key={key} type="button" onClick={() => digits(typed.digits + key)}>
            {key}
          </button>
        ))}
        <button type="button" class="key-pad__word" onClick={() => digits('')}>
          Clear
        </button>
        <button type="button" onClick={() => digits(`${typed.digits}0`)}>
          0
        </button>
        <button type="button" aria-label="Delete the last digit" onClick={() => digits(typed.digits.slice(0, -1))}>
          <Icon name="backspace" size={28} />
        </button>
      </div>
    </div>
  );
}
