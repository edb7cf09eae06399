import { ErrorSummary } from '../../ui/error-summary.tsx';
import { PageHead } from '../../ui/panel.tsx';
import { Tag } from '../../ui/tag.tsx';
import { dayAndTime } from '../../ui/time.ts';
import { Decide, Refused, Unsent } from './Decide.tsx';
import { RestNote } from './notes.tsx';
import { Phones } from './Phones.tsx';
import { Roles } from './Roles.tsx';
import { useQuery } from '../../data/useQuery.ts';
import type { Activation } from './useActivation.ts';
import { Where } from './Where.tsx';
import { Who } from './Who.tsx';

const stateWords = { planned: 'Planned', running: 'Running', closed: 'Closed' } as const;

/** Screen readers hear of a new ranking; the page keeps its place. */
export function News({ it }: { it: Activation }) {
  return (
    <output class="visually-hidden" aria-live="polite">
      {it.ranking.news}
    </output>
  );
}

/** Everything at once, with the decision fixed at the foot. */
export function DeskPage({ it, title }: { it: Activation; title: string }) {
  const register = useQuery('/api/partners', {});
  const { operation } = it;
  return (
    <>
      <PageHead
        title={title}
        tags={
          <Tag tone="dashed" icon="circle">
            {operation.codeName}: {stateWords[operation.state].toLowerCase()} since {dayAndTime(operation.openedAt)}
          </Tag>
        }
        actions={
          <span class="quiet off-narrow">
            Kept while you look elsewhere. Nobody is told until you <b>phone them</b>.
          </span>
        }
      />
      <div class="activate-notes">
        <ErrorSummary errors={it.faults} answer={it.state.faults} />
        <Refused it={it} />
        <Unsent it={it} />
        <RestNote it={it} />
      </div>
      <News it={it} />
      <div class="columns columns--three activate">
        <div class="column">
          <Who it={it} />
        </div>
        <div class="column">
          <Where it={it} />
        </div>
        <div class="column">
          <Roles it={it} partners={register.data?.items ?? []} />
          <Phones it={it} register={register} />
        </div>
      </div>
      <Decide it={it} />
    </>
  );
}
