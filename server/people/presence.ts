import { and, eq, isNull } from 'drizzle-orm';
import { centre } from '../../db/schema/operations.ts';
import { needDetails, need, personIdentity, stay } from '../../db/schema/people.ts';
import {
  isStaying,
  movePerson,
  presenceMayBecome,
  type Presence,
  setPresence,
  undoCheckIn,
} from '../../shared/people.ts';
import { Problem } from '../../shared/problems.ts';
import { command, type Context } from '../command/define.ts';
import { authorisedPerson, type Person, updatePerson } from './rows.ts';

const closeStay = async (context: Context<unknown>, guest: Person, endedAs: string): Promise<void> => {
  const [closed] = await context.tx
    .update(stay)
    .set({ leftAt: context.occurredAt, endedAs })
    .where(and(eq(stay.personId, guest.id), isNull(stay.leftAt)))
    .returning();
  if (closed) context.changed('stay', closed);
};

const openStay = async (context: Context<unknown>, guest: Person): Promise<void> => {
  const { operationId, centreId, id: personId } = guest;
  const [opened] = await context.tx
    .insert(stay)
    .values({ id: context.commandId, operationId, centreId, personId, arrivedAt: context.occurredAt })
    .returning();
  if (opened) context.changed('stay', opened);
};

export const undo = command<typeof undoCheckIn>({
  contract: undoCheckIn,
  stream: (args) => args.operationId,
  where: 'handler',
  handle: async (context) => {
    const guest = await authorisedPerson(context);
    if (guest.undoneAt) throw new Problem('not-in-this-state', { detail: 'This check-in is undone already' });
    const { baseVersion, reason } = context.args;
    const undone = await updatePerson(context.tx, baseVersion, guest, { undoneAt: context.now, undoneReason: reason });
    context.changed('person', undone);
    await closeStay(context, undone, 'undone');
    return { personId: undone.id, rowVersion: undone.rowVersion };
  },
});

export const move = command<typeof movePerson>({
  contract: movePerson,
  stream: (args) => args.operationId,
  where: 'handler',
  handle: async (context) => {
    const guest = await authorisedPerson(context);
    const changed = await updatePerson(context.tx, context.args.baseVersion, guest, {
      zone: context.args.zone || null,
    });
    context.changed('person', changed);
    return { personId: changed.id, rowVersion: changed.rowVersion };
  },
});

/** Everything kept about a guest goes with them, so that the first centre no longer sees it. */
const carryOver = async (context: Context<unknown>, guest: Person, centreId: string): Promise<void> => {
  const { tx } = context;
  const [name] = await tx.update(personIdentity).set({ centreId }).where(eq(personIdentity.id, guest.id)).returning();
  if (name) context.changed('personIdentity', name);
  for (const it of await tx.update(need).set({ centreId }).where(eq(need.personId, guest.id)).returning()) {
    context.changed('need', it);
    const table = needDetails[it.compartment];
    const [detail] = await tx.update(table).set({ centreId }).where(eq(table.id, it.id)).returning();
    if (detail) context.changed('needDetail', { ...detail, compartment: it.compartment });
  }
};

const destination = async (
  context: Context<{ operationId: string; centreId?: string | undefined }>,
  guest: Person,
): Promise<string> => {
  const { centreId, operationId } = context.args;
  if (!centreId || centreId === guest.centreId) {
    throw new Problem('invalid-fields', {
      errors: [{ pointer: '/args/centreId', code: 'custom', detail: 'Say which centre they go to' }],
    });
  }
  const [there] = await context.tx
    .select({ id: centre.id })
    .from(centre)
    .where(and(eq(centre.id, centreId), eq(centre.operationId, operationId)));
  if (!there) throw new Problem('not-found');
  return there.id;
};

const refuseJump = (from: Presence, to: Presence): never => {
  throw new Problem('not-in-this-state', { detail: `From "${from}" a guest cannot become "${to}"` });
};

export const presence = command<typeof setPresence>({
  contract: setPresence,
  stream: (args) => args.operationId,
  where: 'handler',
  handle: async (context) => {
    const guest = await authorisedPerson(context);
    const { to, baseVersion } = context.args;
    if (guest.undoneAt || !presenceMayBecome(guest.presence, to)) refuseJump(guest.presence, to);
    const moved =
      to === 'transferred'
        ? { centreId: await destination(context, guest), presence: 'in_transit' as const }
        : { presence: to };
    const zone = isStaying(moved.presence) ? guest.zone : null;
    const changed: Person = await updatePerson(context.tx, baseVersion, guest, { ...moved, zone });
    context.changed('person', changed);
    if (isStaying(guest.presence) && !isStaying(changed.presence)) await closeStay(context, guest, to);
    if (!isStaying(guest.presence) && isStaying(changed.presence)) await openStay(context, changed);
    if (changed.centreId !== guest.centreId) await carryOver(context, changed, changed.centreId);
    return { personId: changed.id, rowVersion: changed.rowVersion };
  },
});
