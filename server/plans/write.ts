import { sql } from 'drizzle-orm';
import { rolePlan } from '../../db/schema/plans.ts';
import type { PlanRow, PlanView } from '../../shared/plans/contract.ts';
import { Problem } from '../../shared/problems.ts';
import type { Context } from '../engine/define.ts';
import { currentPlan } from './queries.ts';

type Writing = Pick<Context<unknown>, 'tx' | 'changed' | 'actor' | 'now'>;

/** The plan, held until the end of the transaction so that two savers take turns. @throws Problem `stale-version` */
export const lockPlan = async ({ tx }: Writing, baseVersion: number | null): Promise<PlanView | null> => {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('role plan'))`);
  const held = await currentPlan(tx);
  if ((held?.rowVersion ?? null) === baseVersion) return held;
  throw new Problem('stale-version', { detail: 'Someone saved the role plan first. Look at what it says now' });
};

/** Keeps a new version; those before it stay. */
export const writePlan = async (
  context: Writing,
  id: string,
  rowVersion: number,
  rows: readonly PlanRow[],
): Promise<void> => {
  const row = { id, rowVersion, rows: [...rows], savedBy: context.actor.name, savedAt: context.now };
  await context.tx.insert(rolePlan).values(row);
  context.changed('rolePlan', row);
};
