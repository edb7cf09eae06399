import type { Csv, CsvRegister, PreviewRow, Registered } from '../../shared/csv.ts';
import type { importKinds } from '../../shared/imports.ts';
import { capacityCsv, capacityRowsFromCsv, partnerCsv, partnerRowsFromCsv } from '../../shared/partners/csv.ts';
import { capacityKey, type CapacityDetails, type PartnerDetails } from '../../shared/partners/contract.ts';
import { planCsv, planRowsFromCsv } from '../../shared/plans/csv.ts';
import type { RegisterRight } from '../../shared/roles.ts';
import { venueCsv, venueRowsFromCsv } from '../../shared/venues/csv.ts';
import type { VenueDetails } from '../../shared/venues/venue.ts';
import type { Reader } from '../engine/deps.ts';
import {
  capacityDetailsOf,
  listCapacities,
  listPartners,
  partnerCodes,
  partnerDetailsOf,
} from '../partners/queries.ts';
import { currentPlan } from '../plans/queries.ts';
import { rulesNow } from '../settings/queries.ts';
import { hoursJudge, venueJudge } from '../venues/check.ts';
import { findVenues } from '../venues/queries.ts';
import { detailsOf } from '../venues/rows.ts';

export type ImportKind = (typeof importKinds)[number];

export interface Compared {
  rows: PreviewRow<unknown>[];
  /** Rows of the role plan that the file leaves out. */
  removed: string[];
  /** The role plan's version compared with. */
  baseVersion: number | null;
}

interface Register {
  /** The right to import it. */
  right: RegisterRight;
  csv: Pick<CsvRegister<never>, 'required' | 'optional'>;
  compare: (reader: Reader, csv: Csv) => Promise<Compared>;
}

const inColumns = (columnOf: (path: readonly PropertyKey[]) => string, problems: { field: string; words: string }[]) =>
  problems.map(({ field, words }) => ({ field: columnOf([field]), words }));

const compareVenues = async (reader: Reader, csv: Csv): Promise<Compared> => {
  const [found, rules] = await Promise.all([findVenues(reader, { archived: 'too' }), rulesNow(reader)]);
  const existing = new Map<string, Registered<VenueDetails>>(
    found.map((it) => [
      it.venue.code,
      { details: detailsOf(it), rowVersion: it.venue.rowVersion, archived: it.venue.archivedAt !== null },
    ]),
  );
  const judge = venueJudge();
  const check = (details: VenueDetails) =>
    inColumns(venueCsv.columnOf, judge(details, existing.get(details.code)?.details ?? null));
  return { rows: venueRowsFromCsv(csv, existing, check, rules), removed: [], baseVersion: null };
};

const comparePartners = async (reader: Reader, csv: Csv): Promise<Compared> => {
  const existing = new Map<string, Registered<PartnerDetails>>(
    (await listPartners(reader)).map((it) => [
      it.code,
      { details: partnerDetailsOf(it), rowVersion: it.rowVersion, archived: it.archivedAt !== null },
    ]),
  );
  const judge = hoursJudge();
  const check = ({ hours }: PartnerDetails) => {
    const words = judge(hours);
    return words === null ? [] : [{ field: 'hours', words }];
  };
  return { rows: partnerRowsFromCsv(csv, existing, check), removed: [], baseVersion: null };
};

const compareCapacities = async (reader: Reader, csv: Csv): Promise<Compared> => {
  const [capacities, partners] = await Promise.all([listCapacities(reader), partnerCodes(reader)]);
  const existing = new Map<string, Registered<CapacityDetails>>(
    capacities.map((it) => [
      capacityKey(it),
      { details: capacityDetailsOf(it), rowVersion: it.rowVersion, archived: it.archivedAt !== null },
    ]),
  );
  return { rows: capacityRowsFromCsv(csv, existing, partners), removed: [], baseVersion: null };
};

const comparePlan = async (reader: Reader, csv: Csv): Promise<Compared> => {
  const [plan, partners] = await Promise.all([currentPlan(reader), partnerCodes(reader)]);
  return { ...planRowsFromCsv(csv, plan, partners), baseVersion: plan?.rowVersion ?? null };
};

export const registers: Record<ImportKind, Register> = {
  venues: { right: 'venues.import', csv: venueCsv, compare: compareVenues },
  partners: { right: 'partners.import', csv: partnerCsv, compare: comparePartners },
  capacities: { right: 'partners.import', csv: capacityCsv, compare: compareCapacities },
  plan: { right: 'plans.save', csv: planCsv, compare: comparePlan },
};
