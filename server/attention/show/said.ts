import { inArray } from 'drizzle-orm';
import { person } from '../../../db/schema/people.ts';
import { type NeedKindName, needKinds } from '../../../shared/needs.ts';
import type { Compartment } from '../../../shared/roles.ts';
import type { Reader } from '../../engine/deps.ts';
import { finder } from '../../engine/gather.ts';
import { needsById } from '../../people/record/rows.ts';
import { type Cell, cellIf, type Cells, type FieldName, needsCell, opens, textOf, type Viewer } from './cells.ts';
import { idIn, type Subject, type Words } from '../intake/subject.ts';

export interface Said {
  reader: Reader;
  operationId: string;
  viewer: Viewer;
  /** What it is about, and the centre it names, where those are of this operation. */
  subject: Subject | null;
  named: string | null;
  /** Where it is seen from. */
  centreId: string | null;
  args: Words;
}

const peopleByGroup = finder(
  (reader, ids) => reader.select().from(person).where(inArray(person.groupId, ids)),
  ({ groupId }) => groupId ?? '',
);

/** Wristbands of those in a group, but for one of them. */
export const groupReferences = async (
  reader: Reader,
  operationId: string,
  groupId: string,
  but: string | null,
): Promise<string[]> => {
  const rows = await peopleByGroup(reader, groupId);
  return rows
    .filter((it) => it.operationId === operationId && it.id !== but && !it.undoneAt)
    .map(({ reference }) => reference)
    .toSorted();
};

const core = ({ viewer, centreId }: Said): boolean => opens(viewer, 'core', centreId, 'full');

const ofDoor: Partial<Record<FieldName, string>> = {
  reference: 'reference',
  language: 'language',
  ageBand: 'ageBand',
  vehicle: 'vehicle',
  zone: 'zone',
  presence: 'to',
};

const coreCells = (said: Said): Cells => {
  const found = Object.entries(ofDoor).filter(([, key]) => key in said.args);
  return Object.fromEntries(found.map(([name, key]) => [name, cellIf(core(said), textOf(said.args[key]))]));
};

const groupCell = async (said: Said): Promise<Cells> => {
  const groupId = idIn(said.args, 'groupId');
  if (!groupId) return 'groupId' in said.args ? { group: cellIf(core(said), []) } : {};
  const but = idIn(said.args, 'personId');
  const others = core(said) ? await groupReferences(said.reader, said.operationId, groupId, but) : [];
  return { group: cellIf(core(said), others) };
};

const identityCells = ({ viewer, centreId, args }: Said): Cells => ({
  ...('preferredName' in args
    ? { preferredName: cellIf(opens(viewer, 'identity', centreId, 'kind'), textOf(args['preferredName'])) }
    : {}),
  ...('sex' in args ? { other: cellIf(opens(viewer, 'identity', centreId, 'full'), textOf(args['sex'])) } : {}),
});

const kindsIn = (args: Words): string[] => {
  const all = Array.isArray(args['needs']) ? (args['needs'] as unknown[]) : [];
  return all.flatMap((it) => (it !== null && typeof it === 'object' ? (textOf((it as Words)['kind']) ?? []) : []));
};

const noteCell = ({ viewer, centreId, args }: Said, compartment: Compartment): Cells =>
  'note' in args ? { note: cellIf(opens(viewer, compartment, centreId, 'full'), textOf(args['note'])) } : {};

const onNeedRaised = (said: Said): Cells => {
  const kind = textOf(said.args['kind']) ?? '';
  const compartment = needKinds[kind as NeedKindName]?.compartment ?? 'safeguarding';
  return { needs: needsCell(said.viewer, said.centreId, [kind]), ...noteCell(said, compartment) };
};

/** The clock and its state are for everyone at the centre; words are not. */
const onNeedKnown = async (said: Said): Promise<Cells> => {
  const needId = idIn(said.args, 'needId');
  const [known] = needId ? await needsById(said.reader, needId) : [];
  const found = known?.operationId === said.operationId ? known : undefined;
  const state: Cell = cellIf(core(said), textOf(said.args['to']));
  return { ...('to' in said.args ? { state } : {}), ...noteCell(said, found?.compartment ?? 'safeguarding') };
};

const onVehicle = ({ viewer, centreId, args }: Said): Cells => {
  const open = opens(viewer, 'arrivals', centreId, 'full');
  const named: Partial<Record<FieldName, string>> = {
    vehicle: 'label',
    arrivedAt: 'dueAt',
    state: 'state',
    other: 'people',
  };
  const found = Object.entries(named).filter(([, key]) => key in args);
  return Object.fromEntries(found.map(([name, key]) => [name, cellIf(open, textOf(args[key]))]));
};

const onLog = ({ viewer, centreId, args }: Said): Cells => ({
  note: cellIf(opens(viewer, 'log', centreId, 'full'), textOf(args['text'])),
});

/** Of a head that is counted: a visitor's name, and where someone was seen. */
const onSite = ({ viewer, centreId, args }: Said): Cells => {
  const open = opens(viewer, 'onSite', centreId, 'full');
  const named: Partial<Record<FieldName, string>> = { preferredName: 'name', other: 'organisation', zone: 'zone' };
  const found = Object.entries(named).filter(([, key]) => key in args);
  return Object.fromEntries(found.map(([name, key]) => [name, cellIf(open, textOf(args[key]))]));
};

/** What is held until its guest is known, said as what it is. */
export const innerOf = (args: Words): { name: string; args: Words } => {
  const inner = args['args'];
  const words = inner !== null && typeof inner === 'object' && !Array.isArray(inner) ? (inner as Words) : {};
  return { name: String(args['command']), args: words };
};

/** What a command said, field by field, as this viewer may see it. Of a command not known here: nothing. */
export const saidCells = async (name: string, said: Said): Promise<Cells> => {
  const { args } = said;
  if (name === 'people.later') {
    const inner = innerOf(args);
    return inner.name === name ? {} : saidCells(inner.name, { ...said, args: inner.args });
  }
  if (name === 'needs.raise') return onNeedRaised(said);
  if (name.startsWith('needs.')) return onNeedKnown(said);
  if (name.startsWith('vehicles.')) return onVehicle(said);
  if (name.startsWith('visits.') || name.startsWith('rollCalls.')) return onSite(said);
  if (name.startsWith('log.')) return onLog(said);
  if (!name.startsWith('people.')) return {};
  const needs = name === 'people.checkIn' ? { needs: needsCell(said.viewer, said.centreId, kindsIn(args)) } : {};
  const reason = 'reason' in args ? { note: cellIf(core(said), textOf(args['reason'])) } : {};
  return {
    ...coreCells(said),
    ...(await groupCell(said)),
    ...identityCells(said),
    ...needs,
    ...noteCell(said, 'core'),
    ...reason,
  };
};
