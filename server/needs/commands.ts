import { and, eq, inArray, sql } from 'drizzle-orm';
import { need, needDetails, person, stay } from '../../db/schema/people.ts';
import type { ArgsOf } from '../../shared/contract.ts';
import { giveNeed } from '../../shared/giving.ts';
import {
  isOpenNeed,
  type NeedKindName,
  needKinds,
  type NeedState,
  needMayBecome,
  noteNeed,
  progressNeed,
  raiseNeed,
} from '../../shared/needs.ts';
import { Problem } from '../../shared/problems.ts';
import { grantsWithin, levelFor } from '../../shared/roles.ts';
import { Crossed } from '../engine/databaseErrors.ts';
import { command, type Context } from '../engine/define.ts';
import { centreIn } from '../engine/place.ts';
import { stale } from '../engine/rows.ts';
import { type Person, standingPerson } from '../people/record/rows.ts';
import { carersAt } from './carers.ts';
import { endIfTooLate } from './endNeeds.ts';
import { insertNeeds } from './insert.ts';
import { clocksNow } from './queries.ts';
import { inField } from '../engine/description.ts';
import { kindRaised, noteKnown, noteRaised } from './description.ts';
import { needCells } from './shown.ts';

/** The centre where the need is worked on: the guest's, who may have left the one that sends this. */
const placeOf = async ({ tx, args }: Context<ArgsOf<typeof raiseNeed>>, guest: Person | null): Promise<string> => {
  const { centreId, personId } = args;
  await centreIn(tx, args);
  if (!personId) return centreId;
  if (guest?.centreId === centreId) return centreId;
  const [stayed] = await tx
    .select({ id: stay.id })
    .from(stay)
    .where(and(inArray(stay.personId, [personId, guest?.id ?? personId]), eq(stay.centreId, centreId)))
    .limit(1);
  if (!guest || !stayed) throw new Problem('not-found');
  return guest.centreId;
};

/** Held, so that whoever takes them to another centre at this moment takes this need along. */
const guestOf = async ({ tx, args }: Context<ArgsOf<typeof raiseNeed>>): Promise<Person | null> => {
  const { operationId, personId } = args;
  const seen = personId ? await standingPerson(tx, operationId, personId) : null;
  if (!seen) return null;
  const [held] = await tx.select().from(person).where(eq(person.id, seen.id)).for('share');
  if (held?.mergedInto) throw new Crossed('a record was joined at the same moment');
  return held ?? null;
};

const raise = command<typeof raiseNeed>({
  contract: raiseNeed,
  about: { kind: 'person', by: 'personId', against: null },
  shows: { needId: 'silent', personId: 'silent', kind: kindRaised, note: noteRaised },
  mends: { arguments: { note: 'note' } },
  fails: ({ whose }) => `New need of ${whose} was not kept`,
  names: ({ kind }) => (needKinds[kind as NeedKindName]?.compartment === 'welfare' ? 'in the list' : 'nowhere'),
  onBehalf: true,
  stream: (args) => args.operationId,
  where: 'args',
  handle: async (context) => {
    const { needId, kind, priority, note } = context.args;
    const guest = await guestOf(context);
    const where = await placeOf(context, guest);
    const clocks = await clocksNow(context.tx);
    const raised = { id: needId, kind, priority, personId: guest?.id ?? null, centreId: where, note: note ?? null };
    const written = await insertNeeds(context, [raised], clocks, context.occurredAt);
    if (written === 0) throw new Problem('already-exists', { detail: 'This id has been used. Make a new one' });
    if (guest) await endIfTooLate(context, guest, needId);
    return { needId };
  },
});

type Need = typeof need.$inferSelect;

/** Who holds it and when, for the state it goes to. */
const holding = (context: Context<unknown>, from: Need, to: NeedState): Partial<Need> => {
  const mine = { holderId: context.actor.userId, holder: context.actor.name };
  if (to === 'open') return { holderId: null, holder: null, acceptedAt: null, closedAt: null };
  // Taken back from where it had ended, it is whose it was.
  if (to === 'accepted' && isOpenNeed(from.state)) return { ...mine, acceptedAt: context.occurredAt };
  if (to === 'escalated') return {};
  // What was given to one and begun by another is whose it was begun by.
  const kept = from.acceptedAt ? {} : mine;
  return {
    ...kept,
    acceptedAt: from.acceptedAt ?? context.occurredAt,
    closedAt: isOpenNeed(to) ? null : context.occurredAt,
  };
};

const addNote = async ({ rows }: Context<unknown>, { id, compartment }: Need, note: string | undefined) => {
  if (!note) return;
  const table = needDetails[compartment];
  const longer = sql`concat_ws(E'\n', ${table.note}, ${note}::text)`;
  await rows.mark('needDetail', eq(table.id, id), { note: longer }, { compartment });
};

/** Whoever sees only a need's clock may not change its state. */
const mayWorkOn = ({ actor, args }: Context<{ operationId: string }>, { compartment, centreId }: Need): boolean =>
  levelFor(grantsWithin(actor.grants, args.operationId), compartment, centreId) !== 'none';

/** The need, held until the end of the change. @throws Problem `not-found` */
const needToWorkOn = async (context: Context<{ operationId: string; needId: string }>): Promise<Need> => {
  const { operationId, needId } = context.args;
  const [found] = await context.tx
    .select()
    .from(need)
    .where(and(eq(need.id, needId), eq(need.operationId, operationId)))
    .for('update');
  context.authorise(found?.centreId ?? null);
  if (!found || !mayWorkOn(context, found)) throw new Problem('not-found');
  return found;
};

const progress = command<typeof progressNeed>({
  contract: progressNeed,
  about: { kind: 'need', by: 'needId', against: { now: needCells, also: ['holder'] } },
  shows: { needId: 'silent', to: inField('state', 'core'), note: noteKnown },
  mends: { arguments: { note: 'note' } },
  fails: ({ whose }) => `Task for ${whose} was not changed`,
  names: () => 'nowhere',
  onBehalf: true,
  stream: (args) => args.operationId,
  where: 'handler',
  handle: async (context) => {
    const { needId, to, baseVersion } = context.args;
    const found = await needToWorkOn(context);
    if (found.rowVersion !== baseVersion) throw stale('need', `${found.holder ?? 'Someone'} changed this first`);
    if (!needMayBecome(found.state, to)) {
      throw new Problem('not-in-this-state', { detail: `A need that is "${found.state}" cannot become "${to}"` });
    }
    const changed = await context.rows.change('need', found, { state: to, ...holding(context, found, to) });
    await addNote(context, changed, context.args.note);
    return { needId, rowVersion: changed.rowVersion };
  },
});

const give = command<typeof giveNeed>({
  contract: giveNeed,
  about: { kind: 'need', by: 'needId', against: { now: needCells, also: ['holder'] } },
  shows: { needId: 'silent', to: 'silent' },
  fails: ({ whose }) => `Task for ${whose} was not given to anybody`,
  names: () => 'nowhere',
  stream: (args) => args.operationId,
  where: 'handler',
  handle: async (context) => {
    const { needId, to, baseVersion, operationId } = context.args;
    const found = await needToWorkOn(context);
    if (found.rowVersion !== baseVersion) throw stale('need', `${found.holder ?? 'Someone'} changed this first`);
    if (!isOpenNeed(found.state))
      throw new Problem('not-in-this-state', { detail: 'This is settled. Open it again first' });
    const carers = await carersAt(context.tx, { operationId, centreId: found.centreId }, context.now);
    const carer = carers.find((it) => it.userId === to && it.takes.includes(found.compartment));
    if (!carer)
      throw new Problem('not-in-this-state', { detail: 'They cannot take this here now. Choose somebody else' });
    // Given is not accepted: its clock and the alarm for a P1 run on until they say that they have it.
    const theirs = { state: 'open', holderId: carer.userId, holder: carer.name, acceptedAt: null } as const;
    const changed = await context.rows.change('need', found, theirs);
    return { needId, rowVersion: changed.rowVersion };
  },
});

const note = command<typeof noteNeed>({
  contract: noteNeed,
  about: { kind: 'need', by: 'needId', against: { now: needCells, also: [] } },
  shows: { needId: 'silent', note: noteKnown },
  mends: { arguments: { note: 'note' } },
  fails: ({ whose }) => `Note for ${whose} was not kept`,
  names: () => 'nowhere',
  onBehalf: true,
  stream: (args) => args.operationId,
  where: 'handler',
  handle: async (context) => {
    const found = await needToWorkOn(context);
    await addNote(context, found, context.args.note);
    return { needId: found.id };
  },
});

export const needCommands = [raise, progress, give, note];
