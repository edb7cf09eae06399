import { readFileSync } from 'node:fs';
import { parseCsv } from '../../../server/imports/rows.ts';
import type { Csv, Registered, PreviewRow } from '../../../shared/csv.ts';
import { capacityRowsFromCsv, partnerRowsFromCsv } from '../../../shared/partners/csv.ts';
import type { CapacityDetails } from '../../../shared/partners/contract.ts';
import { planRowsFromCsv } from '../../../shared/plans/csv.ts';
import type { PlanRow } from '../../../shared/plans/contract.ts';
import { venueRowsFromCsv } from '../../../shared/venues/csv.ts';
import type { VenueDetails } from '../../../shared/venues/venue.ts';

export const sampleText = (name: string): string =>
  readFileSync(new URL(`../../../db/seed/${name}.csv`, import.meta.url), 'utf8');

export function readCsv(text: string | Uint8Array): Csv {
  const result = parseCsv(text);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.csv;
}

export function detailsOf<Details>(rows: PreviewRow<Details>[]): Details[] {
  return rows.map((row) => {
    if (row.details === null) throw new Error(`Row ${row.row}: ${JSON.stringify(row.problems)}`);
    return row.details;
  });
}

export function registered<Details>(rows: PreviewRow<Details>[]): Map<string, Registered<Details>> {
  const details = detailsOf(rows);
  return new Map(
    rows.flatMap(({ key }, index) => {
      const held = details[index];
      return held === undefined ? [] : [[key, { details: held, rowVersion: 1, archived: false }] as const];
    }),
  );
}

export const sampleVenues = (): VenueDetails[] => detailsOf(venueRowsFromCsv(readCsv(sampleText('venues')), new Map()));
export const samplePartnerCodes = (): Set<string> =>
  new Set(partnerRowsFromCsv(readCsv(sampleText('partners')), new Map()).map(({ key }) => key));
export const sampleCapacities = (): CapacityDetails[] =>
  detailsOf(capacityRowsFromCsv(readCsv(sampleText('capacity')), new Map(), samplePartnerCodes()));
export const samplePlan = (): PlanRow[] =>
  detailsOf(planRowsFromCsv(readCsv(sampleText('role-plan')), null, samplePartnerCodes()).rows);
