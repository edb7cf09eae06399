import { and, desc, eq, sql } from 'drizzle-orm';
import { rolePlan } from '../../db/schema/plans.ts';
import { planView, type PlanView } from '../../shared/plans/contract.ts';
import { planVersion, type PlanVersion } from '../../shared/venues/views.ts';
import type { Reader } from '../engine/deps.ts';

/** The role plan that counts now, or the one of an earlier version; null where there is none. */
export const currentPlan = async (reader: Reader, rowVersion?: number): Promise<PlanView | null> => {
  const wanted = rowVersion === undefined ? undefined : eq(rolePlan.rowVersion, rowVersion);
  const [row] = await reader
    .select()
    .from(rolePlan)
    .where(and(wanted))
    .orderBy(desc(rolePlan.savedAt), desc(rolePlan.rowVersion))
    .limit(1);
  return row ? planView.parse(row) : null;
};

/** Every version kept, newest first. */
export const planVersions = async (reader: Reader): Promise<PlanVersion[]> => {
  const rows = await reader
    .select({
      rowVersion: rolePlan.rowVersion,
      savedBy: rolePlan.savedBy,
      savedAt: rolePlan.savedAt,
      roles: sql<number>`jsonb_array_length(${rolePlan.rows})`,
    })
    .from(rolePlan)
    .orderBy(desc(rolePlan.rowVersion));
  return rows.map((row) => planVersion.parse({ ...row, savedAt: row.savedAt.toISOString() }));
};
