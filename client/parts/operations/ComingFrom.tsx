import '../../forms/fields.scss';
import { useEffect, useState } from 'preact/hooks';
import { beginsWith } from '../../../shared/fold.ts';
import { readGridSquare } from '../../../shared/grid.ts';
import { TextField } from '../../ui/fields.tsx';
import { squareFrom, type Town, towns } from './towns.ts';

export interface ComingFromProps {
  id: string;
  value: string;
  /** What was typed, and the ten-kilometre square it means; `null` while it means none. */
  onInput: (text: string, square: string | null) => void;
  error?: string;
  label?: string;
  optional?: boolean;
}

const hintFor = (text: string, square: string | null): string => {
  if (square && !readGridSquare(text)) return `Grid square ${square}. No addresses.`;
  return 'Town or square. No addresses.';
};

const useTowns = (): readonly Town[] => {
  const [known, setKnown] = useState<readonly Town[]>([]);
  useEffect(() => {
    let here = true;
    void towns().then((all) => here && setKnown(all));
    return () => void (here = false);
  }, []);
  return known;
};

/** Where people come from: a grid square or a town's name, never an address. */
export function ComingFrom({ id, value, onInput, error, label = 'Coming from', optional }: ComingFromProps) {
  const known = useTowns();
  const square = squareFrom(value, known);
  const suggested = value.length < 2 || square ? [] : known.filter((it) => beginsWith(it.name, value)).slice(0, 8);
  return (
    <div class="told-field">
      <TextField
        id={id}
        label={
          <>
            {label}
            <span class="visually-hidden">, a town or a grid square, no addresses</span>
          </>
        }
        value={value}
        error={error}
        optional={optional}
        list={`${id}-towns`}
        maxLength={40}
        spellcheck={false}
        onInput={(text) => onInput(text, squareFrom(text, known))}
      />
      <datalist id={`${id}-towns`}>
        {suggested.map((it) => (
          <option key={it.name} value={it.name}>
            {it.square}
          </option>
        ))}
      </datalist>
      <output class="caption block below-8">{hintFor(value, square)}</output>
    </div>
  );
}
