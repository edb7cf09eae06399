import { capital, plural, spokenDuration } from '../words.ts';
import type { CapacityRules } from './capacity.ts';
import type { Facility, SizeClass, VenueFacts } from './venue.ts';

type Facts = Omit<VenueFacts, 'code'>;

interface Facet {
  /** How a planner's wish reads, after "asked for". */
  asked: string;
  has: (venue: Facts) => boolean;
}

/** What nobody knows is not there. */
const atLeast = (n: number | null, wanted: number): boolean => n !== null && n >= wanted;
const area = (name: VenueFacts['areas'][number]) => (venue: Facts) => venue.areas.includes(name);

/** What each facility is called and which facts of a venue show that it has it. "Unknown" is not having it. */
export const facilityFacets: Readonly<Record<Facility, Facet>> = {
  step_free: { asked: 'step-free', has: (venue) => venue.stepFree === true },
  accessible_wc: { asked: 'an accessible toilet', has: (venue) => venue.accessibleWc === true },
  accessible_shower: { asked: 'an accessible shower', has: (venue) => venue.accessibleShower === 'yes' },
  showers: { asked: 'showers', has: (venue) => atLeast(venue.showers, 1) },
  kitchen: { asked: 'a full kitchen', has: (venue) => venue.kitchen === 'full' },
  generator: { asked: 'a generator', has: (venue) => venue.generator === 'yes' },
  wifi: { asked: 'Wi-Fi', has: (venue) => venue.wifi === true },
  mobile_signal: {
    asked: 'mobile signal',
    has: ({ mobileSignal }) => mobileSignal === 'good' || mobileSignal === 'fair',
  },
  coach_parking: { asked: 'coach parking', has: (venue) => venue.coachParking === true },
  discreet_entrance: { asked: 'a hidden entrance', has: (venue) => venue.discreetEntrance === true },
  private_rooms: { asked: 'private rooms', has: (venue) => atLeast(venue.privateRooms, 2) },
  women_and_men_apart: {
    asked: 'women and men apart',
    has: (venue) => area('women_sleeping')(venue) || atLeast(venue.privateRooms, 3),
  },
  children: { asked: 'a place for children', has: area('unaccompanied_children') },
  families: { asked: 'family rooms', has: (venue) => area('family_sleeping')(venue) || atLeast(venue.privateRooms, 3) },
  isolation: { asked: 'an isolation room', has: area('isolation') },
  faith: { asked: 'a faith room', has: area('faith') },
  pets: { asked: 'pets', has: (venue) => venue.pets === 'yes' || area('pets')(venue) },
};

/** What speaks for a venue, most useful first. Parts of one line; `sentence` joins them. */
export function reasonsFor(venue: Facts): string[] {
  return [
    venue.stepFree && 'step-free',
    venue.showers && plural(venue.showers, 'shower'),
    venue.privateRooms && plural(venue.privateRooms, 'private room'),
    venue.coachParking && 'coaches',
    venue.discreetEntrance && 'hidden entrance',
  ].filter((part) => typeof part === 'string');
}

export interface Warning {
  words: string;
  /** Points off its rank; an assumption, like every weight here. */
  cost: number;
}

/** What speaks against it but does not rule it out, gravest first. */
export function warningsFor(
  venue: Facts,
  context: { km: number | null; size: SizeClass; wanted: readonly Facility[]; rules: CapacityRules; late: number },
): Warning[] {
  const { km, size, wanted, rules, late } = context;
  const rooms = rules.privateRooms[size === 'several' ? 'large' : size];
  const lacks = (facility: Facility): boolean => wanted.includes(facility) && !facilityFacets[facility].has(venue);
  const found: (Warning | false)[] = [
    venue.fireLimit === null && { words: 'fire limit not known, ask first', cost: 10 },
    late > 0 && { words: `ready ${spokenDuration(late)} after the first arrival`, cost: 0 },
    km !== null && km < rules.tooNearKm && { words: 'too near? Ask police lead', cost: 25 },
    venue.stepFree === false && { words: 'not step-free', cost: wanted.includes('step_free') ? 10 : 2 },
    venue.suitability === 'suitable_with_conditions' && { words: 'suitable with conditions', cost: 4 },
    venue.showers === 0 && { words: 'no shower', cost: 10 },
    venue.discreetEntrance === false && { words: 'entrance seen from road', cost: 4 },
    venue.privateRooms !== null &&
      venue.privateRooms < rooms && {
        words: `${plural(venue.privateRooms, 'private room')}, ${rooms} wanted`.replace(/^0 /, 'no '),
        cost: 5,
      },
    venue.wifi === false && { words: 'no Wi-Fi', cost: 2 },
    venue.mobileSignal === 'none' && { words: 'no mobile signal', cost: 4 },
    venue.mobileSignal === 'poor' && { words: 'poor mobile signal', cost: 2 },
    venue.coachParking === false && { words: 'no coach parking', cost: 3 },
    size === 'large' && venue.entrances !== null && venue.entrances < 2 && { words: 'one entrance only', cost: 3 },
    venue.suitability === null && { words: 'never inspected', cost: 10 },
    venue.sleepingM2 === null && { words: 'places as told, not measured', cost: 4 },
    venue.availableHours === null && { words: 'hours not known', cost: 4 },
    ...wanted.filter((wish) => !saidAlready.has(wish) && lacks(wish)).map((wish) => missing(wish)),
  ];
  return found.filter((warning) => warning !== false);
}

const saidAlready = new Set<Facility>([
  'step_free',
  'showers',
  'discreet_entrance',
  'coach_parking',
  'wifi',
  'mobile_signal',
]);
const missing = (wish: Facility): Warning => ({ words: `without ${facilityFacets[wish].asked}`, cost: 4 });

/** Parts as one line: `Not step-free, suitable with conditions`. */
export function sentence(parts: readonly string[]): string {
  return capital(parts.join(', '));
}
