import type { Deps, Reader } from '../../engine/deps.ts';
import { knownCommand } from '../../engine/known.ts';
import { together } from '../../engine/together.ts';
import { openQuarantined } from '../intake/opened.ts';
import { Problem } from '../../../shared/problems.ts';
import { type Cells, opens, type Viewer, type SelfTelling } from '../../engine/telling.ts';
import type { FieldName } from '../../../shared/guestFields.ts';
import { beside } from './beside.ts';
import type { Shown } from './pair.ts';
import { heldByOthers, hiddenFrom, saidFor, whyNotFor } from './onBehalf.ts';
import { restOf } from './rest.ts';
import { type Kept, keptSealed, sendersRights } from './rights.ts';
import { type Attention, saidIn } from '../items/rows.ts';
import { saidCells } from './said.ts';
import type { Said } from '../../engine/telling.ts';
import type { Subject, Words } from '../../engine/telling.ts';
import { lastChange, whoIs, whoSaid } from './who.ts';

export interface Told {
  name: string;
  args: Words;
  occurredAt: Date;
}

/** What was said, opened where a tablet out of use handed it in; `null` where nobody can read it. */
const toldIn = async (deps: Deps, row: Attention): Promise<Told | null> => {
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

type Against = NonNullable<NonNullable<SelfTelling['about']>['against']>;

const only = (cells: Cells, names: readonly FieldName[]): Cells =>
  Object.fromEntries(names.flatMap((it) => (cells[it] ? [[it, cells[it]]] : [])));

const against = async (deps: Deps, viewer: Viewer, row: Attention, now: Against, said: Cells, it: Subject) => {
  const names = [...Object.keys(said), ...now.also] as FieldName[];
  const [whole, by] = await together([now.now(deps.db, viewer, it), lastChange(deps.db, row.operationId, it)]);
  const cells = only(whole, [...new Set(names)]);
  const personId = it.compartment === null && opens(viewer, 'core', it.centreId, 'full') ? it.personId : null;
  return { cells, side: { ...by, personId } };
};

const whoFor = (reader: Reader, row: Attention, kept: Kept | null): Promise<string> =>
  kept ? whoSaid(reader, kept) : whoIs(reader, row.authorId, row.deviceId);

/** What is known of something said: itself, as its viewer sees it, and how it came in. */
export interface Known {
  told: Told | null;
  said: Said | null;
  kept: Kept | null;
}

export const knownOf = async (deps: Deps, viewer: Viewer, row: Attention): Promise<Known> => {
  const [told, kept] = await together([toldIn(deps, row), keptSealed(deps.db, row)]);
  return { told, said: told && (await saidFor(deps.db, viewer, row, told)), kept };
};

/** What a tablet said, and beside it what the record says now, where something stands against it. */
export const showTold = async (
  deps: Deps,
  viewer: Viewer,
  row: Attention,
  { told, said: whole, kept }: Known,
): Promise<Shown> => {
  const [who, said] = await together([whoFor(deps.db, row, kept), told && whole ? saidCells(told.name, whole) : null]);
  if (!told || !whole || !said) return { sides: [{ who, at: null, personId: null }], fields: [], joined: null };
  const { name } = told;
  const { subject } = whole;
  const mine = { who, at: told.occurredAt.toISOString(), personId: null };
  const now = knownCommand(name)?.about?.against;
  if (!subject || !now || Object.keys(said).length === 0)
    return { sides: [mine], fields: beside([said]), joined: null };
  const { cells, side } = await against(deps, viewer, row, now, said, subject);
  return { sides: [{ ...mine, personId: side.personId }, side], fields: beside([said, cells]), joined: null };
};

/** All the rest of it, and why this viewer cannot have it done, where somebody else said it. */
export const restTold = async (
  deps: Deps,
  row: Attention,
  spoken: Told,
  said: Said,
  kept: Kept | null,
  own: boolean,
) => {
  const { viewer } = said;
  const [unseen, more] = await together([hiddenFrom(viewer, spoken.name, said), restOf(spoken.name, said)]);
  const rest = { more, hidden: heldByOthers(spoken.name, said, unseen) };
  if (own || row.settledAt) return { ...rest, whyNot: null };
  const rights = await sendersRights(deps.db, row, kept);
  return { ...rest, whyNot: await whyNotFor({ viewer, row, spoken, rights, said, unseen }) };
};
