import { squareWords } from '../../../shared/nation.ts';
import { Week } from '../../parts/hours/Week.tsx';
import { useEffect, useState } from 'preact/hooks';
import { dialling } from '../../../shared/dialling.ts';
import type { VenueItem, VenueOpened } from '../../../shared/venues/views.ts';
import { findableWords, stillToFindOut } from '../../../shared/venues/findOut.ts';
import { capital, listed } from '../../../shared/words.ts';
import { now } from '../../session/now.ts';
import { canRegister } from '../../session/session.ts';
import { ApiProblem, ask } from '../../data/api.ts';
import { Button, LinkButton } from '../../ui/button.tsx';
import { Icon } from '../../ui/icons.tsx';
import { Facts } from '../../ui/facts.tsx';
import { Callout } from '../../ui/notice.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Capacity } from './Capacity.tsx';
import { StandingTag } from './VenueTable.tsx';
import { cautions, checkedWords, day, kitchenPower, nameOf, roomsWords, signalWords } from './words.ts';

const openAddress = async (id: string): Promise<VenueOpened | string> => {
  try {
    return await ask('/api/venues/:id/access', { id });
  } catch (error) {
    if (error instanceof ApiProblem) return 'The address could not be read. Try again';
    throw error;
  }
};

/** `SK 33, 10 km square`; a place that has no such square by its part of the kingdom. */
const placeWords = (square: string): string => {
  const words = squareWords(square);
  return words === square ? `${square}, 10 km square` : words;
};

function Address({ venue }: { venue: VenueItem }) {
  const [opened, setOpened] = useState<VenueOpened | string | null>(null);
  useEffect(() => setOpened(null), [venue.id]);
  if (!venue.access) return <span class="quiet">{placeWords(venue.square)}</span>;
  if (opened === null || typeof opened === 'string')
    return (
      <>
        <Icon name="lock" size={15} />{' '}
        <LinkButton onClick={() => void openAddress(venue.id).then(setOpened)}>Show</LinkButton>{' '}
        <span class="quiet">(recorded)</span>
        {opened && <p class="alert-text">{opened}</p>}
      </>
    );
  return (
    <>
      <p>
        {opened.address}, {opened.town} {opened.postcode}
      </p>
      <p class="quiet">
        {opened.gridReference && `${opened.gridReference} · `}
        {opened.lat}, {opened.lon}
      </p>
      {opened.accessNotes && <p>{opened.accessNotes}</p>}
      {opened.plans && <p>Plans: {opened.plans}</p>}
    </>
  );
}

function Keyholders({ venue }: { venue: VenueItem }) {
  const { keyholders = [], keyholdersCheckedOn = null } = venue.access ?? {};
  const { text, stale } = checkedWords(keyholdersCheckedOn, now.value);
  return (
    <>
      {keyholders.map(({ name, phone }) => (
        <div key={name}>
          {name} <a href={dialling(phone)}>{phone}</a>
        </div>
      ))}
      <span class={stale ? 'warn-text' : 'quiet'}>{text}</span>
    </>
  );
}

const unknown = <span class="quiet">Not known</span>;

const inspectedWords = ({ suitability, lastInspected, inspectionDue, access }: VenueItem): string => {
  if (suitability === null) return 'Not yet';
  return `${day(lastInspected)}${access?.inspectedBy ? ` by ${access.inspectedBy}` : ''}, due ${day(inspectionDue)}`;
};

const factsFor = (venue: VenueItem) => [
  { term: 'Address', value: <Address venue={venue} /> },
  ...(venue.access ? [{ term: 'Keyholders', value: <Keyholders venue={venue} /> }] : []),
  { term: 'Opens in', value: `${venue.minutesToOpen} minutes` },
  { term: 'Can be used', value: venue.availableHours === null ? unknown : <Week hours={venue.availableHours} /> },
  ...(venue.access?.limits ? [{ term: 'Limits', value: venue.access.limits }] : []),
  { term: 'Rooms', value: roomsWords(venue) ?? unknown },
  { term: 'Kitchen, power', value: kitchenPower(venue) ?? unknown },
  { term: 'Signal', value: signalWords(venue) ?? unknown },
  { term: 'Hospital', value: venue.hospitalMinutes === null ? unknown : `${venue.hospitalMinutes} minutes` },
  { term: 'Inspected', value: inspectedWords(venue) },
];

const conditionsWords = (venue: VenueItem): string => {
  if (venue.suitability !== 'suitable_with_conditions') return '';
  if (venue.access?.conditions) return venue.access.conditions;
  return 'Suitable with conditions: write them down so that the ranking can use them.';
};

function Cautions({ venue }: { venue: VenueItem }) {
  const [first, ...rest] = cautions(venue);
  const conditions = conditionsWords(venue);
  if (first === undefined && conditions === '') return null;
  const title =
    first === undefined ? 'With conditions.' : `${[first, ...rest.map((it) => it.toLowerCase())].join(', ')}.`;
  return (
    <Callout tone="warn" class="venue-cautions">
      <p>
        <Icon name="alert" size={16} /> <strong>{title}</strong> {conditions}
      </p>
    </Callout>
  );
}

/** What nobody has said of it yet. It may be used all the same. */
function ToFindOut({ venue }: { venue: VenueItem }) {
  const left = stillToFindOut(venue).map((it) => findableWords[it]);
  if (left.length === 0) return null;
  return (
    <Callout tone="info" icon="info" class="venue-cautions" title="Still to find out">
      <p>{capital(listed(left))}.</p>
    </Callout>
  );
}

export type Doing = 'inspect' | 'change' | 'archive';

function Actions({ venue, onDo }: { venue: VenueItem; onDo: (what: Doing) => void }) {
  if (venue.archivedAt || !canRegister('venues.change')) return null;
  return (
    <div class="venue-actions row wrap gap-14">
      <Button onClick={() => onDo('inspect')}>Record an inspection</Button>
      <Button kind="secondary" onClick={() => onDo('change')}>
        Change
      </Button>
      <LinkButton onClick={() => onDo('archive')}>Take off</LinkButton>
    </div>
  );
}

/** Everything the register says of one venue. */
export function Record({ venue, onDo }: { venue: VenueItem; onDo: (what: Doing) => void }) {
  return (
    <Panel
      fill
      class="venue-record"
      title={venue.access ? `${venue.access.name}, ${venue.access.town}` : nameOf(venue)}
      actions={<span class="quiet">{venue.code}</span>}
      foot={<Actions venue={venue} onDo={onDo} />}
    >
      {venue.inUse && (
        <Callout tone="haven" icon="info" title="A live centre is in this venue">
          <p>It cannot be chosen again until that centre has closed.</p>
        </Callout>
      )}
      <Capacity venue={venue} />
      <p class="above-10">
        <StandingTag venue={venue} />
      </p>
      <Facts items={factsFor(venue)} />
      <Cautions venue={venue} />
      <ToFindOut venue={venue} />
    </Panel>
  );
}
