import { z } from 'zod';
import { plural } from '../words.ts';
import type { SizeClass, VenueFacts } from './venue.ts';

const places = z.int().min(1).max(10_000);
const perPerson = z.number().min(0.5).max(50);

/** Planning assumptions, every one for the council to confirm or change. Areas in square metres a person. */
export const capacityRules = z.strictObject({
  nightM2: perPerson.default(3.5),
  dayM2: perPerson.default(1.7),
  peoplePerToilet: places.default(20),
  /** The largest small, medium and large centre; above the last, use several sites. */
  smallUpTo: places.default(15),
  mediumUpTo: places.default(50),
  largeUpTo: places.default(150),
  /** Places wanted beyond the people expected, as a share of them. */
  margin: z.number().min(0).max(1).default(0.1),
  /** Rooms for talking in private. */
  privateRooms: z
    .strictObject({ small: places, medium: places, large: places })
    .default({ small: 2, medium: 3, large: 6 }),
  /** Closer than this to where people come from, ask the police lead first. Kilometres. */
  tooNearKm: z.number().min(0).max(100).default(2),
  /** How far ahead a venue must be open, hours. */
  openHours: z.number().min(1).max(240).default(24),
});
export type CapacityRules = z.infer<typeof capacityRules>;
export const defaultCapacityRules: CapacityRules = capacityRules.parse({});

export const capacityLimits = ['told', 'sleeping_area', 'day_area', 'toilets', 'fire'] as const;
export type CapacityLimit = (typeof capacityLimits)[number];
export interface Limit {
  limit: CapacityLimit;
  places: number;
  /** How it is reached, such as `13 toilets × 20`. */
  words: string;
}
export interface Capacity {
  places: number;
  limits: Limit[];
  /** The lowest limit; the first of equals. */
  binding: CapacityLimit;
}

type Measured = Pick<VenueFacts, 'placesTold' | 'sleepingM2' | 'dayM2' | 'toilets' | 'fireLimit'>;

/**
 * Places by night and by day, each the lowest of what is known of floor area, toilets and the legal fire limit. Where no
 * day floor is measured, the sleeping floor is cleared and used by day; where none is, what somebody said counts.
 */
export function capacityOf(
  venue: Measured,
  rules: CapacityRules = defaultCapacityRules,
): { night: Capacity; day: Capacity } {
  const { placesTold: told, sleepingM2, dayM2, toilets, fireLimit } = venue;
  const shared: Limit[] = [];
  if (toilets !== null) {
    const words = `${plural(toilets, 'toilet')} × ${rules.peoplePerToilet}`;
    shared.push({ limit: 'toilets', places: toilets * rules.peoplePerToilet, words });
  }
  if (fireLimit !== null) shared.push({ limit: 'fire', places: fireLimit, words: 'Legal fire limit' });
  const floor = (limit: CapacityLimit, title: string, m2: number | null, each: number): Limit =>
    m2 === null ? { limit: 'told', places: told ?? 0, words: 'As told, not measured' } : area(limit, title, m2, each);
  const night = floor('sleeping_area', 'Sleeping area', sleepingM2, rules.nightM2);
  const day = floor('day_area', 'Day area', dayM2 ?? sleepingM2, rules.dayM2);
  return { night: lowest([night, ...shared]), day: lowest([day, ...shared]) };
}

function area(limit: CapacityLimit, title: string, m2: number, each: number): Limit {
  // The addend keeps 10.5 ÷ 3.5 from losing a bed to binary fractions.
  return { limit, places: Math.floor(m2 / each + 1e-9), words: `${title} ${m2} m² ÷ ${each}` };
}

function lowest(limits: Limit[]): Capacity {
  const least = limits.reduce((low, next) => (next.places < low.places ? next : low));
  return { places: least.places, limits, binding: least.limit };
}

/** The size of a centre for so many people, or of a venue with so many places. */
export function sizeOf(people: number, rules: CapacityRules = defaultCapacityRules): SizeClass {
  if (people <= rules.smallUpTo) return 'small';
  if (people <= rules.mediumUpTo) return 'medium';
  return people <= rules.largeUpTo ? 'large' : 'several';
}

/** Places to look for: the people expected and the margin, rounded up. */
export function placesWanted(expected: number, rules: CapacityRules = defaultCapacityRules): number {
  return expected + Math.ceil(expected * rules.margin - 1e-9);
}
