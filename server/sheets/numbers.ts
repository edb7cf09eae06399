import { sql } from 'drizzle-orm';
import { person } from '../../db/schema/people.ts';
import { sheet } from '../../db/schema/sheets.ts';
import { Problem } from '../../shared/problems.ts';
import { LAST_NUMBER, type SheetKind } from '../../shared/sheets.ts';
import type { Tx } from '../engine/deps.ts';
import { lockByName } from '../engine/namedLock.ts';

/** Whoever makes a sheet of the same letter waits, until the end of the transaction. */
const lockNumbers = (tx: Tx, operationId: string, letter: string): Promise<void> =>
  lockByName(tx, `${operationId} sheets ${letter}`);

/** The number after every sheet there is, and past those that guests wear already without one. */
const nextNumber = async (tx: Tx, operationId: string, kind: SheetKind, letter: string): Promise<number> => {
  const used =
    kind === 'forms'
      ? sql`select 1 from ${person} where operation_id = ${operationId} and paper_form = n`
      : sql`select 1 from ${person} where operation_id = ${operationId}
          and left(reference, 1) = ${letter} and substr(reference, 3)::int = n`;
  const [found] = await tx.execute<{ n: number | null }>(sql`
    with made as (
      select coalesce(max(last), 0) + 1 as next from ${sheet}
      where operation_id = ${operationId} and kind = ${kind} and coalesce(letter, '') = ${letter}
    )
    select n from made, generate_series(next, ${LAST_NUMBER}) as n where not exists (${used}) order by n limit 1`);
  return found?.n ?? LAST_NUMBER + 1;
};

/**
 * Numbers that are on no other sheet of the operation, without a gap but for those in use.
 * @throws Problem `not-in-this-state` where four digits do not reach that far
 */
export const takeNumbers = async (
  tx: Tx,
  where: { operationId: string; kind: SheetKind; letter: string | null; count: number },
): Promise<{ first: number; last: number }> => {
  const letter = where.letter ?? '';
  await lockNumbers(tx, where.operationId, letter);
  const first = await nextNumber(tx, where.operationId, where.kind, letter);
  const last = first + where.count - 1;
  if (last > LAST_NUMBER) {
    const left = Math.max(0, LAST_NUMBER - first + 1);
    throw new Problem('not-in-this-state', { detail: `Only ${left} numbers are left. Make a smaller sheet` });
  }
  return { first, last };
};
