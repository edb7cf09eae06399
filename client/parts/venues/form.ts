import { venueChanges } from '../../../shared/venues/contract.ts';
import { venueBlanks, venueDetails, type VenueDetails } from '../../../shared/venues/venue.ts';
import type { Fault } from '../../forms/faults.ts';
import { inspected, later, opens, placed, what, type Section } from './sections.ts';

type Key = keyof VenueDetails;
/** What has been typed so far; a field nobody has answered is null. */
export type Draft = { [K in Key]: VenueDetails[K] | null };

const labelled = (parts: readonly Section[]): [string, string][] =>
  parts.flatMap((part) => part.specs.map((spec): [string, string] => [spec.key, spec.label]));

/** What each field is called, in the order of the form. */
const labels = new Map<string, string>([
  ...labelled([what]),
  ...Object.entries(placed),
  ...labelled([opens, ...later.added]),
  ...Object.entries(inspected),
]);

/** A new venue before anyone has said anything. */
export const emptyDraft = (): Draft => ({
  ...(Object.fromEntries(Object.keys(venueDetails.shape).map((key) => [key, null])) as Draft),
  ...venueBlanks,
  areas: [],
  rooms: [],
  authorisers: [],
  keyholders: [],
});

/** What differs from how it stood, of what may be changed here. */
export const changesIn = (draft: Draft, before: Draft): Partial<Draft> =>
  Object.fromEntries(
    Object.keys(venueChanges.shape)
      .map((key) => key as Key)
      .filter((key) => JSON.stringify(draft[key]) !== JSON.stringify(before[key]))
      .map((key) => [key, draft[key]]),
  );

/** What nobody has answered is asked for by its name. */
export const faultWords = ({ name, text }: Fault, draft: Draft): string => {
  const value = draft[name as Key];
  return value === null || value === '' ? `Fill in: ${labels.get(name) ?? name}` : text;
};

export const fieldId = (key: Key): string => `venue-${key}`;
