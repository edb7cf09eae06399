import type { NeedRow } from '../../../shared/needs.ts';
import { clockRuns, holderWords } from '../../app/parts/needBoard.ts';
import { now } from '../../app/now.ts';
import { ClockWords } from '../../ui/clock.tsx';
import { Icon } from '../../ui/icons.tsx';
import { Priority } from '../../ui/tag.tsx';
import type { Task } from './lists.ts';

const keepers = { welfare: 'welfare lead', health: 'health lead', safeguarding: 'safeguarding lead' } as const;

function Clock({ need }: { need: NeedRow }) {
  if (!clockRuns(need) || !need.dueAt) return null;
  return <ClockWords dueAt={need.dueAt} raisedAt={need.raisedAt} now={now.value} short />;
}

const leadWords = ({ state, holder }: NeedRow): string => {
  if (state === 'open') return 'The lead has been told';
  return state === 'escalated' ? `Passed up${holder ? ` by ${holder}` : ''}` : holderWords({ state, holder });
};

/** What others see to: the lead's, and concerns that say nothing but that someone is on them. */
export function Others({ lead, restricted }: { lead: readonly Task[]; restricted: readonly NeedRow[] }) {
  if (lead.length + restricted.length === 0) return null;
  return (
    <section class="task-list">
      <h2 class="list-title">With the leads</h2>
      <ul class="rows task-others">
        {lead.map(({ need, title, guest }) => (
          <li key={need.id}>
            <Priority level={need.priority} />
            <span class="grow">
              <b>{title}</b>
              {guest && ` · ${guest.reference}`}
              <span class="task-others__sub">{leadWords(need)}</span>
            </span>
            <Clock need={need} />
          </li>
        ))}
        {restricted.map((need) => (
          <li key={need.id}>
            <Icon name="lock" size={22} />
            <span class="grow">
              <b>Restricted concern</b>
              <span class="task-others__sub">
                held by {need.holder ?? keepers[need.compartment]}
                {need.state === 'open' ? '' : ', working'}
              </span>
            </span>
            <Clock need={need} />
          </li>
        ))}
      </ul>
    </section>
  );
}
