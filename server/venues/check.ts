import type { CellProblem } from '../../shared/imports.ts';
import { Problem } from '../../shared/problems.ts';
import type { VenueDetails } from '../../shared/venues/venue.ts';
import { tenKmSquare } from './gridReference.ts';
import { checkHours } from './openingHours.ts';
import { farFromPostcode } from './postcodeAreas.ts';

/** A judge of opening hours that reads each text once. */
export const hoursJudge = (): ((hours: string) => string | null) => {
  const known = new Map<string, string | null>();
  return (hours) => {
    const judged = known.get(hours);
    if (judged !== undefined) return judged;
    const result = checkHours(hours);
    const words = result.ok ? null : result.words;
    known.set(hours, words);
    return words;
  };
};

type Judged = Pick<
  VenueDetails,
  'availableHours' | 'lat' | 'lon' | 'postcode' | 'lastInspected' | 'inspectionDue' | 'placesTold' | 'sleepingM2'
>;

/** Of a place that is new: one that has stood on the register holds up no other change. */
const misplaced = (it: Judged, held: Judged | null): CellProblem[] => {
  const stood = held !== null && held.lat === it.lat && held.lon === it.lon && held.postcode === it.postcode;
  const words = stood ? null : farFromPostcode(it);
  return words === null ? [] : [{ field: 'lon', words }];
};

/** What only the server can judge of a venue, and of how it stood before; `field` is the detail's own name. */
export const venueJudge =
  (hours = hoursJudge()) =>
  (it: Judged, held: Judged | null = null): CellProblem[] => {
    const problems: CellProblem[] = [];
    if (it.placesTold === null && it.sleepingM2 === null)
      problems.push({ field: 'placesTold', words: 'Say how many can sleep there, or give the sleeping area' });
    const words = it.availableHours === null ? null : hours(it.availableHours);
    if (words !== null) problems.push({ field: 'availableHours', words });
    if (tenKmSquare(it.lat, it.lon) === null)
      problems.push({ field: 'lat', words: 'This place is not on the National Grid. Check latitude and longitude' });
    else problems.push(...misplaced(it, held));
    if (it.lastInspected !== null && it.inspectionDue !== null && it.inspectionDue < it.lastInspected)
      problems.push({ field: 'inspectionDue', words: 'Use a day after the inspection' });
    return problems;
  };

/** @throws Problem `invalid-fields` with a pointer to each */
export const refuseFields = (problems: readonly CellProblem[], prefix: string): void => {
  if (problems.length === 0) return;
  throw new Problem('invalid-fields', {
    errors: problems.map(({ field, words }) => ({ pointer: `${prefix}/${field}`, code: 'custom', detail: words })),
  });
};
