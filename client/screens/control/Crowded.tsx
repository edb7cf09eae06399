import { loadOf } from '../../../shared/load.ts';
import { staffedPlaces } from '../../../shared/rosters/gaps.ts';
import { isReceiving } from '../../../shared/centres.ts';
import { centreHere, coarseNow, peopleHere, slotsHere } from '../../parts/centres/here.ts';
import { occupancyOf } from '../../parts/centres/occupancy.ts';
import { can, operationId } from '../../session/session.ts';
import { rows } from '../../data/store.ts';
import { Banner } from '../../ui/banner.tsx';
import { ButtonLink } from '../../ui/button.tsx';

function Overflow({ of }: { of: string }) {
  const there = rows.centre.value.find((it) => it.overflowOf === of && it.state !== 'cancelled');
  if (there)
    return <a href={`/operations/${there.operationId}/centres/${there.id}`}>Overflow is Centre {there.name}</a>;
  if (!can('centres.activate')) return <strong>Ask the planner to open an overflow.</strong>;
  return (
    <ButtonLink kind="secondary" size="small" href={`/operations/${operationId.value ?? ''}/activate?overflowOf=${of}`}>
      Open overflow
    </ButtonLink>
  );
}

const tones = { room: 'warn', full: 'warn', over: 'alert' } as const;

/** Says when there is no room left, or no staff for more, and where to turn. Nobody is refused for it. */
export function Crowded() {
  const centre = centreHere.value;
  if (!centre || !isReceiving(centre.state)) return null;
  const { here } = occupancyOf(peopleHere.value);
  const staffed = staffedPlaces(slotsHere.value, new Date(coarseNow.value));
  const load = loadOf({ ...centre, staffed }, here);
  if (centre.state === 'full' || here >= centre.places) {
    return (
      <Banner tone={tones[load]} action={<Overflow of={centre.id} />}>
        <strong>{here > centre.places ? `${here - centre.places} OVER.` : 'FULL.'}</strong> {here} here, the building
        sleeps {centre.places}. Keep checking in whoever comes.
      </Banner>
    );
  }
  if (load === 'room' || staffed === 0) return null;
  return (
    <Banner tone={tones[load]} action={<Overflow of={centre.id} />}>
      <strong>{load === 'over' ? `${here - staffed} over the staff.` : 'No staff for more.'}</strong> {here} here and
      staff for {staffed}. Ask for more staff, or send the next arrivals elsewhere.
    </Banner>
  );
}
