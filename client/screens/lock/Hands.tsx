import type { Hand } from '../../../shared/tablets.ts';
import { classes } from '../../ui/classes.ts';
import { Icon } from '../../ui/icons.tsx';
import { initialsOf } from './words.ts';

export interface HandsProps {
  hands: readonly Hand[];
  chosen: Hand | null;
  onChoose: (hand: Hand) => void;
  onNew: () => void;
}

/** More than these would not all be in sight in one column. */
const FEW = 6;

/** Whoever may use this tablet, each a press away. */
export function Hands({ hands, chosen, onChoose, onNew }: HandsProps) {
  return (
    <ul class={classes('lock-hands', hands.length > FEW && 'lock-hands--many')} aria-label="Names">
      {hands.map((it) => {
        const on = it.userId === chosen?.userId;
        return (
          <li key={it.userId}>
            <button
              type="button"
              aria-pressed={on}
              class={classes('lock-hand', on && 'lock-hand--on')}
              onClick={() => onChoose(it)}
            >
              <span class="initials" aria-hidden="true">
                {initialsOf(it.name)}
              </span>
              <span class="lock-hand__name">{it.name}</span>
              {on && (
                <span class="lock-hand__tick">
                  <Icon name="check" size={20} />
                </span>
              )}
            </button>
          </li>
        );
      })}
      <li>
        <button type="button" class="lock-hand lock-hand--new" onClick={onNew}>
          <Icon name="plus" size={24} />
          <span class="lock-hand__name">Someone new</span>
        </button>
      </li>
    </ul>
  );
}
