import { roles } from '../../../shared/roles.ts';
import { GIVEN_DAYS, type GivenItem } from '../../../shared/users.ts';
import { me } from '../../session/session.ts';
import { Panel } from '../../ui/panel.tsx';
import { dayAndTime } from '../../ui/time.ts';

const SHOWN = 5;

const whatWords = ({ what, role, operation, centre }: GivenItem): string => {
  if (what === 'link' || role === null) return 'a new link to sign in with';
  const place = [centre && `Centre ${centre}`, operation].filter(Boolean).join(', ');
  return `${roles[role].title}, ${place || 'for everything'}`;
};

/** What others let somebody do: an administrator’s doing is before the eyes of another, or of a planner. */
export function Given({ given }: { given: readonly GivenItem[] }) {
  const byOthers = given.filter((it) => it.byId !== me.value?.userId);
  return (
    <Panel
      title="Given by others"
      hint={byOthers.length > SHOWN ? `newest ${SHOWN} of ${byOthers.length}` : `last ${GIVEN_DAYS} days`}
    >
      {byOthers.length === 0 ? (
        <p class="quiet">Nobody else gave a role or a new link in the last {GIVEN_DAYS} days.</p>
      ) : (
        <ul class="rows">
          {byOthers.slice(0, SHOWN).map((it) => (
            <li key={it.id} class="users__given">
              <span>
                <strong>{it.to}</strong> was given {whatWords(it)}{' '}
                <span class="quiet">
                  by {it.by}, {dayAndTime(it.at)}
                </span>
              </span>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
