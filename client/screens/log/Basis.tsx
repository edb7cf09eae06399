import type { VenueBasis } from '../../../shared/basis.ts';
import { venueBasis } from '../../../shared/basis.ts';
import type { LogRow } from '../../../shared/log.ts';
import { plural } from '../../../shared/words.ts';
import { byId } from '../../data/store.ts';
import { Facts } from '../../ui/facts.tsx';
import { Tag } from '../../ui/tag.tsx';
import { dayAndTime } from '../../ui/time.ts';

type Fit = VenueBasis['fit'][number];

const called = ({ name, code }: { name?: string | undefined; code: string }): string =>
  name ? `${name} ${code}` : code;

const factsOf = (it: VenueBasis) => [
  { term: 'Chosen', value: `${it.venue.name}, ${it.venue.town} ${it.venue.code}` },
  { term: 'Why this venue', value: it.reason },
  ...(it.against.length > 0 ? [{ term: 'Against it', value: it.against.map(({ words }) => words).join('. ') }] : []),
  ...(it.overrideReason ? [{ term: 'Used all the same', value: it.overrideReason }] : []),
  { term: 'Looked for', value: `${it.wanted} beds for ${plural(it.expected, 'person', 'people')}` },
  { term: 'First arrival', value: dayAndTime(it.arrivalAt) },
];

function Ranked({ fit, chosen }: { fit: Fit; chosen: boolean }) {
  const facts = [`ready ${dayAndTime(fit.readyAt)}`, `${fit.beds} beds`, fit.km === null ? '' : `${fit.km} km`];
  return (
    <li>
      <strong>{called(fit)}</strong> {chosen && <Tag tone="ok">Chosen</Tag>}{' '}
      <span class="quiet">{facts.filter(Boolean).join(', ')}</span>
      {fit.reasonLine && <div>{fit.reasonLine}</div>}
      {fit.warningLine && <div class="warn-text">{fit.warningLine}</div>}
    </li>
  );
}

function Ranking({ basis: { fit, venue } }: { basis: VenueBasis }) {
  if (fit.length === 0) return <p>No venue fitted.</p>;
  return (
    <ol>
      {fit.map((it) => (
        <Ranked key={it.venueId} fit={it} chosen={it.venueId === venue.id} />
      ))}
    </ol>
  );
}

function RuledOut({ basis: { ruledOut, venue } }: { basis: VenueBasis }) {
  if (ruledOut.length === 0) return null;
  return (
    <>
      <h3 class="size-16">Ruled out, {ruledOut.length}</h3>
      <ul>
        {ruledOut.map((it) => (
          <li key={it.venueId}>
            <strong>{called(it)}</strong> {it.venueId === venue.id && <Tag tone="warn">Chosen all the same</Tag>}{' '}
            {it.reasons.map(({ words }) => words).join('. ')}
          </li>
        ))}
      </ul>
    </>
  );
}

/** What a choice of venue was made on, as it stood then: to those who may know of the other venues. */
export function Basis({ entry }: { entry: LogRow }) {
  const kept = byId.logBasis.value.get(entry.id);
  // Only the choice of a venue has its reason kept apart: it may name it.
  const apart = entry.kind === 'decision' && (entry.reason ?? null) === null;
  if (!kept) return apart ? <p class="quiet">Why, and what it was chosen from, names venues. Ask a planner.</p> : null;
  const read = venueBasis.safeParse(kept.basis);
  return (
    <details class="log-basis">
      <summary>
        What was known then<span class="visually-hidden">, entry {entry.number}</span>
      </summary>
      {read.success ? (
        <>
          <Facts items={factsOf(read.data)} />
          <h3 class="size-16">The ranking as it stood</h3>
          <Ranking basis={read.data} />
          {read.data.pair && <p>{read.data.pair.words}</p>}
          <RuledOut basis={read.data} />
        </>
      ) : (
        <p class="warn-text">It is kept, but not in a form that this page can show.</p>
      )}
    </details>
  );
}
