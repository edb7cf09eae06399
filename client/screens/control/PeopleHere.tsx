import { staffedPlaces } from '../../../shared/rosters/gaps.ts';
import { centreHere, coarseNow, operationHere, peopleHere, slotsHere } from '../../parts/centres/here.ts';
import { type Occupancy, occupancyOf, stillExpected, zonesOf } from '../../parts/centres/occupancy.ts';
import { dataAge, online } from '../../data/connection.ts';
import { loadOf } from '../../../shared/load.ts';
import { classes } from '../../ui/classes.ts';
import { Bar } from '../../ui/bar.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Tag } from '../../ui/tag.tsx';

const FRESH_MS = 15_000;

function Freshness() {
  const age = dataAge.value;
  if (online.value && age < FRESH_MS) {
    return (
      <Tag tone="ok" icon="dot">
        Live
      </Tag>
    );
  }
  return (
    <Tag tone="warn" icon="clock">
      {age < 60_000 ? `${Math.floor(age / 1000)} s old` : `${Math.floor(age / 60_000)} min old`}
    </Tag>
  );
}

function Tally({ n, words, alert }: { n: number; words: string; alert?: boolean }) {
  return (
    <li class={alert ? 'alert-text' : undefined}>
      <strong>{n}</strong> {words}
    </li>
  );
}

function Tallies({ all, expected }: { all: Occupancy; expected: number }) {
  return (
    <ul class="row wrap--close row--between row--stretch gap-14">
      <Tally n={all.arrived} words="arrived" />
      {expected > 0 && <Tally n={expected} words="still expected" />}
      {all.out > 0 && <Tally n={all.out} words="out for now" />}
      <Tally n={all.left} words={all.left === 0 ? 'left' : 'left by choice'} />
      {all.moved > 0 && <Tally n={all.moved} words="moved on" />}
      {all.missing > 0 && <Tally n={all.missing} words="missing" alert />}
    </ul>
  );
}

function Zones() {
  const zones = centreHere.value ? zonesOf(centreHere.value, peopleHere.value) : [];
  if (zones.length === 0) return null;
  return (
    <ul class="zones below-8">
      {zones.map((it) => (
        <li key={it.name}>
          <span>{it.name}</span>
          <strong class="num">{it.people}</strong>
          <span class="quiet num">{it.beds === null ? '' : `of ${it.beds} beds`}</span>
        </li>
      ))}
    </ul>
  );
}

/** How many are here, beside what the staff and the building can take. */
export function PeopleHere() {
  const centre = centreHere.value;
  if (!centre) return null;
  const all = occupancyOf(peopleHere.value);
  const staffed = staffedPlaces(slotsHere.value, new Date(coarseNow.value));
  const load = loadOf({ ...centre, staffed }, all.here);
  const label = `${all.here} here, staff for ${staffed}, the building sleeps ${centre.places}`;
  return (
    <Panel title="People here" actions={<Freshness />} class="people-here">
      <div class="row wrap--close gap-14 below-8 size-16">
        <span class={classes('headline', load === 'over' && 'alert-text')}>{all.here}</span>
        <div>
          <strong>{staffed === 0 ? 'no welfare staff on site' : `of ${staffed} we have staff for`}</strong>
          <div class="quiet">building sleeps {centre.places}</div>
        </div>
      </div>
      <Bar value={all.here} staffed={staffed} building={centre.places} caption={staffed > 0} label={label} />
      <Zones />
      <Tallies all={all} expected={stillExpected(operationHere.value, centre, all.arrived)} />
    </Panel>
  );
}
