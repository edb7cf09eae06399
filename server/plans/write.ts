import type { PlanRow, PlanView } from '../../shared/plans/contract.ts';
import type { Context } from '../engine/define.ts';
import { lockByName } from '../engine/namedLock.ts';
import { nextVersion, refuseStale } from '../engine/rows.ts';
import { currentPlan } from './queries.ts';

type Writing = Pick<Context<unknown>, 'tx' | 'rows' | 'actor' | 'now'>;

/** The plan, held until the end of the transaction so that two savers take turns. @throws Problem `stale-version` */
export const lockPlan = async ({ tx }: Writing, baseVersion: number | null): Promise<PlanView | null> => {
  await lockByName(tx, 'role plan');
  const held = await currentPlan(tx);
  refuseStale('rolePlan', held, baseVersion);
  return held;
};

/** Keeps the plan's next version; those before it stay. @returns its number */
export const writePlan = async (
  { rows: write, actor, now }: Writing,
  held: PlanView | null,
  id: string,
  rows: readonly PlanRow[],
): Promise<number> => {
  const rowVersion = nextVersion(held);
  await write.insert('rolePlan', { id, rowVersion, rows: [...rows], savedBy: actor.name, savedAt: now });
  return rowVersion;
};
