import { and, eq, isNull, ne, type SQL, sql } from 'drizzle-orm';
import { personMerge } from '../../db/schema/attention.ts';
import { need, needDetails, person, personIdentity, stay } from '../../db/schema/people.ts';
import type { Context } from '../engine/define.ts';
import type { Person } from './record/rows.ts';

export const closeStay = async (context: Context<unknown>, guest: Pick<Person, 'id'>, endedAs: string) => {
  const open = and(eq(stay.personId, guest.id), isNull(stay.leftAt));
  await context.rows.mark('stay', open, { leftAt: context.occurredAt, endedAs });
};

/** A guest has one open stay at a time: an open one goes on. */
export const openStay = async (
  context: Context<unknown>,
  guest: Pick<Person, 'id' | 'operationId' | 'centreId'>,
): Promise<void> => {
  const { operationId, centreId, id: personId } = guest;
  const { commandId: id, occurredAt: arrivedAt } = context;
  await context.rows.insertNew('stay', [{ id, operationId, centreId, personId, arrivedAt }]);
};

/** Needs move to another centre, or record, with everything about them. Their contents and versions stay as they are. */
export const moveNeeds = async (
  { rows }: Context<unknown>,
  which: SQL | undefined,
  to: Partial<Pick<typeof need.$inferSelect, 'personId'>> & { centreId: string },
): Promise<void> => {
  const { centreId } = to;
  // Whoever was given one and has not accepted it stays behind: at the next centre it is nobody's yet.
  const given = sql`${need.state} = 'open' and ${need.centreId} <> ${centreId}`;
  const left = {
    holderId: sql`case when ${given} then null else ${need.holderId} end`,
    holder: sql`case when ${given} then null else ${need.holder} end`,
  };
  for (const { id, compartment } of await rows.mark('need', which, { ...to, ...left })) {
    await rows.mark('needDetail', eq(needDetails[compartment].id, id), { centreId }, { compartment });
  }
};

/** Their record, and those that were joined with it. */
const allOf = (guest: Pick<Person, 'id'>): SQL => sql`(
    with recursive theirs as (
      select ${guest.id}::uuid as id
      union select m.join_id from ${personMerge} m join theirs on m.keep_id = theirs.id and m.undone_at is null
    ) select id from theirs)`;

/** Their name goes along, and those of the records that were joined with theirs. */
export const moveNames = async ({ rows }: Context<unknown>, guest: Pick<Person, 'id'>, centreId: string) => {
  const theirs = sql`${personIdentity.id} in ${allOf(guest)}`;
  await rows.mark('personIdentity', and(theirs, ne(personIdentity.centreId, centreId)), { centreId });
};

/** Records that were joined with theirs at the centre they leave. One of another centre stays struck out there. */
const moveJoined = async ({ rows }: Context<unknown>, from: Pick<Person, 'id' | 'centreId'>, centreId: string) => {
  const joined = and(sql`${person.id} in ${allOf(from)}`, ne(person.id, from.id), eq(person.centreId, from.centreId));
  await rows.mark('person', joined, { centreId });
};

/** Everything kept about a guest goes with them, so that the first centre no longer sees it. */
export const carryOver = async (
  context: Context<unknown>,
  from: Pick<Person, 'id' | 'centreId'>,
  centreId: string,
): Promise<void> => {
  await moveNames(context, from, centreId);
  await moveJoined(context, from, centreId);
  await moveNeeds(context, eq(need.personId, from.id), { centreId });
};
