import type { Deps } from '../deps.ts';
import { openQuarantined } from '../push/opened.ts';
import { Problem } from '../../shared/problems.ts';
import { beside, type Cells, type FieldName, opens, type Viewer } from './cells.ts';
import { nowCells } from './now.ts';
import type { Shown } from './pair.ts';
import { type Attention, saidIn } from './rows.ts';
import { saidCells } from './said.ts';
import { type Subject, subjectOf, type Words } from './subject.ts';
import { lastChange, whoIs } from './who.ts';

export interface Told {
  name: string;
  args: Words;
  occurredAt: Date;
}

/** What was said, opened where a tablet out of use handed it in; `null` where nobody can read it. */
export const toldIn = async (deps: Deps, row: Attention): Promise<Told | null> => {
  if (row.kind !== 'quarantined') {
    const said = await saidIn(deps.db, row.id);
    return said && row.command ? { name: row.command, ...said } : null;
  }
  if (!row.commandId || row.settledAt) return null;
  try {
    const { said, occurredAt } = await openQuarantined(deps, row.commandId);
    return { name: said.name, args: said.args, occurredAt };
  } catch (error) {
    if (error instanceof Problem) return null;
    throw error;
  }
};

/** Whoever corrects or moves a guest is shown, too, whether they are still here. */
const PLACES: ReadonlySet<string> = new Set([
  'people.move',
  'people.amend',
  'people.setPresence',
  'people.undoCheckIn',
]);

const only = (cells: Cells, names: readonly FieldName[]): Cells =>
  Object.fromEntries(names.flatMap((it) => (cells[it] ? [[it, cells[it]]] : [])));

const against = async (deps: Deps, viewer: Viewer, row: Attention, told: Told, said: Cells, it: Subject) => {
  const names = [...Object.keys(said), ...(PLACES.has(told.name) ? ['presence'] : [])] as FieldName[];
  const extra: FieldName[] = told.name === 'needs.progress' ? ['holder'] : [];
  const cells = only(await nowCells(deps.db, viewer, row.operationId, it), [...new Set([...names, ...extra])]);
  const by = await lastChange(deps.db, row.operationId, it);
  const personId = it.kind !== 'need' && opens(viewer, 'core', it.centreId, 'full') ? it.personId : null;
  return { cells, side: { ...by, personId } };
};

/** What a tablet said, and beside it what the record says now, where something stands against it. */
export const showTold = async (deps: Deps, viewer: Viewer, row: Attention, told: Told | null): Promise<Shown> => {
  const who = await whoIs(deps.db, row.authorId, row.deviceId);
  if (!told) return { sides: [{ who, at: null, personId: null }], fields: [], joined: null };
  const { name, args } = told;
  const subject = await subjectOf(deps.db, row.operationId, name, args);
  const centreId = subject?.centreId ?? row.centreId;
  const said = await saidCells(name, { reader: deps.db, operationId: row.operationId, viewer, centreId, args });
  const mine = { who, at: told.occurredAt.toISOString(), personId: null };
  const stands = subject !== null && name !== 'needs.raise' && Object.keys(said).length > 0;
  if (!stands) return { sides: [mine], fields: beside([said]), joined: null };
  const { cells, side } = await against(deps, viewer, row, told, said, subject);
  return { sides: [{ ...mine, personId: side.personId }, side], fields: beside([said, cells]), joined: null };
};
