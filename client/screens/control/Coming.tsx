import type { VehicleRow } from '../../../shared/vehicles.ts';
import { centrePath, coarseNow, peopleHere, vehiclesHere } from '../../parts/centres/here.ts';
import { arrivalQuarters, comingVehicles } from '../../parts/centres/occupancy.ts';
import { vehicleIcon } from '../../parts/vehicles/vehicles.ts';
import { whenWords } from '../../session/now.ts';
import { Steps } from '../../ui/bar.tsx';
import { Icon } from '../../ui/icons.tsx';
import { Panel } from '../../ui/panel.tsx';
import { clockTime } from '../../ui/time.ts';

const SHOWN = 4;

function Line({ vehicle }: { vehicle: VehicleRow }) {
  const late = Date.parse(vehicle.dueAt) < coarseNow.value;
  return (
    <li class="row gap-8">
      <Icon name={vehicleIcon(vehicle.kind)} size={22} />
      <span class="grow">
        <strong>{vehicle.label}</strong> · {vehicle.people} on board
      </span>
      <strong class={late ? 'warn-text' : undefined}>
        {late && <Icon name="clock" size={15} label="Late, was due" />} {whenWords(vehicle.dueAt)}
      </strong>
    </li>
  );
}

/** Vehicles on their way, and arrivals by quarter of an hour. */
export function Coming() {
  const coming = comingVehicles(vehiclesHere.value);
  const bars = arrivalQuarters(peopleHere.value, vehiclesHere.value, coarseNow.value);
  const expected = bars.some((it) => it.expected);
  const label = bars.map((it) => `${clockTime(it.from)}: ${it.height}${it.expected ? ' expected' : ''}`).join(', ');
  const at = (index: number): string => clockTime(bars.at(index)?.from ?? 0);
  return (
    <Panel title="Coming" actions={<a href={`${centrePath.value}/arrivals`}>All arrivals</a>}>
      {coming.length === 0 && <p class="quiet">No vehicle on its way.</p>}
      <ul class="coming below-8 size-16">
        {coming.slice(0, SHOWN).map((it) => (
          <Line key={it.id} vehicle={it} />
        ))}
      </ul>
      {coming.length > SHOWN && <p class="quiet">and {coming.length - SHOWN} more</p>}
      <p class="row row--between above-0 below-4 size-14 quiet">
        <span>Arrivals, every 15 minutes</span>
        {expected && (
          <span>
            <span class="coming__mark" aria-hidden="true" /> expected
          </span>
        )}
      </p>
      <Steps items={bars} label={`Arrivals: ${label}`} from={at(0)} middle={at(5)} to={at(-1)} />
    </Panel>
  );
}
