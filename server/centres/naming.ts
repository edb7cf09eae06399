import { and, eq, ne, notInArray, or, sql } from 'drizzle-orm';
import { device } from '../../db/schema/devices.ts';
import { centre } from '../../db/schema/operations.ts';
import { centreNames, finishedStates } from '../../shared/operations.ts';
import type { Tx } from '../deps.ts';

const isLive = notInArray(centre.state, [...finishedStates]);
/** Not I and O, which read as digits, nor V, which begins the codes of venues. K is easiest to say, so it goes first. */
export const LETTERS = [...'KABCDEFGHJLMNPQRSTUWXYZ'];

/** Names and letters are given out one centre at a time, over every operation. Held until the end of the transaction. */
export const takeTurns = async (tx: Tx): Promise<void> => {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('centre names'))`);
};

/** Centres whose name or letter must not be given again: live anywhere, or ever used in this operation. */
const taken = (tx: Tx, operationId: string) =>
  tx
    .select({ name: centre.name, letter: centre.sheetLetter, state: centre.state })
    .from(centre)
    .where(or(eq(centre.operationId, operationId), isLive));

const onTablets = (tx: Tx, operationId: string) =>
  tx.select({ letter: device.letter }).from(device).where(eq(device.operationId, operationId));

const nextName = (used: ReadonlySet<string>): string => {
  for (let round = 1; ; round += 1) {
    const free = centreNames.map((it) => (round === 1 ? it : `${it} ${round}`)).find((it) => !used.has(it));
    if (free) return free;
  }
};

/** The next free code name and sheet letter. With more live centres than letters, the first is given again. */
export const nextNames = async (tx: Tx, operationId: string): Promise<{ name: string; sheetLetter: string }> => {
  const rows = await taken(tx, operationId);
  const letters = new Set([...rows, ...(await onTablets(tx, operationId))].map((it) => it.letter));
  return {
    name: nextName(new Set(rows.map((it) => it.name))),
    sheetLetter: LETTERS.find((it) => !letters.has(it)) ?? 'K',
  };
};

/** Does another live centre, or a centre or tablet of this operation, use the letter? */
export const letterInUse = async (tx: Tx, operationId: string, centreId: string, letter: string): Promise<boolean> => {
  if ((await onTablets(tx, operationId)).some((it) => it.letter === letter)) return true;
  const [found] = await tx
    .select({ id: centre.id })
    .from(centre)
    .where(
      and(eq(centre.sheetLetter, letter), ne(centre.id, centreId), or(eq(centre.operationId, operationId), isLive)),
    )
    .limit(1);
  return found !== undefined;
};
