import type { VehicleRow } from '../../../shared/vehicles.ts';
import type { IconName } from '../../ui/icons.tsx';

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
