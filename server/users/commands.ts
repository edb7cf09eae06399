import { and, eq } from 'drizzle-orm';
import { account, user } from '../../db/schema/users.ts';
import { Problem } from '../../shared/problems.ts';
import { disableUser, enableUser, inviteUser, resetUser } from '../../shared/users.ts';
import { command, type Context, REGISTERS } from '../engine/define.ts';
import { giveGrant, grantCommands } from './grants.ts';
import { emailTaken, endSessions, isAdministrator, keepAnAdministrator, readUser } from './guards.ts';
import { openInvitation } from './invitations.ts';

const invite = command<typeof inviteUser>({
  contract: inviteUser,
  breaks: emailTaken,
  stream: () => REGISTERS,
  where: 'registers',
  handle: async (context) => {
    const { tx, rows, now, args, commandId } = context;
    const { userId, name, email, tokenHash } = args;
    await rows.insert('user', { id: userId, name, email, createdAt: now, updatedAt: now });
    await openInvitation(tx, { id: commandId, userId, purpose: 'join', tokenHash, now });
    for (const [at, grant] of args.grants.entries()) await giveGrant(context, userId, grant, `/args/grants/${at}`);
    return { userId };
  },
});

const reset = command<typeof resetUser>({
  contract: resetUser,
  stream: () => REGISTERS,
  where: 'registers',
  handle: async (context) => {
    const { tx, now, args, commandId } = context;
    const found = await readUser(tx, args.userId);
    if (found.disabledAt) {
      throw new Problem('not-in-this-state', { detail: 'Let them sign in again first, then make a new link' });
    }
    if (found.byPin) {
      const detail = 'They use tablets by PIN and have no account. Invite them with an email address';
      throw new Problem('not-in-this-state', { detail });
    }
    const [had] = await tx
      .delete(account)
      .where(and(eq(account.userId, found.id), eq(account.providerId, 'credential')))
      .returning({ id: account.id });
    if (await isAdministrator(tx, found.id)) await keepAnAdministrator(tx);
    await endSessions(context, found.id);
    const purpose = had ? 'reset' : 'join';
    await openInvitation(tx, { id: commandId, userId: found.id, purpose, tokenHash: args.tokenHash, now });
    return { userId: found.id };
  },
});

const setDisabled = async (context: Context<{ userId: string }>, disabledAt: Date | null): Promise<void> => {
  const { tx, rows, now, args } = context;
  const found = await readUser(tx, args.userId);
  if ((found.disabledAt === null) === (disabledAt === null)) {
    throw new Problem('not-in-this-state', {
      detail: disabledAt ? 'They cannot sign in already' : 'They can sign in already',
    });
  }
  await rows.mark('user', eq(user.id, found.id), { disabledAt, updatedAt: now });
  if (disabledAt && (await isAdministrator(tx, found.id))) await keepAnAdministrator(tx);
  await endSessions(context, found.id);
};

const disable = command<typeof disableUser>({
  contract: disableUser,
  stream: () => REGISTERS,
  where: 'registers',
  handle: async (context) => {
    await setDisabled(context, context.now);
    return { userId: context.args.userId };
  },
});

const enable = command<typeof enableUser>({
  contract: enableUser,
  stream: () => REGISTERS,
  where: 'registers',
  handle: async (context) => {
    await setDisabled(context, null);
    return { userId: context.args.userId };
  },
});

export const userCommands = [invite, reset, disable, enable, ...grantCommands];
