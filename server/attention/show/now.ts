import { and, eq, sql } from 'drizzle-orm';
import { vehicle } from '../../../db/schema/operations.ts';
import {
  need,
  needDetails,
  needHealth,
  needSafeguarding,
  needWelfare,
  personIdentity,
} from '../../../db/schema/people.ts';
import type { Reader } from '../../engine/deps.ts';
import { type Person, standingPerson } from '../../people/record/rows.ts';
import { cellIf, type Cells, needsCell, opens, textOf, type Viewer } from './cells.ts';
import { groupReferences } from './said.ts';
import type { Subject } from '../intake/subject.ts';

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

export const nameOf = async (reader: Reader, viewer: Viewer, guest: Person): Promise<string | null> => {
  if (!opens(viewer, 'identity', guest.centreId, 'kind')) return null;
  const [known] = await reader.select().from(personIdentity).where(eq(personIdentity.id, guest.id));
  return known?.preferredName ?? null;
};

const sexCell = async (reader: Reader, viewer: Viewer, guest: Person) => {
  const open = opens(viewer, 'identity', guest.centreId, 'full');
  const [known] = open ? await reader.select().from(personIdentity).where(eq(personIdentity.id, guest.id)) : [];
  return cellIf(open, known?.sex ?? null);
};

/** A guest's record as it stands, as this viewer may see it. */
export const personCells = async (reader: Reader, viewer: Viewer, guest: Person): Promise<Cells> => {
  const core = opens(viewer, 'core', guest.centreId, 'full');
  const cell = (value: string | string[] | null) => cellIf(core, value);
  const name = await nameOf(reader, viewer, guest);
  return {
    reference: cell(guest.reference),
    language: cell(guest.language),
    ageBand: cell(guest.ageBand),
    vehicle: cell(guest.vehicle),
    group: cell(guest.groupId ? await groupReferences(reader, guest.operationId, guest.groupId, guest.id) : []),
    zone: cell(guest.zone),
    presence: cell(guest.presence),
    arrivedAt: cell(guest.arrivedAt.toISOString()),
    note: cell(guest.presenceNote),
    needs: needsCell(viewer, guest.centreId, await kindsOf(reader, guest.id)),
    preferredName: cellIf(opens(viewer, 'identity', guest.centreId, 'kind'), name),
    other: await sexCell(reader, viewer, guest),
  };
};

const needCells = async (reader: Reader, viewer: Viewer, { id, centreId }: Subject): Promise<Cells> => {
  const [found] = await reader.select().from(need).where(eq(need.id, id));
  if (!found) return {};
  const core = opens(viewer, 'core', centreId, 'full');
  const open = opens(viewer, found.compartment, centreId, 'full');
  const table = needDetails[found.compartment];
  const [detail] = open ? await reader.select().from(table).where(eq(table.id, id)) : [];
  return {
    state: cellIf(core, found.state),
    holder: cellIf(core, found.holder),
    note: cellIf(open, detail?.note ?? null),
  };
};

const vehicleCells = async (reader: Reader, viewer: Viewer, { id, centreId }: Subject): Promise<Cells> => {
  const [found] = await reader.select().from(vehicle).where(eq(vehicle.id, id));
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
