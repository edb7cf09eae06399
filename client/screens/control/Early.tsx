import { centreHere, coarseNow, operationHere, vehiclesHere } from '../../parts/centres/here.ts';
import { comingVehicles } from '../../parts/centres/occupancy.ts';
import { whenWords } from '../../session/now.ts';
import { Banner } from '../../ui/banner.tsx';
import { isPreparing } from './words.ts';

interface First {
  who: string;
  dueAt: string;
}

/** Who comes first: the next vehicle or, while none is told of, those that the operation waits for. */
const firstComing = (overflow: boolean): First | null => {
  const [vehicle] = comingVehicles(vehiclesHere.value);
  if (vehicle) return { who: vehicle.label, dueAt: vehicle.dueAt };
  const at = operationHere.value?.firstArrivalAt;
  return at && !overflow && vehiclesHere.value.length === 0 ? { who: 'The first arrival', dueAt: at } : null;
};

/** Says that somebody comes before the doors are open. */
export function Early() {
  const centre = centreHere.value;
  if (!centre || !isPreparing(centre.state)) return null;
  const first = firstComing(centre.overflowOf !== null);
  const doorsAt = Date.parse(centre.doorsAt);
  if (!first || Date.parse(first.dueAt) >= Math.max(doorsAt, coarseNow.value)) return null;
  return (
    <Banner tone="warn" icon="clock">
      <strong>
        {first.who} is due {whenWords(first.dueAt)}.
      </strong>{' '}
      {doorsAt > coarseNow.value ? `The doors open at ${whenWords(doorsAt)}.` : 'The doors are not open yet.'} Ask for
      them to be kept somewhere safe until then, or open sooner.
    </Banner>
  );
}
