import type { Deps, Reader } from '../../engine/deps.ts';
import { knownCommand } from '../../engine/known.ts';
import { together } from '../../engine/together.ts';
import { openQuarantined } from '../intake/opened.ts';
import { Problem } from '../../../shared/problems.ts';
import {
  type Cells,
  type CommandArgs,
  opens,
  type Description,
  type ShowContext,
  type Subject,
  type Viewer,
} from '../../engine/description.ts';
import type { FieldName } from '../../../shared/guestFields.ts';
import { beside } from './beside.ts';
import type { Shown } from './pair.ts';
import { contextFor, heldByOthers, hiddenFrom, whyNotFor } from './onBehalf.ts';
import { restOf } from './rest.ts';
import { keptSealed, type QuarantinedItem, sendersRights } from './sender.ts';
import { type Attention, readSentArgs } from '../items/rows.ts';
import { commandCells } from './commandFields.ts';
import { lastChange, senderNamed, whoIs } from './who.ts';

export interface Sent {
  name: string;
  args: CommandArgs;
  occurredAt: Date;
}

/** The command as it was sent, opened where it was kept sealed; `null` where nobody can read it. */
const readSent = async (deps: Deps, row: Attention): Promise<Sent | null> => {
  if (row.kind !== 'quarantined') {
    const sent = await readSentArgs(deps.db, row.id);
    return sent && row.command ? { name: row.command, ...sent } : null;
  }
  if (!row.commandId || row.settledAt) return null;
  try {
    const { command, occurredAt } = await openQuarantined(deps, row.commandId);
    return { name: command.name, args: command.args, occurredAt };
  } catch (error) {
    if (error instanceof Problem) return null;
    throw error;
  }
};

type Against = NonNullable<NonNullable<Description['about']>['against']>;

const only = (cells: Cells, names: readonly FieldName[]): Cells =>
  Object.fromEntries(names.flatMap((it) => (cells[it] ? [[it, cells[it]]] : [])));

const against = async (deps: Deps, viewer: Viewer, row: Attention, now: Against, sent: Cells, it: Subject) => {
  const names = [...Object.keys(sent), ...now.also] as FieldName[];
  const [whole, by] = await together([now.now(deps.db, viewer, it), lastChange(deps.db, row.operationId, it)]);
  const cells = only(whole, [...new Set(names)]);
  const personId = it.compartment === null && opens(viewer, 'core', it.centreId, 'full') ? it.personId : null;
  return { cells, side: { ...by, personId } };
};

const whoFor = (reader: Reader, row: Attention, kept: QuarantinedItem | null): Promise<string> =>
  kept ? senderNamed(reader, kept) : whoIs(reader, row.authorId, row.deviceId);

/** A command as it was sent, what is needed to show it to this viewer, and how it came in. */
export interface LoadedSent {
  sent: Sent | null;
  context: ShowContext | null;
  kept: QuarantinedItem | null;
}

export const loadSent = async (deps: Deps, viewer: Viewer, row: Attention): Promise<LoadedSent> => {
  const [sent, kept] = await together([readSent(deps, row), keptSealed(deps.db, row)]);
  return { sent, context: sent && (await contextFor(deps.db, viewer, row, sent)), kept };
};

/** What a tablet sent, and beside it what the record says now, where the two can differ. */
export const showSent = async (
  deps: Deps,
  viewer: Viewer,
  row: Attention,
  { sent, context, kept }: LoadedSent,
): Promise<Shown> => {
  const [who, mine] = await together([
    whoFor(deps.db, row, kept),
    sent && context ? commandCells(sent.name, context) : null,
  ]);
  if (!sent || !context || !mine) return { sides: [{ who, at: null, personId: null }], fields: [], joined: null };
  const { name } = sent;
  const { subject } = context;
  const side = { who, at: sent.occurredAt.toISOString(), personId: null };
  const now = knownCommand(name)?.about?.against;
  if (!subject || !now || Object.keys(mine).length === 0)
    return { sides: [side], fields: beside([mine]), joined: null };
  const other = await against(deps, viewer, row, now, mine, subject);
  return {
    sides: [{ ...side, personId: other.side.personId }, other.side],
    fields: beside([mine, other.cells]),
    joined: null,
  };
};

/** Everything without a field of its own, and why this viewer cannot have it done for somebody else. */
export const restOfSent = async (
  deps: Deps,
  row: Attention,
  sent: Sent,
  context: ShowContext,
  kept: QuarantinedItem | null,
  own: boolean,
) => {
  const { viewer } = context;
  const [unseen, more] = await together([hiddenFrom(viewer, sent.name, context), restOf(sent.name, context)]);
  const rest = { more, hidden: heldByOthers(sent.name, context, unseen) };
  if (own || row.settledAt) return { ...rest, whyNot: null };
  const rights = await sendersRights(deps.db, row, kept);
  return { ...rest, whyNot: await whyNotFor({ viewer, row, sent, rights, context, unseen }) };
};
