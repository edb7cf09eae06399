import { and, eq, inArray, isNull } from 'drizzle-orm';
import { need, person, personIdentity, stay } from '../../../db/schema/people.ts';
import type { Context } from '../../engine/define.ts';
import { lockReference } from '../flags.ts';
import { lockForm } from '../paper.ts';
import type { Person } from '../record/rows.ts';

type Place = Pick<Person, 'id' | 'operationId' | 'centreId'>;

/** Both records, locked after their references and forms, as everywhere. */
export const lockBoth = async (context: Context<{ operationId: string }>, ids: readonly [string, string]) => {
  const { tx, args } = context;
  const both = and(inArray(person.id, [...ids]), eq(person.operationId, args.operationId));
  const seen = await tx.select().from(person).where(both);
  for (const it of [...new Set(seen.map(({ reference }) => reference))].toSorted()) {
    await lockReference(tx, args.operationId, it);
  }
  for (const it of [...new Set(seen.map(({ paperForm }) => paperForm ?? 0))].toSorted((a, b) => a - b))
    if (it > 0) await lockForm(tx, args.operationId, it);
  const locked = await tx.select().from(person).where(both).orderBy(person.id).for('update');
  return ids.map((id) => locked.find((it) => it.id === id));
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
  const { id, operationId, centreId } = at;
  await (known
    ? context.rows.change('personIdentity', known, set)
    : context.rows.insert('personIdentity', { id, operationId, centreId, ...set }));
};

export const openStayOf = async ({ tx }: Context<unknown>, personId: string): Promise<string | null> => {
  const [found] = await tx
    .select({ id: stay.id })
    .from(stay)
    .where(and(eq(stay.personId, personId), isNull(stay.leftAt)));
  return found?.id ?? null;
};

export const reopenStay = async ({ rows }: Context<unknown>, stayId: string): Promise<void> => {
  await rows.mark('stay', eq(stay.id, stayId), { leftAt: null, endedAs: null });
};
