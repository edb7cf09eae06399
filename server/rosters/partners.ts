import { eq } from 'drizzle-orm';
import { partner } from '../../db/schema/partners.ts';
import { slot } from '../../db/schema/rosters.ts';
import { type RosterPartner, rosterPartner } from '../../shared/partners/contract.ts';
import type { Reader } from '../engine/deps.ts';
import { centreIn } from '../engine/place.ts';
import { listCapacities, listPartners } from '../partners/queries.ts';

const partnersOn = async (reader: Reader, centreId: string): Promise<Set<string>> => {
  const rows = await reader.selectDistinct({ partner: slot.partner }).from(slot).where(eq(slot.centreId, centreId));
  return new Set(rows.map((it) => it.partner));
};

/** What the register calls a partner; `null` where it knows none by that code. */
export const partnerNamed = async (reader: Reader, code: string): Promise<string | null> => {
  const [found] = await reader.select({ name: partner.name }).from(partner).where(eq(partner.code, code));
  return found?.name ?? null;
};

/**
 * Who could be on a centre's roster, by name, and whom to phone at those who are. An archived one only where this
 * roster names it: who else once called on it is not for this centre. @throws Problem `not-found`
 */
export const listRosterPartners = async (
  reader: Reader,
  operationId: string,
  centreId: string,
): Promise<RosterPartner[]> => {
  await centreIn(reader, { operationId, centreId });
  const [all, named, offers] = await Promise.all([
    listPartners(reader),
    partnersOn(reader, centreId),
    listCapacities(reader),
  ]);
  const calloutOf = (code: string) =>
    offers
      .filter((it) => it.partner === code && it.heads > 0)
      .map(({ role, languages, calloutMinutes }) => ({ role, languages, calloutMinutes }));
  return all
    .filter((it) => it.archivedAt === null || named.has(it.code))
    .map((it) =>
      rosterPartner.parse({ ...it, reach: named.has(it.code) ? { ...it, callout: calloutOf(it.code) } : null }),
    );
};
