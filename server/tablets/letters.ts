import { eq, sql } from 'drizzle-orm';
import { device } from '../../db/schema/tablets.ts';
import { centre } from '../../db/schema/operations.ts';
import { Problem } from '../../shared/problems.ts';
import { LETTERS, lockNames } from '../centres/naming.ts';
import type { Tx } from '../engine/deps.ts';
import type { Place } from '../access/tabletUsers.ts';

const usedIn = async (tx: Tx, operationId: string): Promise<Set<string>> => {
  const sheets = await tx
    .select({ letter: centre.sheetLetter })
    .from(centre)
    .where(eq(centre.operationId, operationId));
  const tablets = await tx.select({ letter: device.letter }).from(device).where(eq(device.operationId, operationId));
  return new Set([...sheets, ...tablets].map((it) => it.letter));
};

/** Of letters used already, the one fewest tablets give, and no sheet: what two give alike is flagged, never refused. */
const leastUsed = async (tx: Tx, operationId: string): Promise<string> => {
  const rows = await tx.execute<{ letter: string }>(sql`
    select d.letter from device d where d.operation_id = ${operationId}
      and d.letter not in (select c.sheet_letter from centre c where c.operation_id = ${operationId})
    group by d.letter order by bool_and(d.revoked_at is not null) desc, count(*), d.letter limit 1`);
  const letter = rows[0]?.letter;
  if (!letter) throw new Problem('not-in-this-state', { detail: 'This operation has no letter left for a tablet' });
  return letter;
};

/** The next free letter in the operation and name at the centre, one tablet at a time. */
export const nextTablet = async (
  tx: Tx,
  { operationId, centreId }: Place,
): Promise<{ label: string; letter: string }> => {
  await lockNames(tx);
  const used = await usedIn(tx, operationId);
  const letter = LETTERS.find((it) => !used.has(it)) ?? (await leastUsed(tx, operationId));
  const here = await tx.select({ id: device.id }).from(device).where(eq(device.centreId, centreId));
  return { label: `Tablet ${here.length + 1}`, letter };
};
