import { heldAs } from '../../../shared/attention.ts';
import { Icon } from '../../ui/icons.tsx';
import { heldHere } from '../attention/heldCommands.ts';
import { whenWords } from '../../session/now.ts';
import './guest.scss';

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
            <b>{it.reference}: not heard from the other tablet yet.</b> {heldAs(it.command)}, said by {it.authorName} at{' '}
            {whenWords(it.occurredAt)}, is kept and done then.
          </span>
        </li>
      ))}
    </ul>
  );
}
