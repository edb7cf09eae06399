import type { CapacityRules } from '../../../shared/venues/capacity.ts';
import { placesWanted, sizeOf } from '../../../shared/venues/capacity.ts';
import { whenWords } from '../../session/now.ts';
import type { Draft } from './draft.ts';
import type { Strip } from '../../../shared/routes/centres.ts';

const titles = {
  small: 'Small centre',
  medium: 'Medium centre',
  large: 'Large centre',
  several: 'More than one centre',
} as const;

/** What the numbers call for: `Medium centre`, `44 beds (40 + 10%), 3 private rooms, separate sleeping.` */
export const sizeWords = (
  expected: number,
  { nights, wishes }: Pick<Draft, 'nights' | 'wishes'>,
  rules: CapacityRules,
): { title: string; places: string; line: string } => {
  const size = sizeOf(expected, rules);
  const rooms = rules.privateRooms[size === 'several' ? 'large' : size];
  const margin = `${Number((rules.margin * 100).toFixed(1))}%`;
  const places = `${placesWanted(expected, rules)} ${nights === 0 ? 'places' : 'beds'}`;
  const parts = [
    `${places} (${expected} + ${margin})`,
    `${rooms} private rooms`,
    ...(wishes.includes('women_and_men_apart') && nights > 0 ? ['separate sleeping'] : []),
  ];
  return { title: titles[size], places, line: `${parts.join(', ')}.` };
};

const levelWords = { covered: 'covered', some: 'some', nobody: 'nobody' } as const;

/** A strip for those who do not see it: `covered to 22:00, then nobody`. */
export const stripWords = ({ segments }: Strip): string =>
  segments
    .map(({ level, to }, index) =>
      index === segments.length - 1 ? levelWords[level] : `${levelWords[level]} to ${whenWords(to)}`,
    )
    .join(', then ');

export const kmWords = (km: number | null): string => (km === null ? '–' : String(Math.round(km)));
