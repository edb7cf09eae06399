/** A guest's record as it stands, as somebody may see it. */
import { and, eq, sql } from 'drizzle-orm';
import { need, needHealth, needSafeguarding, needWelfare, personIdentity } from '../../db/schema/people.ts';
import type { Reader } from '../engine/deps.ts';
import { guestFieldNames, guestFields } from '../../shared/guestFields.ts';
import { cellIf, type Cells, opens, type SelfTelling, textOf, type Viewer } from '../engine/telling.ts';
import { needsCell } from '../needs/telling.ts';
import { groupReferences } from './record/groups.ts';
import { type Person, standingPerson } from './record/rows.ts';

const kindsOf = async (reader: Reader, personId: string): Promise<string[]> => {
  const rows = await reader
    .select({ kind: sql<string>`coalesce(${needWelfare.kind}, ${needHealth.kind}, ${needSafeguarding.kind})` })
    .from(need)
    .leftJoin(needWelfare, eq(needWelfare.id, need.id))
    .leftJoin(needHealth, eq(needHealth.id, need.id))
    .leftJoin(needSafeguarding, eq(needSafeguarding.id, need.id))
    .where(and(eq(need.personId, personId), sql`${need.state} <> 'declined'`));
  return rows.map(({ kind }) => kind);
};

const identityOf = async (reader: Reader, guest: Person) => {
  const [known] = await reader.select().from(personIdentity).where(eq(personIdentity.id, guest.id));
  return known ?? null;
};

export const nameOf = async (reader: Reader, viewer: Viewer, guest: Person): Promise<string | null> => {
  if (!opens(viewer, 'identity', guest.centreId, 'kind')) return null;
  return (await identityOf(reader, guest))?.preferredName ?? null;
};

const valueOf = (value: unknown): string | null => textOf(value instanceof Date ? value.toISOString() : value);

/** Every field of a guest by itself, to those whom its compartment opens there. */
const fieldCells = (viewer: Viewer, { centreId }: Person, row: Record<string, unknown>): Cells =>
  Object.fromEntries(
    guestFieldNames.map((name) => {
      const { field, compartment, least } = guestFields[name];
      return [field, cellIf(opens(viewer, compartment, centreId, least), valueOf(row[name]))];
    }),
  );

export const personCells = async (reader: Reader, viewer: Viewer, guest: Person): Promise<Cells> => {
  const { operationId, centreId, groupId, id } = guest;
  const core = opens(viewer, 'core', centreId, 'full');
  const group = core && groupId ? await groupReferences(reader, operationId, groupId, id) : [];
  return {
    ...fieldCells(viewer, guest, { ...(await identityOf(reader, guest)), ...guest }),
    group: cellIf(core, group),
    presence: cellIf(core, guest.presence),
    note: cellIf(core, guest.presenceNote),
    needs: needsCell(viewer, centreId, await kindsOf(reader, id)),
  };
};

type Against = NonNullable<SelfTelling['about']>['against'];

/** What stands against something said of a guest. */
export const guestNow = (...also: NonNullable<Against>['also']): Against => ({
  now: async (reader, viewer, { id, operationId }) => {
    const guest = await standingPerson(reader, operationId, id);
    return guest ? personCells(reader, viewer, guest) : {};
  },
  also,
});
