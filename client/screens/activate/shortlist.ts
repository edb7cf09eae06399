import { capital } from '../../../shared/words.ts';
import type { FitVenue, RolePreview, RuledOutVenue, Shortlist, Strip } from '../../../shared/routes/centres.ts';

type Shown = Pick<FitVenue, 'type' | 'district' | 'place'>;

export type Chosen =
  | { kind: 'fit'; rank: number; venue: FitVenue }
  | { kind: 'ruled_out'; venue: RuledOutVenue }
  | { kind: 'gone' };

/** A venue with its place in the ranking, from 1. */
export interface Candidate {
  rank: number;
  venue: FitVenue;
}

/** How the chosen venue stands in a ranking; `null` while none is chosen. */
export const chosenIn = (list: Shortlist | null, venueId: string | null): Chosen | null => {
  if (!list || !venueId) return null;
  const rank = list.fit.findIndex((it) => it.venueId === venueId);
  const fit = list.fit[rank];
  if (fit) return { kind: 'fit', rank: rank + 1, venue: fit };
  const out = list.ruledOut.find((it) => it.venueId === venueId);
  return out ? { kind: 'ruled_out', venue: out } : { kind: 'gone' };
};

/** A venue as it is always named: name and town, or its district where the address is not shown. */
export const venueName = ({ place, type, district }: Shown): string =>
  place ? `${place.name}, ${place.town}` : `${capital(type)} in ${district}`;

/** `Juniper, Alfreton`: for a label on the map or a button. */
export const shortVenueName = (venue: Shown & { code: string }): string =>
  venue.place ? `${venue.place.name.split(' ')[0] ?? ''}, ${venue.place.town}` : venue.code;

/** In use by a live centre: no reason lets it be chosen. */
export const isTaken = ({ reasons }: RuledOutVenue): boolean =>
  reasons.some(({ kind }) => kind === 'in_use' || kind === 'archived');

export const headsIn = (roles: readonly RolePreview[]): number => roles.reduce((sum, it) => sum + it.heads, 0);

/** Fewer than wanted when the doors open. */
export const isShort = (level: Strip['level']): boolean => level === 'short' || level === 'nobody';
