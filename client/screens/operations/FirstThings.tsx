import type { RegisterRight } from '../../../shared/roles.ts';
import type { FirstThing } from '../../../shared/routes/operations.ts';
import { useQuery } from '../../data/useQuery.ts';
import { canRegister } from '../../session/session.ts';
import { Icon } from '../../ui/icons.tsx';
import { Panel } from '../../ui/panel.tsx';

interface Words {
  there: string;
  missing: string;
  why: string;
  at: string;
  opens: readonly RegisterRight[];
  /** Who sees to it, for those who cannot. */
  who: string;
}

const things: Record<FirstThing, Words> = {
  second_administrator: {
    there: 'A second administrator',
    missing: 'Make a second administrator',
    why: 'So that nobody is locked out when one of them cannot be reached.',
    at: '/users',
    opens: ['users.invite'],
    who: 'an administrator',
  },
  manager: {
    there: 'Somebody who can manage a centre',
    missing: 'Invite somebody who can manage a centre',
    why: 'With no role yet. A planner makes them the manager in one press when a centre stands up.',
    at: '/users',
    opens: ['users.invite'],
    who: 'an administrator',
  },
  venue: {
    there: 'Venues on the register',
    missing: 'Add a venue',
    why: 'Without one, nowhere can be chosen.',
    at: '/venues',
    opens: ['venues.create'],
    who: 'a planner',
  },
  partner: {
    there: 'Partners on the register',
    missing: 'Add the partners who are called',
    why: 'With the numbers to phone, and how soon each is there.',
    at: '/partners',
    opens: ['partners.save'],
    who: 'a planner',
  },
  role_plan: {
    there: 'A role plan',
    missing: 'Write the role plan',
    why: 'Until then rosters use Haven’s own, which is an assumption.',
    at: '/role-plan',
    opens: ['plans.save'],
    who: 'a planner',
  },
};

function Thing({ what, there }: { what: FirstThing; there: boolean }) {
  const { at, opens, who, why, ...words } = things[what];
  if (there)
    return (
      <li class="first-thing">
        <Icon name="check" size={18} label="There:" />
        <span class="quiet">{words.there}</span>
      </li>
    );
  return (
    <li class="first-thing">
      <Icon name="alert" size={18} label="Missing:" />
      <span>
        {opens.some(canRegister) ? (
          <a href={at}>{words.missing}</a>
        ) : (
          <>
            <strong>{words.missing}</strong> <span class="quiet">(ask {who})</span>
          </>
        )}
        <span class="caption">{why}</span>
      </span>
    </li>
  );
}

function List() {
  const { data } = useQuery('/api/first-things', {});
  const missing = data?.items.filter((it) => !it.there).length ?? 0;
  if (!data || missing === 0) return null;
  return (
    <Panel title="Before the phone rings" hint={`${data.items.length - missing} of ${data.items.length} are there`}>
      <ul class="first-things">
        {data.items.map((it) => (
          <Thing key={it.what} {...it} />
        ))}
      </ul>
    </Panel>
  );
}

/** What is missing before a centre can be opened, while something is; to those who can see to it. */
export function FirstThings() {
  return canRegister('operations.open') || canRegister('users.invite') ? <List /> : null;
}
