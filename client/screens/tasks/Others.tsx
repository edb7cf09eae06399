import type { NeedRow } from '../../../shared/needs.ts';
import { NeedClock } from '../../parts/needs/NeedClock.tsx';
import { isUntold, standing, standingAdvice, standingSentence } from '../../parts/attention/leadTold.ts';
import { classes } from '../../ui/classes.ts';
import { Icon } from '../../ui/icons.tsx';
import { Priority } from '../../ui/tag.tsx';
import type { Task } from './lists.ts';

const keepers = { welfare: 'welfare lead', health: 'health lead', safeguarding: 'safeguarding lead' } as const;

/** How far it has come, in red while nobody is known to have heard of it. */
function Line({ need }: { need: NeedRow }) {
  const it = standing(need.id);
  return (
    <span class={classes('block size-17', isUntold(it) ? 'alert-text' : 'quiet')}>
      {standingSentence(it)} {standingAdvice(it)}
    </span>
  );
}

/** Not what it is, nor whether somebody works on it, to whoever is shown only a clock. */
function Restricted({ need }: { need: NeedRow }) {
  if (isUntold(standing(need.id))) return <Line need={need} />;
  const keeper = need.holder ?? keepers[need.compartment];
  return (
    <span class="block size-17 quiet">
      {need.state === 'open' ? `for the ${keeper}` : `held by ${keeper}, working`}
    </span>
  );
}

/** What others see to: the lead's, and concerns that say nothing but how far they have come. */
export function Others({ lead, restricted }: { lead: readonly Task[]; restricted: readonly NeedRow[] }) {
  if (lead.length + restricted.length === 0) return null;
  return (
    <section class="task-list">
      <h2 class="list-title">For the leads</h2>
      <ul class="rows task-others">
        {lead.map(({ need, title, guest }) => (
          <li key={need.id}>
            <Priority level={need.priority} />
            <span class="grow">
              <b>{title}</b>
              {guest && ` · ${guest.reference}`}
              <Line need={need} />
            </span>
            <NeedClock need={need} />
          </li>
        ))}
        {restricted.map((need) => (
          <li key={need.id}>
            <Icon name="lock" size={22} />
            <span class="grow">
              <b>Restricted concern</b>
              <Restricted need={need} />
            </span>
            <NeedClock need={need} />
          </li>
        ))}
      </ul>
    </section>
  );
}
