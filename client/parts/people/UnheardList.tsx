import { Icon } from '../../ui/icons.tsx';
import { clockTime } from '../../ui/time.ts';
import { type Unheard, unheardHere } from '../attention/unheard.ts';
import './guest.scss';

/** What each may be, as far as it is told to those who read only marks. */
const said: Record<Unheard['command'], string> = {
  'needs.raise': 'A need',
  'people.move': 'Where they are',
  'people.setPresence': 'Going out or coming back',
  'people.identify': 'What they like to be called',
};

/** Guests who are known here only by their wristband: what was said of them waits. */
export function UnheardList() {
  const all = unheardHere.value;
  if (all.length === 0) return null;
  return (
    <ul class="unheard" aria-label="Not heard from the other tablet yet">
      {all.map((it) => (
        <li key={it.id} class="unheard__item">
          <Icon name="clock" size={20} />
          <span>
            <b>{it.reference}: not heard from the other tablet yet.</b> {said[it.command]}, said by {it.authorName} at{' '}
            {clockTime(it.occurredAt)}, is kept and done then.
          </span>
        </li>
      ))}
    </ul>
  );
}
