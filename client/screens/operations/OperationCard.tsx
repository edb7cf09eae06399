import { useState } from 'preact/hooks';
import { gridSquareOrigin } from '../../../shared/grid.ts';
import { bothNames } from '../../../shared/languages.ts';
import { isFinished } from '../../../shared/centres.ts';
import { grantsWithin, may } from '../../../shared/roles.ts';
import { holds, me } from '../../session/session.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { Facts } from '../../ui/facts.tsx';
import { StateTag, Tag } from '../../ui/tag.tsx';
import { dayAndTime } from '../../ui/time.ts';
import { type Card, type CentreOnCard, centresOf, opensCentre, standingAt } from './cards.ts';
import { Change } from './Change.tsx';
import { Begin, Close } from './StateChange.tsx';
import { expectedWords, typeWords } from './words.ts';

const mayHere = (card: Card, action: string): boolean =>
  may(grantsWithin(me.value?.grants ?? [], card.id), action, { operationId: card.id, centreId: null });

const loadClass = { room: undefined, full: 'warn-text', over: 'alert-text' } as const;

function CentreLine({ card, centre }: { card: Card; centre: CentreOnCard }) {
  const standing = standingAt(card, centre);
  const name = `Centre ${centre.name}`;
  return (
    <li class="operation-centre">
      <StateTag state={centre.state} />
      <span class="pile">
        {opensCentre(card, centre) ? (
          <a class="strong" href={`/operations/${card.id}/centres/${centre.id}`}>
            {name}
          </a>
        ) : (
          <b>{name}</b>
        )}
        <span class="caption">{centre.district}</span>
      </span>
      <span class="pile num">
        {standing && <b>{standing.words}</b>}
        {standing?.loadWords && <b class={loadClass[standing.load]}>{standing.loadWords}</b>}
        {!isFinished(centre.state) && <span class="caption">planned for {centre.plannedFor}</span>}
      </span>
    </li>
  );
}

function Centres({ card }: { card: Card }) {
  const centres = centresOf(card);
  if (centres.length === 0) return <p class="quiet">No centre yet.</p>;
  return (
    <ul class="operation-centres">
      {centres.map((centre) => (
        <CentreLine key={centre.id} card={card} centre={centre} />
      ))}
    </ul>
  );
}

const factsOf = (card: Card) => [
  { term: 'Expected', value: expectedWords(card) },
  { term: 'First arrival', value: card.firstArrivalAt ? dayAndTime(card.firstArrivalAt) : 'Not known yet' },
  ...(card.fromSquare && gridSquareOrigin(card.fromSquare) ? [{ term: 'Coming from', value: card.fromSquare }] : []),
  {
    term: 'Languages',
    value: card.languages?.map(({ tag }) => bothNames(tag)).join(', ') || 'Not known yet',
  },
  { term: 'Police lead', value: card.policeLead || 'Nobody named' },
  { term: 'Care lead', value: card.careLead || 'Nobody named' },
];

function Actions({ card }: { card: Card }) {
  const [open, setOpen] = useState<'change' | 'close' | 'begin' | null>(null);
  const shut = () => setOpen(null);
  const which = <span class="visually-hidden"> {card.codeName}</span>;
  const changes = mayHere(card, 'operations.change') && card.state !== 'closed';
  return (
    <div class="operation-card__actions row wrap row--stretch gap-8">
      {mayHere(card, 'centres.activate') && card.state !== 'closed' && (
        <ButtonLink href={`/operations/${card.id}/activate`}>Activate a centre{which}</ButtonLink>
      )}
      {(holds('silver') || holds('planner')) && (
        <ButtonLink kind="secondary" icon="map" href={`/operations/${card.id}/map`}>
          Open map{which}
        </ButtonLink>
      )}
      {changes && card.state === 'planned' && (
        <Button kind="secondary" onClick={() => setOpen('begin')}>
          Start it now{which}
        </Button>
      )}
      {changes && (
        <Button kind="secondary" onClick={() => setOpen('change')}>
          Change numbers or leads{which}
        </Button>
      )}
      {changes && mayHere(card, 'operations.close') && (
        <Button kind="quiet" onClick={() => setOpen('close')}>
          Close{which}
        </Button>
      )}
      <Change card={card} open={open === 'change'} onClose={shut} />
      <Close card={card} open={open === 'close'} onClose={shut} />
      <Begin card={card} open={open === 'begin'} onClose={shut} />
    </div>
  );
}

/** One operation: what is expected, its centres, and what may be done. */
export function OperationCard({ card }: { card: Card }) {
  const full = card.expected !== undefined;
  const when =
    card.state === 'closed' && card.closedAt
      ? `closed ${dayAndTime(card.closedAt)}`
      : `${card.state === 'planned' ? 'planned' : 'since'} ${dayAndTime(card.openedAt)}`;
  return (
    <article class="panel operation-card" aria-labelledby={`op-${card.id}`}>
      <header class="operation-card__head">
        <h3 class="size-22" id={`op-${card.id}`}>
          {card.codeName}
        </h3>
        {card.exercise && <span class="tag exercise-tag">EXERCISE</span>}
        {card.type && card.type !== 'exercise' && <Tag tone="outline">{typeWords[card.type]}</Tag>}
        <span class="fine aside">{when}</span>
      </header>
      <div class="operation-card__body">
        {full && <Facts items={factsOf(card)} />}
        <Centres card={card} />
      </div>
      <Actions card={card} />
    </article>
  );
}
