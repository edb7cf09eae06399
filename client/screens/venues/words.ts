import { capital } from '../../../shared/words.ts';
import type { VenueItem } from '../../../shared/venues/views.ts';
import type { IconName } from '../../ui/icons.tsx';
import type { TagTone } from '../../ui/tag.tsx';
import { dateWords } from '../../ui/time.ts';

export interface Standing {
  text: string;
  tone: TagTone;
  icon: IconName;
}

/** The one word a planner looks for, gravest first. */
export const standingOf = (venue: VenueItem): Standing => {
  if (venue.archivedAt) return { text: 'Off the register', tone: 'dashed', icon: 'cross' };
  if (venue.suitability === 'unsuitable') return { text: 'Unsuitable', tone: 'alert', icon: 'cross' };
  if (venue.overdue) return { text: 'Inspection overdue', tone: 'warn', icon: 'alert' };
  if (venue.suitability === null) return { text: 'Not inspected yet', tone: 'warn', icon: 'alert' };
  if (venue.suitability === 'suitable_with_conditions')
    return { text: 'With conditions', tone: 'outline', icon: 'info' };
  return { text: 'Suitable', tone: 'ok', icon: 'check' };
};

/** A name where it may be read, else what anyone may know. */
export const nameOf = (venue: VenueItem): string => venue.access?.name ?? `Venue in ${venue.district}`;

/** `19 Nov 2026` for a calendar day. */
export const day = (date: string | null): string => (date === null ? 'Never' : dateWords(`${date}T12:00:00Z`));

export const alwaysOpen = (venue: VenueItem): boolean => venue.availableHours?.replace(/\s/g, '') === '24/7';

const monthsApart = (from: string, to: Date): number => {
  const start = new Date(`${from}T12:00:00Z`);
  const months = (to.getUTCFullYear() - start.getUTCFullYear()) * 12 + to.getUTCMonth() - start.getUTCMonth();
  return Math.max(0, months - (to.getUTCDate() < start.getUTCDate() ? 1 : 0));
};

/** How long ago somebody last checked: stale after six months, or where nobody ever has. */
export const checkedWords = (checkedOn: string | null, now: Date): { text: string; stale: boolean } => {
  if (checkedOn === null) return { text: 'not checked yet', stale: true };
  const months = monthsApart(checkedOn, now);
  const text = months < 1 ? 'checked this month' : `checked ${months} ${months === 1 ? 'month' : 'months'} ago`;
  return { text, stale: months >= 6 };
};

const areaWords: Record<string, string> = {
  quiet: 'quiet',
  faith: 'faith',
  isolation: 'isolation',
  unaccompanied_children: 'children',
  first_aid: 'first aid',
  staff_rest: 'staff rest',
  interview: 'interview',
  women_sleeping: 'women',
  family_sleeping: 'families',
  police_room: 'police',
  pets: 'pets',
};

/** What is known, in a line; `null` where nothing is. */
const knownOf = (parts: readonly (string | null)[]): string | null => {
  const known = parts.filter((it) => it !== null);
  return known.length === 0 ? null : capital(known.join(', '));
};

/** `8 private, quiet, faith`. */
export const roomsWords = ({ privateRooms, areas }: VenueItem): string | null =>
  knownOf([privateRooms === null ? null : `${privateRooms} private`, ...areas.map((it) => areaWords[it] ?? null)]);

const powerWords = { no: 'no generator', hookup: 'hook-up for a generator', yes: 'generator' } as const;
const kitchenWords = { none: 'no kitchen', kitchenette: 'kitchenette', full: 'full' } as const;

export const kitchenPower = ({ kitchen, generator }: VenueItem): string | null =>
  knownOf([kitchen && kitchenWords[kitchen], generator && powerWords[generator]]);

export const signalWords = ({ wifi, mobileSignal }: VenueItem): string | null =>
  knownOf([wifi === null ? null : `Wi-Fi ${wifi ? 'yes' : 'no'}`, mobileSignal && `mobile ${mobileSignal}`]);

/** What speaks against it, to be read before it is chosen. */
export const cautions = (venue: VenueItem): string[] =>
  [
    venue.stepFree === false ? 'Not step-free' : '',
    venue.showers === 0 ? 'No shower' : '',
    venue.discreetEntrance === false ? 'Entrance seen from the road' : '',
    venue.mobileSignal === 'none' ? 'No mobile signal' : '',
    venue.accessibleWc === false ? 'No accessible toilet' : '',
  ].filter((words) => words !== '');
