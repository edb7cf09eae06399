import { useState } from 'preact/hooks';
import type { VenueItem } from '../../../shared/venues/views.ts';
import { byId } from '../../data/store.ts';
import { LinkButton } from '../../ui/button.tsx';
import { Icon } from '../../ui/icons.tsx';
import { Panel } from '../../ui/panel.tsx';
import { duration } from '../../ui/duration.ts';

const SHOWN = 6;

export type VenueStanding = 'available' | 'ruled_out' | 'in_use';

export const standingOf = (it: VenueItem): VenueStanding => {
  if (it.suitability === 'unsuitable' || it.overdue) return 'ruled_out';
  return it.inUse ? 'in_use' : 'available';
};

/** Named only in what its reader was sent. */
export const venueName = (it: VenueItem): string =>
  it.access ? `${it.access.name}, ${it.access.town}` : `${it.code}, ${it.district}`;

const order: VenueStanding[] = ['available', 'in_use', 'ruled_out'];
const words: Record<VenueStanding, string> = { available: '', in_use: 'in use', ruled_out: 'ruled out' };

/** The register without the venues that this operation's centres are in. */
export const others = (venues: readonly VenueItem[]): VenueItem[] => {
  const taken = new Set([...byId.centreAccess.value.values()].map((it) => it.venueId));
  return venues
    .filter((it) => !taken.has(it.id))
    .toSorted(
      (a, b) => order.indexOf(standingOf(a)) - order.indexOf(standingOf(b)) || a.minutesToOpen - b.minutesToOpen,
    );
};

function Venue({ it }: { it: VenueItem }) {
  const facts = [it.size, `sleeps ${it.capacity.night.places}`, words[standingOf(it)]].filter(Boolean).join(', ');
  return (
    <li>
      <Icon name={standingOf(it) === 'available' ? 'circle' : 'minus'} size={16} />
      <span class="grow">
        <strong>{venueName(it)}</strong>
        <span class="quiet block size-15">{facts}</span>
      </span>
      <span class="quiet">opens in {duration(it.minutesToOpen)}</span>
    </li>
  );
}

/** What the layer of venues shows, as a list: soonest to open first. */
export function VenuesPanel({ venues }: { venues: readonly VenueItem[] }) {
  const [all, setAll] = useState(false);
  const list = others(venues);
  if (list.length === 0) return null;
  return (
    <Panel title="Venues on standby" hint="soonest to open first" flush>
      <ul class="rows rows--padded">
        {(all ? list : list.slice(0, SHOWN)).map((it) => (
          <Venue key={it.id} it={it} />
        ))}
      </ul>
      {list.length > SHOWN && (
        <p class="inset rule-above above-0 size-15">
          <LinkButton onClick={() => setAll(!all)}>{all ? 'Show fewer' : `Show all ${list.length}`}</LinkButton>
        </p>
      )}
    </Panel>
  );
}
