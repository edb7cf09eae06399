import { asc, eq } from 'drizzle-orm';
import { need, needWelfare, person, personIdentity, stay } from '../../db/schema/people.ts';
import type { TestApp } from './app.ts';

/** All that is kept of a guest, as it is kept: nobody is sent all of it. */
export const guestKept = async (app: TestApp, id: string) => {
  const { db } = app.deps;
  const [row] = await db.select().from(person).where(eq(person.id, id));
  if (!row) throw new Error(`No guest ${id}`);
  const [identity] = await db.select().from(personIdentity).where(eq(personIdentity.id, id));
  const stays = await db.select().from(stay).where(eq(stay.personId, id)).orderBy(asc(stay.arrivedAt), asc(stay.id));
  const needs = await db
    .select({ need, kind: needWelfare.kind })
    .from(need)
    .leftJoin(needWelfare, eq(needWelfare.id, need.id))
    .where(eq(need.personId, id))
    .orderBy(asc(need.id));
  return { row, identity, stays, needs: needs.map((it) => ({ ...it.need, kind: it.kind })) };
};
