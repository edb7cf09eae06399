import { and, inArray, sql } from 'drizzle-orm';
import { need, needDetails, needHealth, needSafeguarding, needWelfare } from '../../../db/schema/people.ts';
import type { Reader } from '../../engine/deps.ts';
import { finder } from '../../engine/gather.ts';
import { together } from '../../engine/together.ts';
import { identitiesById, needsById, type Person, standingPerson } from '../../people/record/rows.ts';
import { cellIf, type Cells, needsCell, opens, textOf, type Viewer } from './cells.ts';
import { groupReferences } from './said.ts';
import { type Subject, vehiclesById } from '../intake/subject.ts';

/** Each looked up by its id: joined, a table would be read through. */
const kindIn = (table: (typeof needDetails)[keyof typeof needDetails]) =>
  sql`(select ${table.kind} from ${table} where ${table.id} = ${need.id})`;

const kindsByPerson = finder(
  (reader, ids) =>
    reader
      .select({
        personId: need.personId,
        kind: sql<string>`coalesce(${kindIn(needWelfare)}, ${kindIn(needHealth)}, ${kindIn(needSafeguarding)})`,
      })
      .from(need)
      .where(and(inArray(need.personId, ids), sql`${need.state} <> 'declined'`)),
  ({ personId }) => personId ?? '',
);

const kindsOf = async (reader: Reader, personId: string): Promise<string[]> =>
  (await kindsByPerson(reader, personId)).map(({ kind }) => kind);

const detailsIn = (table: (typeof needDetails)[keyof typeof needDetails]) =>
  finder(
    (reader, ids) => reader.select().from(table).where(inArray(table.id, ids)),
    ({ id }) => id,
  );
const detailsById = {
  welfare: detailsIn(needWelfare),
  health: detailsIn(needHealth),
  safeguarding: detailsIn(needSafeguarding),
} satisfies Record<keyof typeof needDetails, unknown>;

export const nameOf = async (reader: Reader, viewer: Viewer, guest: Person): Promise<string | null> => {
  if (!opens(viewer, 'identity', guest.centreId, 'kind')) return null;
  const [known] = await identitiesById(reader, guest.id);
  return known?.preferredName ?? null;
};

const sexCell = async (reader: Reader, viewer: Viewer, guest: Person) => {
  const open = opens(viewer, 'identity', guest.centreId, 'full');
  const [known] = open ? await identitiesById(reader, guest.id) : [];
  return cellIf(open, known?.sex ?? null);
};

/** A guest's record as it stands, as this viewer may see it. */
export const personCells = async (reader: Reader, viewer: Viewer, guest: Person): Promise<Cells> => {
  const core = opens(viewer, 'core', guest.centreId, 'full');
  const cell = (value: string | string[] | null) => cellIf(core, value);
  const [name, group, kinds, sex] = await together([
    nameOf(reader, viewer, guest),
    guest.groupId ? groupReferences(reader, guest.operationId, guest.groupId, guest.id) : [],
    kindsOf(reader, guest.id),
    sexCell(reader, viewer, guest),
  ]);
  return {
    reference: cell(guest.reference),
    language: cell(guest.language),
    ageBand: cell(guest.ageBand),
    vehicle: cell(guest.vehicle),
    group: cell(group),
    zone: cell(guest.zone),
    presence: cell(guest.presence),
    arrivedAt: cell(guest.arrivedAt.toISOString()),
    note: cell(guest.presenceNote),
    needs: needsCell(viewer, guest.centreId, kinds),
    preferredName: cellIf(opens(viewer, 'identity', guest.centreId, 'kind'), name),
    other: sex,
  };
};

const needCells = async (reader: Reader, viewer: Viewer, { id, centreId }: Subject): Promise<Cells> => {
  const [found] = await needsById(reader, id);
  if (!found) return {};
  const core = opens(viewer, 'core', centreId, 'full');
  const open = opens(viewer, found.compartment, centreId, 'full');
  const [detail] = open ? await detailsById[found.compartment](reader, id) : [];
  return {
    state: cellIf(core, found.state),
    holder: cellIf(core, found.holder),
    note: cellIf(open, detail?.note ?? null),
  };
};

const vehicleCells = async (reader: Reader, viewer: Viewer, { id, centreId }: Subject): Promise<Cells> => {
  const [found] = await vehiclesById(reader, id);
  if (!found) return {};
  const open = opens(viewer, 'arrivals', centreId, 'full');
  return {
    vehicle: cellIf(open, found.label),
    state: cellIf(open, found.state),
    arrivedAt: cellIf(open, found.dueAt.toISOString()),
    other: cellIf(open, textOf(found.arrivedPeople ?? found.people)),
  };
};

/** What the record a command is about says now, as this viewer may see it. */
export const nowCells = async (reader: Reader, viewer: Viewer, operationId: string, it: Subject): Promise<Cells> => {
  if (it.kind === 'need') return needCells(reader, viewer, it);
  if (it.kind === 'vehicle') return vehicleCells(reader, viewer, it);
  const guest = await standingPerson(reader, operationId, it.id);
  return guest ? personCells(reader, viewer, guest) : {};
};
