import { and, eq, ne, notInArray, or } from 'drizzle-orm';
import { device } from '../../db/schema/tablets.ts';
import { centre } from '../../db/schema/operations.ts';
import { centreNames, finishedStates } from '../../shared/centres.ts';
import { derive } from '../engine/derive.ts';
import type { Deps, Reader, Tx } from '../engine/deps.ts';
import { lockByName } from '../engine/namedLock.ts';

const isLive = notInArray(centre.state, [...finishedStates]);
/** Not I and O, which read as digits, nor V, which begins the codes of venues. For tablets K, easiest to say, goes first. */
export const LETTERS = [...'KABCDEFGHJLMNPQRSTUWXYZ'];

/** Names and letters are given out to one centre at a time, over all operations. Held until the end of the transaction. */
export const lockNames = (tx: Tx): Promise<void> => lockByName(tx, 'centre names');

/** Centres whose name or letter must not be given again: live anywhere, or ever used in this operation. */
const taken = (reader: Reader, operationId: string) =>
  reader
    .select({ name: centre.name, letter: centre.sheetLetter, state: centre.state })
    .from(centre)
    .where(or(eq(centre.operationId, operationId), isLive));

const onTablets = (reader: Reader, operationId: string) =>
  reader.select({ letter: device.letter }).from(device).where(eq(device.operationId, operationId));

/**
 * Each operation has its own order, which only the server knows: in one for all, the third name would tell a centre's
 * people that two others are open somewhere.
 */
const inOwnOrder = <T extends string>({ keys }: Pick<Deps, 'keys'>, operationId: string, all: readonly T[]): T[] => {
  const place = new Map(all.map((it) => [it, derive(keys.audit, 'centre names', operationId, it).toString('hex')]));
  return all.toSorted((a, b) => ((place.get(a) ?? '') < (place.get(b) ?? '') ? -1 : 1));
};

const nextName = (order: readonly string[], used: ReadonlySet<string>): string => {
  for (let round = 1; ; round += 1) {
    const free = order.map((it) => (round === 1 ? it : `${it} ${round}`)).find((it) => !used.has(it));
    if (free) return free;
  }
};

/** The next free code name and sheet letter. With more live centres than letters, one is given again. */
export const nextNames = async (
  deps: Pick<Deps, 'keys'>,
  reader: Reader,
  operationId: string,
): Promise<{ name: string; sheetLetter: string }> => {
  const rows = await taken(reader, operationId);
  const used = new Set([...rows, ...(await onTablets(reader, operationId))].map((it) => it.letter));
  const letters = inOwnOrder(deps, operationId, LETTERS);
  return {
    name: nextName(inOwnOrder(deps, operationId, centreNames), new Set(rows.map((it) => it.name))),
    sheetLetter: letters.find((it) => !used.has(it)) ?? letters[0] ?? 'K',
  };
};

/** Does another centre or a tablet of this operation use the letter? What others use is nothing to tell here. */
export const letterInUse = async (tx: Tx, operationId: string, centreId: string, letter: string): Promise<boolean> => {
  if ((await onTablets(tx, operationId)).some((it) => it.letter === letter)) return true;
  const [found] = await tx
    .select({ id: centre.id })
    .from(centre)
    .where(and(eq(centre.sheetLetter, letter), ne(centre.id, centreId), eq(centre.operationId, operationId)))
    .limit(1);
  return found !== undefined;
};
