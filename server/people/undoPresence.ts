/** Takes a change of presence back, with all that followed from it, where nobody has built on it since. */
import { and, eq, isNull } from 'drizzle-orm';
import { attention } from '../../db/schema/attention.ts';
import { need, person, stay } from '../../db/schema/people.ts';
import { isFinished } from '../../shared/centres.ts';
import type { ArgsOf } from '../../shared/contract.ts';
import { endsWithGuest } from '../../shared/needs.ts';
import { isStaying, setPresence } from '../../shared/people.ts';
import { Problem } from '../../shared/problems.ts';
import { undoPresence } from '../../shared/undoPresence.ts';
import { settle } from '../attention/items/rows.ts';
import { command, type Context } from '../engine/define.ts';
import { inField } from '../engine/description.ts';
import { changedBy, type Deed, type Did, didOf } from '../engine/didOf.ts';
import { centreIn } from '../engine/place.ts';
import { endNeeds, goOnAfterAll } from '../needs/endNeeds.ts';
import { guestShows } from './description.ts';
import { type Flag, isShared } from './flags.ts';
import { stillShared } from './paper.ts';
import { peopleById, type Person } from './record/rows.ts';
import { guestNow } from './shown.ts';
import { moveNames, moveNeeds } from './stays.ts';

type Undoing = Context<ArgsOf<typeof undoPresence>>;

const notUndone = (why: string): Problem =>
  new Problem('not-in-this-state', { detail: `${why}, so nothing was undone. Look at what it says now` });

const inTurn = async <T>(all: readonly T[], of: (it: T) => Promise<void>): Promise<void> => {
  for (const it of all) await of(it);
};

/** What is, or was, to be decided about the command that is undone. */
const raisedOf = ({ operationId, undoes }: Undoing['args']) =>
  and(eq(attention.operationId, operationId), eq(attention.commandId, undoes), eq(attention.command, setPresence.name));

/** The command itself, or where it was kept sealed at first, the one that let it in. */
const deedOf = async ({ tx, args }: Undoing): Promise<Deed> => {
  const [released] = await tx
    .select({ as: attention.retriedAs })
    .from(attention)
    .where(and(raisedOf(args), eq(attention.settledAs, 'released')));
  const done = released?.as
    ? { commandId: released.as, name: null }
    : { commandId: args.undoes, name: setPresence.name };
  return { streamId: args.operationId, ...done };
};

/** It was refused, and waits for somebody to decide: whoever said it has. @returns whether it did wait */
const withdraw = async (context: Undoing): Promise<boolean> => {
  const own = and(raisedOf(context.args), eq(attention.authorId, context.actor.userId), isNull(attention.settledAt));
  const waiting = await context.tx.select().from(attention).where(own);
  await inTurn(waiting, async (it) => void (await settle(context, it, { settledAs: 'resolved', settledBy: null })));
  return waiting.length > 0;
};

interface Change {
  /** `null`: the change was not made. */
  was: Person | null;
  is: Person;
  /** Records that were joined with theirs, and went along. */
  joined: Did<'person'>[];
}

/** How the guest was, as the sender saw it too, and how they are since; refused where it is not as the change left it. */
const changeOf = async (context: Undoing, deed: Deed): Promise<Change> => {
  const { operationId, personId, to, zone, centreId, baseVersion } = context.args;
  const people = await didOf(context.tx, 'person', deed);
  const did = people.find(({ became }) => became.id === personId);
  const [is] = await peopleById(context.tx, personId);
  // Where it was made: whoever sent a guest on may say that they did not go.
  context.authorise(did?.was?.centreId ?? is?.centreId ?? null);
  if (is?.operationId !== operationId) throw new Problem('not-found');
  if (!did?.was && (await withdraw(context))) return { was: null, is, joined: [] };
  if (!did?.was) throw notUndone('That change was not kept');
  const isLater = is.rowVersion !== did.became.rowVersion || baseVersion !== is.rowVersion;
  if (isLater || is.undoneAt) throw notUndone(`Someone has changed ${is.reference} since`);
  const { was } = did;
  if (was.presence !== to || (was.zone ?? '') !== zone || was.centreId !== centreId)
    throw notUndone(`${is.reference} was not as you saw them`);
  return { was, is, joined: people.filter((it) => it !== did) };
};

/** What is marked on them where they are back: as before, what they share with others now, and that all is over there. */
const flagsOf = async ({ tx }: Undoing, was: Person, is: Person): Promise<Flag[]> => {
  const where = await centreIn(tx, was, 'share');
  const shared = await stillShared(tx, is);
  const over: Flag[] = isStaying(was.presence) && isFinished(where.state) ? ['after_closure'] : [];
  return [...new Set([...was.flags.filter((it) => !isShared(it)), ...over, ...shared])];
};

/** The stay it ended goes on; the one it began was none. */
const putStayBack = async (context: Undoing, { was, became }: Did<'stay'>): Promise<void> => {
  const back = was ? changedBy({ was, became }) : { leftAt: context.occurredAt, endedAs: 'undone' };
  await context.rows.mark('stay', eq(stay.id, became.id), back);
};

/** What was kept of them goes back with them, and what was said of them where they were sent meanwhile. */
const carryBack = async (context: Undoing, was: Person, { is, joined }: Change): Promise<void> => {
  await moveNames(context, is, was.centreId);
  await moveNeeds(context, eq(need.personId, is.id), { centreId: was.centreId });
  for (const it of joined) {
    const there = and(eq(person.id, it.became.id), eq(person.centreId, it.became.centreId));
    await context.rows.mark('person', there, { centreId: it.was?.centreId ?? was.centreId });
  }
};

/** As it was held before; one that came with the change ends, unless it is a concern or somebody has taken it up. */
const putNeedBack = async (context: Undoing, { was, became, stands }: Did<'need'>): Promise<void> => {
  if (!stands || (!was && !endsWithGuest(became, 'undone'))) return;
  const back = was
    ? changedBy({ was, became }, ['centreId'])
    : ({ state: 'undone', closedAt: context.occurredAt } as const);
  if (Object.keys(back).length === 0) return;
  const { id, state, rowVersion } = became;
  const same = and(eq(need.id, id), eq(need.state, state), eq(need.rowVersion, rowVersion));
  await context.rows.mark('need', same, back);
};

/** What was said of them while it stood that they had gone, or had not: as if it had never stood. */
const putRightMeanwhile = async (context: Undoing, guest: Person): Promise<void> => {
  if (isStaying(guest.presence)) await goOnAfterAll(context, guest);
  else await endNeeds(context, guest);
};

const putBack = async (context: Undoing, deed: Deed, was: Person, change: Change): Promise<Person> => {
  const { is } = change;
  const stays = await didOf(context.tx, 'stay', deed);
  const needs = await didOf(context.tx, 'need', deed);
  const flags = await flagsOf(context, was, is);
  const changed = await context.rows.change('person', is, { ...changedBy({ was, became: is }), flags });
  await inTurn(stays, (it) => putStayBack(context, it));
  if (changed.centreId !== is.centreId) await carryBack(context, was, change);
  await inTurn(needs, (it) => putNeedBack(context, it));
  await putRightMeanwhile(context, changed);
  return changed;
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
    const deed = await deedOf(context);
    const change = await changeOf(context, deed);
    const { was, is } = change;
    const changed = was ? await putBack(context, deed, was, change) : is;
    return { personId: changed.id, rowVersion: changed.rowVersion };
  },
});
