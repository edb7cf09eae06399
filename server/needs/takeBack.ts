/**
 * What was given to somebody who has not accepted it, and who works there no more, is nobody's again. Roles are given
 * and taken in the registers, and run out with nobody doing anything, so this is Haven's own doing.
 */
import { and, eq, inArray, isNotNull, ne, type SQL } from 'drizzle-orm';
import { operation } from '../../db/schema/operations.ts';
import { need, stillOpen } from '../../db/schema/people.ts';
import type { Deps, Reader } from '../engine/deps.ts';
import { execute } from '../engine/execute.ts';
import { onBehalfOf, ownCommand } from '../engine/own.ts';
import { carersAt } from './carers.ts';

type Given = Pick<typeof need.$inferSelect, 'id' | 'operationId' | 'centreId' | 'holderId' | 'compartment'>;

const givenNow = (reader: Reader, more: SQL | undefined): Promise<Given[]> => {
  const { id, operationId, centreId, holderId, compartment } = need;
  return reader
    .select({ id, operationId, centreId, holderId, compartment })
    .from(need)
    .innerJoin(operation, eq(operation.id, need.operationId))
    .where(and(stillOpen, eq(need.state, 'open'), isNotNull(need.holderId), ne(operation.state, 'closed'), more));
};

/** Those whose holder could not be given them by now. */
const left = async (reader: Reader, given: readonly Given[], now: Date): Promise<Given[]> => {
  const gone: Given[] = [];
  for (const [, there] of Map.groupBy(given, ({ centreId }) => centreId)) {
    const [at] = there;
    const carers = at ? await carersAt(reader, at, now) : [];
    const hasIt = (it: Given) =>
      carers.some(({ userId, takes }) => userId === it.holderId && takes.includes(it.compartment));
    gone.push(...there.filter((it) => !hasIt(it)));
  }
  return gone;
};

const takingBack = (ids: readonly string[]) =>
  ownCommand('needs.takeBack', async (context) => {
    const { tx, rows, now } = context;
    const these = inArray(need.id, [...ids]);
    await tx.select({ id: need.id }).from(need).where(these).orderBy(need.id).for('update');
    // Somebody may have accepted it, or been given it, since it was looked at.
    const gone = (await left(tx, await givenNow(tx, these), now)).map(({ id }) => id);
    if (gone.length > 0) await rows.mark('need', inArray(need.id, gone), { holderId: null, holder: null });
  });

/** Looks where there is any such need, of one person or of everybody. */
export const takeBackGiven = async (deps: Deps, userId: string | null = null): Promise<void> => {
  const { db, clock } = deps;
  const given = await givenNow(db, userId === null ? undefined : eq(need.holderId, userId));
  const gone = await left(db, given, clock.now());
  for (const [operationId, theirs] of Map.groupBy(gone, (it) => it.operationId)) {
    const haven = onBehalfOf({ userId: 'haven', name: '', deviceId: null }, operationId);
    const request = { id: deps.newId(), args: { operationId }, occurredAt: clock.now() };
    const done = await execute(takingBack(theirs.map(({ id }) => id)), haven, request, deps);
    if (!done.ok) throw new Error(`what was given could not be taken back: ${done.problem.type}`);
  }
};
