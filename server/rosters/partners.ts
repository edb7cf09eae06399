import { and, eq } from 'drizzle-orm';
import { centre } from '../../db/schema/operations.ts';
import { slot } from '../../db/schema/rosters.ts';
import { type RosterPartner, rosterPartner } from '../../shared/partners/contract.ts';
import type { Reader } from '../engine/deps.ts';
import { listPartners } from '../partners/queries.ts';

const partnersOn = async (reader: Reader, centreId: string): Promise<Set<string>> => {
  const rows = await reader.selectDistinct({ partner: slot.partner }).from(slot).where(eq(slot.centreId, centreId));
  return new Set(rows.map((it) => it.partner));
};

/**
 * Who could be on a centre's roster, by name, and whom to phone at those who are. An archived one only where this
 * roster names it: who else once called on it is not for this centre. `null` where there is no such centre.
 */
export const listRosterPartners = async (
  reader: Reader,
  operationId: string,
  centreId: string,
): Promise<RosterPartner[] | null> => {
  const [here] = await reader
    .select({ id: centre.id })
    .from(centre)
    .where(and(eq(centre.id, centreId), eq(centre.operationId, operationId)));
  if (!here) return null;
  const [all, named] = await Promise.all([listPartners(reader), partnersOn(reader, centreId)]);
  return all
    .filter((it) => it.archivedAt === null || named.has(it.code))
    .map((it) => rosterPartner.parse({ ...it, reach: named.has(it.code) ? it : null }));
};
