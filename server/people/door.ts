/** What a check-in has to know first, asked in one statement and held until it is done. */
import { type SQL, sql } from 'drizzle-orm';
import { centre } from '../../db/schema/operations.ts';
import { person } from '../../db/schema/people.ts';
import type { NeedClocks } from '../../shared/needs.ts';
import { Problem } from '../../shared/problems.ts';
import type { Context } from '../engine/define.ts';
import { clocksAsked, clocksFrom } from '../needs/queries.ts';
import type { Args, Centre } from './comingAgain.ts';
import { fullAsked, referencesHeld } from './flags.ts';
import { nextReference } from './wristbands.ts';

export interface Door {
  where: Pick<Centre, 'id' | 'state'>;
  full: boolean;
  clocks: NeedClocks;
  /** The wristband they wear, or the next one; held, so that nobody else gives it out meanwhile. `null`: none is left. */
  reference: string | null;
  /** Whether there is a record of theirs. */
  known: boolean;
}

interface Found extends Record<string, unknown> {
  state: Centre['state'];
  full: boolean;
  clocks: unknown;
  reference: string | null;
  known: boolean;
}

const wristband = ({ operationId, reference, personId }: Args): SQL =>
  reference === undefined
    ? sql`${nextReference(operationId)} as reference`
    : sql`${reference}::text as reference, ${referencesHeld(operationId, reference, personId)}`;

/**
 * The centre is shared, so that one closing at this moment is seen closed, or waits to count this guest; and before the
 * wristband is held, which is the order of locks everywhere.
 * @throws Problem `not-found`
 */
export const askAtDoor = async ({ tx, args }: Context<Args>): Promise<Door> => {
  const { operationId, centreId, personId } = args;
  const [found] = await tx.execute<Found>(sql`
    with here as materialized (
      select id, state, places, sheet_letter from ${centre}
      where id = ${centreId} and operation_id = ${operationId} for share
    ), held as materialized (select ${wristband(args)} from here)
    select state, ${fullAsked} as full, ${clocksAsked} as clocks, reference,
      exists (select from ${person} where ${person}.id = ${personId}) as known
    from here, held`);
  if (!found) throw new Problem('not-found');
  const { state, full, reference, known } = found;
  return { where: { id: centreId, state }, full, reference, known, clocks: clocksFrom(found.clocks) };
};
