import type { VehicleRow } from '../../../shared/vehicles.ts';
import type { IconName } from '../../ui/icons.tsx';
import { clockTime, dayAndTime, dayWords, type Instant } from '../../ui/time.ts';

export const vehicleIcon = (kind: VehicleRow['kind']): IconName => (kind === 'coach' ? 'bus' : 'van');

export const vehicleKindWords: Record<VehicleRow['kind'], string> = {
  coach: 'Coach',
  minibus: 'Minibus',
  van: 'Van',
  car: 'Car',
  other: 'Other',
};

export const vehicleStateWords: Record<VehicleRow['state'], string> = {
  expected: 'Expected',
  on_the_way: 'On the way',
  arrived: 'Arrived',
  cancelled: 'Called off',
};

/** '07:42' for what is due today, 'Thu 19 Nov 07:42' on any other day. */
export const dueText = (at: Instant, now: Instant): string =>
  dayWords(at) === dayWords(now) ? clockTime(at) : dayAndTime(at);
