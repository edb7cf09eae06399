import type { ArgsOf } from '../../shared/contract.ts';
import {
  isStaying,
  movePerson,
  presenceMayBecome,
  type Presence,
  setPresence,
  undoCheckIn,
} from '../../shared/people.ts';
import { Problem } from '../../shared/problems.ts';
import { resolveDuplicates } from './duplicates.ts';
import { command, type Context } from '../engine/define.ts';
import { centreIn } from '../engine/place.ts';
import { arrivalFlags, type Flag, isFull, isShared, lockReference, settleReference } from './flags.ts';
import { arrivalIn, lockForm, settleForm, stillShared, withPaper } from './paper.ts';
import { endNeeds, reopenNeeds } from '../needs/endNeeds.ts';
import { tellOfLoneChild } from './loneChild.ts';
import { tellOfMissing } from './missing.ts';
import { authorisedPerson, type Person } from './record/rows.ts';
import { carryOver, closeStay, openStay } from './stays.ts';
import { inField } from '../engine/description.ts';
import { guestShows, inNote } from './description.ts';
import { guestNow } from './shown.ts';

export const undo = command<typeof undoCheckIn>({
  contract: undoCheckIn,
  about: { kind: 'person', by: 'personId', against: guestNow('presence') },
  shows: { personId: 'silent', reason: inNote },
  fails: ({ whose }) => `Check-in of ${whose} was not undone`,
  onBehalf: true,
  stream: (args) => args.operationId,
  where: 'handler',
  handle: async (context) => {
    const guest = await authorisedPerson(context);
    if (guest.undoneAt) throw new Problem('not-in-this-state', { detail: 'This check-in is undone already' });
    const { baseVersion, reason } = context.args;
    await lockReference(context.tx, guest.operationId, guest.reference);
    if (guest.paperForm !== null) await lockForm(context.tx, guest.operationId, guest.paperForm);
    const undone = await context.rows.change(
      'person',
      { id: guest.id, rowVersion: baseVersion },
      {
        undoneAt: context.now,
        undoneReason: reason,
        flags: guest.flags.filter((it) => !isShared(it)),
      },
    );
    await settleReference(context, guest.operationId, guest.reference);
    await settleForm(context, guest.operationId, guest.paperForm);
    await closeStay(context, undone, 'undone');
    await endNeeds(context, undone);
    await resolveDuplicates(context, guest.operationId, guest.id);
    return { personId: undone.id, rowVersion: undone.rowVersion };
  },
});

export const move = command<typeof movePerson>({
  contract: movePerson,
  about: { kind: 'person', by: 'personId', against: guestNow('presence') },
  shows: { personId: 'silent', ...guestShows },
  mends: { arguments: { zone: 'zone' } },
  fails: ({ whose, shown }) => `${whose} was not moved to ${shown('zone') ?? 'a new place'}`,
  onBehalf: true,
  stream: (args) => args.operationId,
  where: 'handler',
  handle: async (context) => {
    const guest = await authorisedPerson(context);
    if (guest.undoneAt || !isStaying(guest.presence)) {
      throw new Problem('not-in-this-state', { detail: 'They are not at this centre now. Check them in first' });
    }
    const seen = { id: guest.id, rowVersion: context.args.baseVersion };
    const changed = await context.rows.change('person', seen, { zone: context.args.zone || null });
    return { personId: changed.id, rowVersion: changed.rowVersion };
  },
});

type Setting = Context<ArgsOf<typeof setPresence>>;

const destination = async (context: Setting, guest: Person): Promise<string> => {
  const { centreId } = context.args;
  if (!centreId || centreId === guest.centreId) {
    throw new Problem('invalid-fields', {
      errors: [{ pointer: '/args/centreId', code: 'custom', detail: 'Say which centre they go to' }],
    });
  }
  return (await centreIn(context.tx, { ...context.args, centreId }, 'share')).id;
};

const refuseJump = (from: Presence, to: Presence): never => {
  throw new Problem('not-in-this-state', { detail: `From "${from}" a guest cannot become "${to}"` });
};

/** What is marked on a guest who comes back: as on an arrival, and what they share with others still. */
const flagsBack = async ({ tx }: Setting, guest: Person): Promise<Flag[]> => {
  const where = await centreIn(tx, guest, 'share');
  const shared = await stillShared(tx, guest);
  return [...withPaper(arrivalFlags(where, await isFull(tx, where.id)), guest.paperForm), ...shared];
};

/** Where and how the guest is from now on. */
const next = async (context: Setting, guest: Person): Promise<Partial<Person>> => {
  const { to } = context.args;
  if (to === 'transferred') {
    return { centreId: await destination(context, guest), presence: 'in_transit', zone: null };
  }
  if (!isStaying(to)) return { presence: to, zone: null };
  if (to !== 'on_site' || isStaying(guest.presence)) return { presence: to };
  return { presence: to, flags: await flagsBack(context, guest), ...arrivalIn(context) };
};

const leave = async (context: Setting, guest: Person): Promise<void> => {
  await closeStay(context, guest, context.args.to);
  await endNeeds(context, guest);
};

const comeBack = async (context: Setting, guest: Person): Promise<void> => {
  await openStay(context, guest);
  await reopenNeeds(context, guest);
  await tellOfLoneChild(context, guest);
};

export const presence = command<typeof setPresence>({
  contract: setPresence,
  about: { kind: 'person', by: 'personId', against: guestNow('presence') },
  namesGoal: true,
  shows: { personId: 'silent', to: inField('presence', 'core'), note: inNote },
  mends: { arguments: { to: 'presence', note: 'note' } },
  fails: ({ whose }) => `${whose}: coming or going not kept`,
  onBehalf: true,
  stream: (args) => args.operationId,
  where: 'handler',
  handle: async (context) => {
    const guest = await authorisedPerson(context);
    const { to, baseVersion, note } = context.args;
    if (guest.undoneAt || !presenceMayBecome(guest.presence, to)) refuseJump(guest.presence, to);
    const changed = await context.rows.change(
      'person',
      { id: guest.id, rowVersion: baseVersion },
      {
        ...(await next(context, guest)),
        presenceNote: note || null,
      },
    );
    if (isStaying(guest.presence) && !isStaying(changed.presence)) await leave(context, changed);
    if (!isStaying(guest.presence) && isStaying(changed.presence)) await comeBack(context, changed);
    if (changed.centreId !== guest.centreId) await carryOver(context, guest, changed.centreId);
    if (to === 'missing') await tellOfMissing(context, changed);
    return { personId: changed.id, rowVersion: changed.rowVersion };
  },
});
