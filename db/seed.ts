import capacities from './seed/capacity.csv?raw';
import larkspur from './seed/exercise-larkspur.csv?raw';
import partners from './seed/partners.csv?raw';
import places from './seed/places.csv?raw';
import plan from './seed/role-plan.csv?raw';
import venues from './seed/venues.csv?raw';

/** The sample data that came with this program, as CSV text. All of it is invented. */
export const samples = { venues, partners, capacities, plan, larkspur, places } as const;
