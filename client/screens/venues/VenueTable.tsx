import type { VenueItem, VenueSort } from '../../../shared/venues/views.ts';
import { Template } from '../../parts/imports/Template.tsx';
import { canRegister } from '../../session/session.ts';
import { Button, LinkButton } from '../../ui/button.tsx';
import { Icon } from '../../ui/icons.tsx';
import { EmptyState, FailedPanel, LoadingBars } from '../../ui/notice.tsx';
import { type Column, DataTable } from '../../ui/table.tsx';
import { Tag } from '../../ui/tag.tsx';
import { nothingWanted, type Venues } from './useVenues.ts';
import { alwaysOpen, day, nameOf, standingOf } from './words.ts';

function YesNo({ yes }: { yes: boolean | null }) {
  if (yes === null) return <Unknown />;
  return (
    <>
      <Icon name={yes ? 'check' : 'dash'} size={18} class={yes ? 'ok-text' : 'quiet'} />
      <span class="visually-hidden">{yes ? 'Yes' : 'No'}</span>
    </>
  );
}

/** Still to be found out. */
function Unknown() {
  return (
    <span class="quiet">
      <span aria-hidden="true">?</span>
      <span class="visually-hidden">Not known</span>
    </span>
  );
}

export function StandingTag({ venue }: { venue: VenueItem }) {
  const { text, tone, icon } = standingOf(venue);
  return (
    <Tag tone={tone} icon={icon}>
      {text}
    </Tag>
  );
}

type Made = Column<VenueItem> & { sort?: VenueSort };

const columns: readonly Made[] = [
  {
    key: 'name',
    head: 'Venue',
    sort: 'name',
    cell: (it) => (
      <>
        <span class="strong">{nameOf(it)}</span> <span class="quiet">{it.code}</span>
      </>
    ),
  },
  { key: 'town', head: 'Town', sort: 'town', leaves: 'phone', cell: (it) => it.access?.town ?? it.district },
  {
    key: 'beds',
    head: 'Beds',
    sort: 'beds',
    align: 'end',
    cell: (it) => <span class="strong">{it.capacity.night.places}</span>,
  },
  {
    key: 'open',
    head: 'Opens in',
    sort: 'minutesToOpen',
    leaves: 'phone',
    align: 'end',
    cell: (it) => <span class="nowrap">{it.minutesToOpen} min</span>,
  },
  {
    key: 'hours',
    head: '24 h',
    align: 'centre',
    leaves: 'portrait',
    cell: (it) => <YesNo yes={it.availableHours === null ? null : alwaysOpen(it)} />,
  },
  { key: 'step', head: 'Step-free', align: 'centre', leaves: 'portrait', cell: (it) => <YesNo yes={it.stepFree} /> },
  {
    key: 'hidden',
    head: 'Discreet',
    align: 'centre',
    leaves: 'portrait',
    cell: (it) => <YesNo yes={it.discreetEntrance} />,
  },
  {
    key: 'showers',
    head: 'Showers',
    sort: 'showers',
    align: 'end',
    leaves: 'portrait',
    cell: (it) => it.showers ?? <Unknown />,
  },
  {
    key: 'due',
    head: 'Inspection due',
    sort: 'inspectionDue',
    leaves: 'portrait',
    cell: (it) => <span class="nowrap">{it.suitability === null ? <Unknown /> : day(it.inspectionDue)}</span>,
  },
  { key: 'standing', head: 'Standing', sort: 'standing', cell: (it) => <StandingTag venue={it} /> },
];

const sortable = (venues: Venues): Column<VenueItem>[] =>
  columns.map(({ sort, ...column }) => {
    if (!sort) return column;
    const on = venues.sorting.sort === sort;
    const sorted = venues.sorting.direction === 'up' ? ('ascending' as const) : ('descending' as const);
    return { ...column, onSort: () => venues.sortBy(sort), ...(on ? { sorted } : {}) };
  });

function Begin({ onAdd }: { onAdd: () => void }) {
  return (
    <>
      {canRegister('venues.create') && <Button onClick={onAdd}>Add a venue</Button>}
      {canRegister('venues.import') && (
        <p>
          Or <a href="/venues/import">import them from a file</a>. <Template of="venues" />
        </p>
      )}
    </>
  );
}

function Empty({ venues, onAdd }: { venues: Venues; onAdd: () => void }) {
  if (venues.data?.tallies.total)
    return (
      <EmptyState
        title="No venue is like that"
        action={
          <Button kind="secondary" onClick={() => venues.want(nothingWanted)}>
            Clear the filters
          </Button>
        }
      />
    );
  return (
    <EmptyState title="No venues yet" action={<Begin onAdd={onAdd} />}>
      Places that may become centres stand here, with how many people each can hold.
    </EmptyState>
  );
}

/** How many come after, and the way back. */
export function Pages({ venues }: { venues: Venues }) {
  const { data, before, next, previous } = venues;
  const left = data ? data.tallies.matching - before - data.items.length : 0;
  if (!next && !previous) return null;
  return (
    <nav class="row" aria-label="Pages">
      {previous && <LinkButton onClick={previous}>Previous</LinkButton>}
      {next && <LinkButton onClick={next}>Next {left}</LinkButton>}
    </nav>
  );
}

export interface VenueTableProps {
  venues: Venues;
  chosen: string | null;
  onChoose: (venue: VenueItem) => void;
  onAdd: () => void;
}

export function VenueTable({ venues, chosen, onChoose, onAdd }: VenueTableProps) {
  const { data, failed, reload } = venues;
  if (failed && !data) return <FailedPanel title="The register could not be read" onRetry={reload} />;
  if (!data) return <LoadingBars label="Reading the register" rows={10} />;
  return (
    <DataTable
      caption="Venues"
      columns={sortable(venues)}
      rows={data.items}
      rowKey={(it) => it.id}
      selected={chosen}
      onOpen={onChoose}
      empty={<Empty venues={venues} onAdd={onAdd} />}
    />
  );
}
