import { and, eq, isNull } from 'drizzle-orm';
import { accessGrant } from '../../db/schema/users.ts';
import type { ArgsOf } from '../../shared/contract.ts';
import { Problem } from '../../shared/problems.ts';
import { type Compartment, type Level, roles } from '../../shared/roles.ts';
import { grantRole, type NewGrant, revokeGrant, staffCentre, staffRoles, unstaffCentre } from '../../shared/users.ts';
import { command, type Context, REGISTERS } from '../engine/define.ts';
import { checkPlace } from '../engine/place.ts';
import { registerRights } from '../venues/queries.ts';
import { checkEnd, keepAnAdministrator, lockRegisters, readUser } from './guards.ts';

/**
 * Nobody opens to themselves what their role closes, whichever command gives the role.
 * @throws Problem `not-in-this-state`
 */
export const giveGrant = async (
  context: Context<unknown>,
  userId: string,
  given: NewGrant,
  pointer = '/args',
): Promise<void> => {
  if (userId === context.actor.userId) {
    throw new Problem('not-in-this-state', { detail: 'Ask another planner or an administrator to give you a role' });
  }
  await writeGrant(context, userId, given, pointer);
};

/** Writes a grant and looks at what its holder may now see. By itself only for the first administrator, made by a link. */
export const writeGrant = async (
  context: Context<unknown>,
  userId: string,
  given: NewGrant,
  pointer = '/args',
): Promise<void> => {
  const { tx, rows, now, actor } = context;
  checkEnd(given.endsAt, now, `${pointer}/endsAt`);
  const { operationId, centreId } = given;
  if (operationId) await checkPlace(tx, { operationId, centreId });
  await rows.insert('grant', {
    id: given.grantId,
    userId,
    role: given.role,
    operationId: given.operationId ?? null,
    centreId: given.centreId ?? null,
    address: given.address,
    endsAt: given.endsAt ? new Date(given.endsAt) : null,
    grantedBy: actor.userId,
    grantedAt: now,
  });
  context.after(() => context.deps.accessChanged(userId));
};

const takeGrant = async (context: Context<unknown>, grantId: string): Promise<void> => {
  const { tx, rows, now } = context;
  const [row] = await rows.mark('grant', and(eq(accessGrant.id, grantId), isNull(accessGrant.revokedAt)), {
    revokedAt: now,
  });
  if (!row) throw new Problem('not-in-this-state', { detail: 'This role has been taken back already' });
  if (row.role === 'administrator' && row.endsAt === null) await keepAnAdministrator(tx);
  context.after(() => context.deps.accessChanged(row.userId));
};

const grant = command<typeof grantRole>({
  contract: grantRole,
  stream: () => REGISTERS,
  where: 'registers',
  handle: async (context) => {
    await readUser(context.tx, context.args.userId);
    await giveGrant(context, context.args.userId, context.args);
    return { grantId: context.args.grantId };
  },
});

const readGrant = async (context: Context<unknown>, grantId: string) => {
  await lockRegisters(context.tx);
  const [found] = await context.tx.select().from(accessGrant).where(eq(accessGrant.id, grantId));
  if (!found) throw new Problem('not-found');
  return found;
};

const revoke = command<typeof revokeGrant>({
  contract: revokeGrant,
  stream: () => REGISTERS,
  where: 'registers',
  handle: async (context) => {
    await readGrant(context, context.args.grantId);
    await takeGrant(context, context.args.grantId);
    return { grantId: context.args.grantId };
  },
});

/** Nobody gives an address that they do not hold. */
const refuseMoreThanHeld = ({ actor, args }: Context<ArgsOf<typeof staffCentre>>): void => {
  const { address = 'none' }: Partial<Record<Compartment, Level>> = roles[args.role].sees;
  if (!args.address || address === 'none' || registerRights(actor.grants)?.address) return;
  const detail = 'You are not given addresses yourself. Give the role without them';
  throw new Problem('invalid-fields', { errors: [{ pointer: '/args/address', code: 'custom', detail }] });
};

const staff = command<typeof staffCentre>({
  contract: staffCentre,
  stream: () => REGISTERS,
  where: 'args',
  handle: async (context) => {
    refuseMoreThanHeld(context);
    await readUser(context.tx, context.args.userId);
    await giveGrant(context, context.args.userId, context.args);
    return { grantId: context.args.grantId };
  },
});

const unstaff = command<typeof unstaffCentre>({
  contract: unstaffCentre,
  stream: () => REGISTERS,
  where: 'args',
  handle: async (context) => {
    const { grantId, operationId } = context.args;
    const found = await readGrant(context, grantId);
    const staffed = staffRoles.some((it) => it === found.role) && found.operationId === operationId;
    if (!staffed) throw new Problem('not-found');
    await takeGrant(context, grantId);
    return { grantId };
  },
});

export const grantCommands = [grant, revoke, staff, unstaff];
