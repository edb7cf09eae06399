/** Takes a change of presence back, with all that followed from it, where nobody has built on it since. */
import { and, eq } from 'drizzle-orm';
import { need, stay } from '../../db/schema/people.ts';
import type { ArgsOf } from '../../shared/contract.ts';
import { endsWithGuest } from '../../shared/needs.ts';
import { setPresence } from '../../shared/people.ts';
import { Problem } from '../../shared/problems.ts';
import { undoPresence } from '../../shared/undoPresence.ts';
import { command, type Context } from '../engine/define.ts';
import { inField } from '../engine/description.ts';
import { type Deed, type Did, didOf } from '../engine/didOf.ts';
import { guestShows } from './description.ts';
import { peopleById, type Person } from './record/rows.ts';
import { guestNow } from './shown.ts';
import { carryOver } from './stays.ts';

type Undoing = Context<ArgsOf<typeof undoPresence>>;

const notUndone = (why: string): Problem =>
  new Problem('not-in-this-state', { detail: `${why}, so nothing was undone. Look at what it says now` });

const deedOf = ({ args }: Undoing): Deed => ({
  streamId: args.operationId,
  commandId: args.undoes,
  name: setPresence.name,
});

/** How the guest was, as the sender saw it too, and how they are since; refused where it is not as the change left it. */
const changeOf = async (context: Undoing): Promise<{ was: Person; is: Person }> => {
  const { operationId, personId, to, zone, centreId, baseVersion } = context.args;
  const did = (await didOf(context.tx, 'person', deedOf(context))).find(({ became }) => became.id === personId);
  const [is] = await peopleById(context.tx, personId);
  // Where it was made: whoever sent a guest on may say that they did not go.
  context.authorise(did?.was?.centreId ?? is?.centreId ?? null);
  if (is?.operationId !== operationId) throw new Problem('not-found');
  if (!did?.was) throw notUndone('That change was not kept');
  const isLater = is.rowVersion !== did.became.rowVersion || baseVersion !== is.rowVersion;
  if (isLater || is.undoneAt) throw notUndone(`Someone has changed ${is.reference} since`);
  const { was } = did;
  if (was.presence !== to || (was.zone ?? '') !== zone || was.centreId !== centreId)
    throw notUndone(`${is.reference} was not as you saw them`);
  return { was, is };
};

/** Whoever shares a wristband or a paper form still does. */
const flagsOf = (was: Person, is: Person): Person['flags'] => {
  const isShared = (it: Person['flags'][number]) => it === 'reference_shared' || it === 'form_shared';
  return [...was.flags.filter((it) => !isShared(it)), ...is.flags.filter(isShared)];
};

/** The stay it ended goes on; the one it began was none. */
const putStayBack = async (context: Undoing, { was, became }: Did<'stay'>): Promise<void> => {
  const back = was ? { leftAt: was.leftAt, endedAs: was.endedAs } : { leftAt: context.occurredAt, endedAs: 'undone' };
  await context.rows.mark('stay', eq(stay.id, became.id), back);
};

/** As it was held before; one that came with the change ends, unless it is a concern or somebody has taken it up. */
const putNeedBack = async (context: Undoing, { was, became, stands }: Did<'need'>): Promise<void> => {
  if (!stands || was?.state === became.state) return;
  if (!was && !endsWithGuest(became, 'undone')) return;
  const { state, holderId, holder, acceptedAt, closedAt, dueAt } = was ?? {
    ...became,
    state: 'undone' as const,
    closedAt: context.occurredAt,
  };
  const same = and(eq(need.id, became.id), eq(need.state, became.state));
  await context.rows.mark('need', same, { state, holderId, holder, acceptedAt, closedAt, dueAt });
};

const inTurn = async <T>(all: readonly T[], of: (it: T) => Promise<void>): Promise<void> => {
  for (const it of all) await of(it);
};

export const undoOfPresence = command<typeof undoPresence>({
  contract: undoPresence,
  about: { kind: 'person', by: 'personId', against: guestNow('presence') },
  shows: { personId: 'silent', undoes: 'silent', to: inField('presence', 'core'), ...guestShows },
  fails: ({ whose }) => `${whose}: going out or coming back was not undone`,
  onBehalf: true,
  right: 'people.setPresence',
  stream: (args) => args.operationId,
  where: 'handler',
  handle: async (context) => {
    const { was, is } = await changeOf(context);
    const deed = deedOf(context);
    const stays = await didOf(context.tx, 'stay', deed);
    const needs = await didOf(context.tx, 'need', deed);
    const { presence, zone, presenceNote, arrivedAt, centreId } = was;
    const back = { presence, zone, presenceNote, arrivedAt, centreId, flags: flagsOf(was, is) };
    const changed = await context.rows.change('person', is, back);
    await inTurn(stays, (it) => putStayBack(context, it));
    await inTurn(needs, (it) => putNeedBack(context, it));
    if (changed.centreId !== is.centreId) await carryOver(context, is, changed.centreId);
    return { personId: changed.id, rowVersion: changed.rowVersion };
  },
});
