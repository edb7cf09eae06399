import { useState } from 'preact/hooks';
import { reference as referenceSchema } from '../../../shared/people.ts';
import { referenceOf } from '../../data/wristband.ts';
import { Icon } from '../../ui/icons.tsx';

const MOST_DIGITS = 4;
const keys = ['1', '2', '3', '4', '5', '6', '7', '8', '9'];

export interface Typed {
  letter: string;
  digits: string;
}

/** The reference typed so far, once it is one. */
export const typedReference = ({ letter, digits }: Typed): string | null => {
  if (Number(digits) === 0) return null;
  const made = referenceOf(letter, Number(digits));
  return referenceSchema.safeParse(made).success ? made : null;
};

export const useTyped = (letter: string) => useState<Typed>({ letter, digits: '' });

/** A letter and a number, by keys on the screen or on a keyboard. */
export function NumberPad({ typed, onType }: { typed: Typed; onType: (typed: Typed) => void }) {
  const digits = (text: string) => onType({ ...typed, digits: text.replace(/\D/g, '').slice(0, MOST_DIGITS) });
  const letter = (text: string) =>
    onType({
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
          value={typed.digits}
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
