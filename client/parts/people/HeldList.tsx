import { Icon } from '../../ui/icons.tsx';
import { type HeldCommand, heldHere } from '../attention/heldCommands.ts';
import { whenWords } from '../../session/now.ts';
import './guest.scss';

/** What each is about: its words are not shown to everyone who sees the list. */
const titles: Record<HeldCommand['command'], string> = {
  'needs.raise': 'A need',
  'people.move': 'Where they are',
  'people.setPresence': 'Going out or coming back',
  'people.identify': 'What they like to be called',
};

/** Commands held for guests who are known here only by their wristband. */
export function HeldList() {
  const all = heldHere.value;
  if (all.length === 0) return null;
  return (
    <ul class="held-list" aria-label="Not heard from the other tablet yet">
      {all.map((it) => (
        <li key={it.id} class="held-list__item">
          <Icon name="clock" size={20} />
          <span>
            <b>{it.reference}: not heard from the other tablet yet.</b> {titles[it.command]}, said by {it.authorName} at{' '}
            {whenWords(it.occurredAt)}, is kept and done then.
          </span>
        </li>
      ))}
    </ul>
  );
}
