import { cameShort } from '../../parts/people/words.ts';
import type { PersonRow } from '../../../shared/people.ts';
import { DataTable } from '../../ui/table.tsx';
import type { Guest } from './list.ts';
import { isPartial } from '../../data/partial.ts';
import { LanguageName } from '../../parts/people/LanguageName.tsx';
import { Age, ageOf, ComesWithSignal, Flags, Presence, Reference } from './Row.tsx';

interface ListProps {
  guests: readonly Guest[];
  chosen: string | undefined;
  onOpen: (id: string) => void;
}

const Language = ({ person }: { person: PersonRow }) =>
  isPartial(person) ? <ComesWithSignal /> : <LanguageName tag={person.language} />;

/** What leads a card: the name; without one the language, if that is known. */
const Title = ({ person, name }: Guest) => {
  if (name !== null) return <>{name}</>;
  return isPartial(person) ? <>{ageOf(person)}</> : <LanguageName tag={person.language} />;
};

function Beneath({ person, name }: Guest) {
  const known = !isPartial(person);
  return (
    <span class="row-card__sub">
      {[name || !known ? null : ageOf(person), person.zone].filter(Boolean).join(' · ')}
      {name && known && (
        <>
          {person.zone && ' · '}
          <LanguageName tag={person.language} />
        </>
      )}
      {person.undoneAt && `Undone: ${person.undoneReason ?? ''}`}
    </span>
  );
}

/** What has no column of its own where there is little room. */
const Folded = ({ person }: { person: PersonRow }) => (
  <span class="quiet block on-narrow">
    <span class="on-phone">
      <Language person={person} />
      {person.zone && ' · '}
    </span>
    {person.zone}
  </span>
);

export function Table({ guests, chosen, onOpen }: ListProps) {
  return (
    <DataTable
      caption="Guests at this centre"
      rows={guests}
      rowKey={({ person }) => person.id}
      selected={chosen ?? null}
      onOpen={({ person }) => onOpen(person.id)}
      rowClass={({ person }) => (person.undoneAt ? 'is-undone' : undefined)}
      columns={[
        { key: 'reference', head: 'Wristband', cell: ({ person }) => <Reference person={person} /> },
        {
          key: 'name',
          head: 'Likes to be called',
          cell: ({ name, person }) => (
            <>
              {name ?? <span class="quiet">not asked</span>}
              <Folded person={person} />
            </>
          ),
        },
        { key: 'language', head: 'Language', leaves: 'phone', cell: ({ person }) => <Language person={person} /> },
        { key: 'age', head: 'Age', cell: ({ person }) => <Age person={person} /> },
        {
          key: 'zone',
          head: 'Where',
          leaves: 'narrow',
          cell: ({ person }) => person.zone ?? <span class="quiet">not said</span>,
        },
        {
          key: 'presence',
          head: 'Now',
          cell: ({ person }) => (
            <span class="row wrap gap-6">
              <Presence person={person} />
              {person.undoneAt ? <span class="quiet">{person.undoneReason}</span> : <Flags person={person} />}
            </span>
          ),
        },
        {
          key: 'came',
          head: 'Came',
          leaves: 'phone',
          align: 'end',
          cell: ({ person }) => (isPartial(person) ? '' : <span class="nowrap">{cameShort(person)}</span>),
        },
      ]}
    />
  );
}

export function Cards({ guests, chosen, onOpen }: ListProps) {
  return (
    <ul class="stack-list">
      {guests.map(({ person, name }) => (
        <li key={person.id}>
          <button
            type="button"
            class="row-card guest-card"
            aria-pressed={person.id === chosen}
            onClick={() => onOpen(person.id)}
          >
            <span class="guest-card__ref firm size-22 strong">
              <Reference person={person} />
            </span>
            <span class="row-card__text">
              <span class="row-card__title">
                <Title person={person} name={name} />
              </span>
              <Beneath person={person} name={name} />
            </span>
            {(person.presence !== 'on_site' || person.undoneAt) && <Presence person={person} />}
          </button>
        </li>
      ))}
    </ul>
  );
}
