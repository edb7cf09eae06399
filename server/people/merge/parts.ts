import { and, eq, inArray, isNull } from 'drizzle-orm';
import { need, needDetails, person, personIdentity, stay } from '../../../db/schema/people.ts';
import type { Context } from '../../engine/define.ts';
import { lockReference } from '../flags.ts';
import type { Person } from '../record/rows.ts';

type Place = Pick<Person, 'id' | 'operationId' | 'centreId'>;

/** Both records, locked after their references, as everywhere. */
export const lockBoth = async (context: Context<{ operationId: string }>, ids: readonly [string, string]) => {
  const { tx, args } = context;
  const both = and(inArray(person.id, [...ids]), eq(person.operationId, args.operationId));
  const seen = await tx.select().from(person).where(both);
  for (const it of [...new Set(seen.map(({ reference }) => reference))].toSorted()) {
    await lockReference(tx, args.operationId, it);
  }
  const locked = await tx.select().from(person).where(both).orderBy(person.id).for('update');
  return ids.map((id) => locked.find((it) => it.id === id));
};

export const writePerson = async (context: Context<unknown>, found: Person, set: Partial<Person>): Promise<Person> => {
  const [kept] = await context.tx
    .update(person)
    .set({ ...set, rowVersion: found.rowVersion + 1 })
    .where(eq(person.id, found.id))
    .returning();
  if (!kept) throw new Error('a guest was not written');
  context.changed('person', kept);
  return kept;
};

/** Needs go to another record with all that is known of them; what they say, and their versions, stay. */
export const moveNeeds = async (context: Context<unknown>, ids: readonly string[], to: Place): Promise<void> => {
  if (ids.length === 0) return;
  const { tx, changed } = context;
  const moved = await tx
    .update(need)
    .set({ personId: to.id, centreId: to.centreId })
    .where(inArray(need.id, [...ids]))
    .returning();
  for (const it of moved) {
    changed('need', it);
    const table = needDetails[it.compartment];
    const [detail] = await tx.update(table).set({ centreId: to.centreId }).where(eq(table.id, it.id)).returning();
    if (detail) changed('needDetail', { ...detail, compartment: it.compartment });
  }
};

export const needIdsOf = async ({ tx }: Context<unknown>, personId: string): Promise<string[]> => {
  const rows = await tx.select({ id: need.id }).from(need).where(eq(need.personId, personId)).orderBy(need.id);
  return rows.map(({ id }) => id);
};

type Identity = typeof personIdentity.$inferSelect;

export const identityOf = async ({ tx }: Context<unknown>, id: string): Promise<Identity | null> => {
  const [found] = await tx.select().from(personIdentity).where(eq(personIdentity.id, id));
  return found ?? null;
};

/** Writes a name or a sex beside the record, whether or not anything was known before. */
export const writeIdentity = async (
  context: Context<unknown>,
  at: Place,
  known: Identity | null,
  set: Partial<Pick<Identity, 'preferredName' | 'sex'>>,
): Promise<void> => {
  const { tx } = context;
  const { id, operationId, centreId } = at;
  const [kept] = known
    ? await tx
        .update(personIdentity)
        .set({ ...set, rowVersion: known.rowVersion + 1 })
        .where(eq(personIdentity.id, id))
        .returning()
    : await tx
        .insert(personIdentity)
        .values({ id, operationId, centreId, ...set })
        .returning();
  if (kept) context.changed('personIdentity', kept);
};

export const openStayOf = async ({ tx }: Context<unknown>, personId: string): Promise<string | null> => {
  const [found] = await tx
    .select({ id: stay.id })
    .from(stay)
    .where(and(eq(stay.personId, personId), isNull(stay.leftAt)));
  return found?.id ?? null;
};

export const reopenStay = async (context: Context<unknown>, stayId: string): Promise<void> => {
  const [again] = await context.tx
    .update(stay)
    .set({ leftAt: null, endedAs: null })
    .where(eq(stay.id, stayId))
    .returning();
  if (again) context.changed('stay', again);
};
