import { LanguageName } from '../../parts/people/LanguageName.tsx';
import { useState } from 'preact/hooks';
import type { PersonRow } from '../../../shared/people.ts';
import { peopleHere } from '../../parts/centres/here.ts';
import { cameShort, flagsToShow, flagWords, paperWords, presenceWords } from '../../parts/people/words.ts';
import { can } from '../../session/session.ts';
import { online } from '../../data/connection.ts';
import { LinkButton } from '../../ui/button.tsx';
import { Segments } from '../../ui/choices.tsx';
import { EmptyState } from '../../ui/notice.tsx';
import { Panel } from '../../ui/panel.tsx';
import { type Column, DataTable } from '../../ui/table.tsx';
import { Tag } from '../../ui/tag.tsx';
import { MendDialog } from './MendDialog.tsx';
import { whenWords } from '../../session/now.ts';

const ages = { adult: 'Adult', child: 'Child', unsure: 'Not sure' } as const;

/** References that two guests hold at once, mistakes left out. */
const doubled = (people: readonly PersonRow[]): ReadonlySet<string> => {
  const seen = new Set<string>();
  const twice = new Set<string>();
  for (const { reference, undoneAt } of people) {
    if (undoneAt !== null) continue;
    if (seen.has(reference)) twice.add(reference);
    seen.add(reference);
  }
  return twice;
};

/** The flag that two guests share a band goes once one of them has another. */
const flagsOf = (it: PersonRow, shared: ReadonlySet<string>): PersonRow['flags'] => [
  ...flagsToShow(it.flags).filter((flag) => flag !== 'reference_shared'),
  ...(shared.has(it.reference) && it.undoneAt === null ? (['reference_shared'] as const) : []),
];

function Flags({ person, shared }: { person: PersonRow; shared: ReadonlySet<string> }) {
  if (person.undoneAt !== null) {
    return (
      <Tag tone="dashed" class="wraps">
        Undone {whenWords(person.undoneAt)}: {person.undoneReason}
      </Tag>
    );
  }
  const paper = paperWords(person);
  return (
    <span class="row wrap">
      {paper && (
        <Tag icon="document" class="wraps">
          {paper}
        </Tag>
      )}
      {flagsOf(person, shared).map((flag) => (
        <Tag key={flag} tone="warn" icon="alert">
          {flagWords[flag]}
        </Tag>
      ))}
    </span>
  );
}

const columnsFor = (shared: ReadonlySet<string>, mend: (person: PersonRow) => void): Column<PersonRow>[] => [
  {
    key: 'time',
    head: 'Came',
    cell: (it) => <strong class="nowrap">{cameShort(it)}</strong>,
  },
  {
    key: 'reference',
    head: 'Wristband',
    cell: (it) => <strong class={it.undoneAt ? 'struck' : undefined}>{it.reference}</strong>,
  },
  { key: 'age', head: 'Age', cell: (it) => <span class={it.undoneAt ? 'struck' : undefined}>{ages[it.ageBand]}</span> },
  {
    key: 'language',
    head: 'Language',
    cell: (it) => (
      <span class={it.undoneAt ? 'struck' : undefined}>
        <LanguageName tag={it.language} />
      </span>
    ),
  },
  { key: 'vehicle', head: 'Came with', cell: (it) => it.vehicle ?? '', leaves: 'portrait' },
  { key: 'zone', head: 'Zone', cell: (it) => it.zone ?? 'none yet', leaves: 'portrait' },
  { key: 'presence', head: 'Now', cell: (it) => (it.undoneAt ? '' : presenceWords[it.presence]), leaves: 'portrait' },
  { key: 'flags', head: 'To look at', cell: (it) => <Flags person={it} shared={shared} /> },
  {
    key: 'mend',
    head: <span class="visually-hidden">What to do</span>,
    align: 'end',
    cell: (it) =>
      shared.has(it.reference) && it.undoneAt === null && can('people.amend') && online.value ? (
        <LinkButton onClick={() => mend(it)}>
          Give another wristband<span class="visually-hidden"> than {it.reference}</span>
        </LinkButton>
      ) : null,
  },
];

type Only = 'flagged' | 'undone';
const filters: { value: Only; label: string }[] = [
  { value: 'flagged', label: 'To look at' },
  { value: 'undone', label: 'Undone' },
];

/** Everyone checked in, latest first. An undone check-in stays, struck through. */
export function Guests() {
  const [only, setOnly] = useState<readonly Only[]>([]);
  const [mending, mend] = useState<PersonRow | null>(null);
  const shared = doubled(peopleHere.value);
  const shows = (it: PersonRow): boolean =>
    only.length === 0 ||
    (only.includes('undone') && it.undoneAt !== null) ||
    (only.includes('flagged') && it.undoneAt === null && flagsOf(it, shared).length > 0);
  const people = peopleHere.value.filter(shows).toSorted((a, b) => Date.parse(b.arrivedAt) - Date.parse(a.arrivedAt));
  return (
    <Panel
      title="Arrivals"
      hint="latest first"
      fill
      flush
      actions={<Segments legend="Show only" options={filters} value={only} onChange={setOnly} />}
    >
      <div class="table-scroll">
        <DataTable
          caption="Guests by arrival"
          columns={columnsFor(shared, mend)}
          rows={people}
          rowKey={(it) => it.id}
          rowClass={(it) => (it.undoneAt ? 'is-undone' : undefined)}
          empty={<EmptyState title="Nobody to show">Guests appear here as they are checked in.</EmptyState>}
        />
      </div>
      {mending && <MendDialog person={mending} onClose={() => mend(null)} />}
    </Panel>
  );
}
