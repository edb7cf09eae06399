import type { TabletUser } from '../../../shared/tablets.ts';
import { classes } from '../../ui/classes.ts';
import { Icon } from '../../ui/icons.tsx';
import { initialsOf } from './words.ts';

export interface TabletUsersProps {
  users: readonly TabletUser[];
  chosen: TabletUser | null;
  onChoose: (user: TabletUser) => void;
  onNew: () => void;
}

/** More than these would not all be in sight in one column. */
const FEW = 6;

/** Whoever may use this tablet, each a press away. */
export function TabletUsers({ users, chosen, onChoose, onNew }: TabletUsersProps) {
  return (
    <ul class={classes('lock-users', users.length > FEW && 'lock-users--many')} aria-label="Names">
      {users.map((it) => {
        const on = it.userId === chosen?.userId;
        return (
          <li key={it.userId}>
            <button
              type="button"
              aria-pressed={on}
              class={classes('lock-user', on && 'lock-user--on')}
              onClick={() => onChoose(it)}
            >
              <span class="initials" aria-hidden="true">
                {initialsOf(it.name)}
              </span>
              <span class="grow breaks">{it.name}</span>
              {on && (
                <span class="lock-user__tick">
                  <Icon name="check" size={20} />
                </span>
              )}
            </button>
          </li>
        );
      })}
      <li>
        <button type="button" class="lock-user lock-user--new" onClick={onNew}>
          <Icon name="plus" size={24} />
          <span class="grow breaks">Someone new</span>
        </button>
      </li>
    </ul>
  );
}
