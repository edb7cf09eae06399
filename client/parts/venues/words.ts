import type { Suitability } from '../../../shared/venues/venue.ts';

export const suitabilityWords: Record<Suitability, string> = {
  suitable: 'Suitable',
  suitable_with_conditions: 'Suitable with conditions',
  unsuitable: 'Unsuitable',
};
