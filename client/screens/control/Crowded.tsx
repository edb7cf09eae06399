import type { ComponentChildren } from 'preact';
import { loadOf } from '../../../shared/load.ts';
import { staffedPlaces } from '../../../shared/rosters/gaps.ts';
import { type CentreRow, isReceiving } from '../../../shared/centres.ts';
import { centreHere, coarseNow, peopleHere, slotsHere } from '../../parts/centres/here.ts';
import { occupancyOf } from '../../parts/centres/occupancy.ts';
import { can, operationId } from '../../session/session.ts';
import { rows } from '../../data/store.ts';
import { Banner } from '../../ui/banner.tsx';
import { ButtonLink } from '../../ui/button.tsx';

const overflowOf = (of: string): CentreRow | undefined =>
  rows.centre.value.find((it) => it.overflowOf === of && it.state !== 'cancelled');

/** Nothing to press for whoever can only ask. */
const turn = (of: string): { action?: ComponentChildren; ask?: string } => {
  const there = overflowOf(of);
  if (there) {
    const href = `/operations/${there.operationId}/centres/${there.id}`;
    return { action: <a href={href}>Overflow is Centre {there.name}</a> };
  }
  if (!can('centres.activate')) return { ask: 'Ask the planner to open an overflow.' };
  const href = `/operations/${operationId.value ?? ''}/activate?overflowOf=${of}`;
  return {
    action: (
      <ButtonLink kind="secondary" size="small" href={href}>
        Open overflow
      </ButtonLink>
    ),
  };
};

const tones = { room: 'warn', full: 'warn', over: 'alert' } as const;

/** Says when there is no room left, or no staff for more, and where to turn. Nobody is refused for it. */
export function Crowded() {
  const centre = centreHere.value;
  if (!centre || !isReceiving(centre.state)) return null;
  const { here } = occupancyOf(peopleHere.value);
  const staffed = staffedPlaces(slotsHere.value, new Date(coarseNow.value));
  const load = loadOf({ ...centre, staffed }, here);
  const { action, ask } = turn(centre.id);
  if (centre.state === 'full' || here >= centre.places) {
    return (
      <Banner tone={tones[load]} action={action}>
        <strong>{here > centre.places ? `${here - centre.places} OVER.` : 'FULL.'}</strong> {here} here, the building
        sleeps {centre.places}. Keep checking in whoever comes. {ask}
      </Banner>
    );
  }
  if (load === 'room' || staffed === 0) return null;
  return (
    <Banner tone={tones[load]} action={action}>
      <strong>{load === 'over' ? `${here - staffed} over the staff.` : 'No staff for more.'}</strong> {here} here and
      staff for {staffed}. Ask for more staff, or send the next arrivals elsewhere. {ask}
    </Banner>
  );
}
