/** A guest's record as it stands, as somebody may see it. */
import { inArray, sql } from 'drizzle-orm';
import { need, type needDetails, needHealth, needSafeguarding, needWelfare } from '../../db/schema/people.ts';
import type { Reader } from '../engine/deps.ts';
import { finder } from '../engine/gather.ts';
import { asGiven, presentOf } from '../engine/lookBack.ts';
import { together } from '../engine/together.ts';
import { guestFieldNames, guestFields } from '../../shared/guestFields.ts';
import { cellIf, type Cells, opens, type Description, textOf, type Viewer } from '../engine/description.ts';
import { needsCell } from '../needs/description.ts';
import { groupReferences } from './record/groups.ts';
import { identitiesById, type Person, standingPerson } from './record/rows.ts';

/** Each looked up by its id: joined, a table would be read through. */
const kindIn = (table: (typeof needDetails)[keyof typeof needDetails]) =>
  sql`(select ${table.kind} from ${table} where ${table.id} = ${need.id})`;

const needsByPerson = finder(
  (reader, ids) =>
    reader
      .select({
        need,
        kind: sql<string>`coalesce(${kindIn(needWelfare)}, ${kindIn(needHealth)}, ${kindIn(needSafeguarding)})`,
      })
      .from(need)
      .where(inArray(need.personId, ids)),
  ({ need: { personId } }) => personId ?? '',
);

/** Needs go along with a record that is joined to another: there are those now which this one had before. */
const kindsOf = async (reader: Reader, { id, operationId }: Person): Promise<string[]> => {
  const present = presentOf(reader);
  const standing = await standingPerson(present, operationId, id);
  const holders = new Set([id, standing?.id ?? id]);
  const found = (await together([...holders].map((it) => needsByPerson(present, it)))).flat();
  const given = await asGiven(
    reader,
    'need',
    found.map((it) => it.need),
  );
  const theirs = given.filter((it) => it.personId === id && it.state !== 'declined').map((it) => it.id);
  return found.filter((it) => theirs.includes(it.need.id)).map(({ kind }) => kind);
};

const identityOf = async (reader: Reader, { id }: Person) => (await identitiesById(reader, id))[0] ?? null;

export const nameOf = async (reader: Reader, viewer: Viewer, guest: Person): Promise<string | null> => {
  if (!opens(viewer, 'identity', guest.centreId, 'kind')) return null;
  return (await identityOf(reader, guest))?.preferredName ?? null;
};

const valueOf = (value: unknown): string | null => textOf(value instanceof Date ? value.toISOString() : value);

/** Every field of a guest, each to those for whom its compartment opens there. */
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
  const [identity, group, kinds] = await together([
    identityOf(reader, guest),
    core && groupId ? groupReferences(reader, operationId, groupId, id) : [],
    kindsOf(reader, guest),
  ]);
  return {
    ...fieldCells(viewer, guest, { ...identity, ...guest }),
    group: cellIf(core, group),
    presence: cellIf(core, guest.presence),
    note: cellIf(core, guest.presenceNote),
    needs: needsCell(viewer, centreId, kinds),
  };
};

type Against = NonNullable<Description['about']>['against'];

/** The guest's record, to show next to what was sent about them. */
export const guestNow = (...also: NonNullable<Against>['also']): Against => ({
  now: async (reader, viewer, { id, operationId }) => {
    const guest = await standingPerson(reader, operationId, id);
    return guest ? personCells(reader, viewer, guest) : {};
  },
  also,
});
