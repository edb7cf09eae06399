import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { account, user } from '../../db/schema/users.ts';
import { contract } from '../../shared/contract.ts';
import { type FieldError, Problem } from '../../shared/problems.ts';
import { checkLink, join } from '../../shared/routes/users.ts';
import type { joinBody } from '../../shared/users.ts';
import type { Actor } from '../engine/actor.ts';
import type { Auth } from '../access/auth.ts';
import { signInto } from '../access/routes.ts';
import type { Sessions } from '../engine/actor.ts';
import { command, type Context, REGISTERS } from '../engine/define.ts';
import { execute } from '../engine/execute.ts';
import type { Deps } from '../engine/deps.ts';
import { readJson } from '../http/bodies.ts';
import { problemFrom } from '../http/problem.ts';
import { parse } from '../engine/parse.ts';
import { type Answering, answerExchange } from '../http/answer.ts';
import { writeGrant } from './grants.ts';
import { emailTaken, endSessions, readUser } from './guards.ts';
import { describeInvitation, findInvitation, type Invitation, useInvitation } from './invitations.ts';

interface Joining {
  userId: string;
  name: string;
  email: string;
}

/** Not in the registry: only a one-time link opens it. Its arguments are kept, so the password is not among them. */
const joinContract = contract({
  name: 'users.join',
  title: 'Use a one-time link: set a password',
  args: z.strictObject({ userId: z.string(), name: z.string(), email: z.string() }),
  result: z.strictObject({ userId: z.string() }),
  example: { userId: '0193e0a0-0000-7000-8000-000000000101', name: 'Tess Okafor', email: 't.okafor@council.example' },
});

const writeUser = async (context: Context<Joining>, link: Invitation): Promise<void> => {
  const { rows, args, now } = context;
  const { userId: id, name, email } = args;
  if (link.userId) {
    const saved = await rows.mark('user', eq(user.id, id), { name, updatedAt: now });
    if (saved.length === 0) throw new Problem('not-found');
    return;
  }
  await rows.insert('user', { id, name, email, createdAt: now, updatedAt: now });
  await writeGrant(context, id, { grantId: context.deps.newId(), role: 'administrator', address: true });
};

const writePassword = async ({ tx, deps, args }: Context<Joining>, hash: string): Promise<void> => {
  const { userId } = args;
  await tx.delete(account).where(and(eq(account.userId, userId), eq(account.providerId, 'credential')));
  await tx
    .insert(account)
    .values({ id: deps.newId(), accountId: userId, providerId: 'credential', userId, password: hash });
};

const joinWith = (link: Invitation, hash: string) =>
  command<typeof joinContract>({
    contract: joinContract,
    breaks: emailTaken,
    right: 'users.invite',
    stream: () => REGISTERS,
    where: 'registers',
    handle: async (context) => {
      await useInvitation(context.tx, link.id, context.now);
      if (link.userId && (await readUser(context.tx, link.userId)).disabledAt) throw new Problem('link-expired');
      await writeUser(context, link);
      await writePassword(context, hash);
      await endSessions(context, context.args.userId);
      return { userId: context.args.userId };
    },
  });

/** Whoever holds the link acts for the one who made it: an administrator, or the person at the console. */
const holderOf = (link: Invitation, who: Joining): Actor => ({
  userId: who.userId,
  name: who.name,
  email: who.email,
  sessionId: link.id,
  deviceId: null,
  grants: [{ role: 'administrator', operationId: null, centreId: null, address: false }],
});

const wanted = (pointer: string, detail: string): FieldError => ({ pointer, code: 'required', detail });

const whoJoins = async (deps: Deps, link: Invitation, body: z.infer<typeof joinBody>): Promise<Joining> => {
  if (link.userId) {
    const [known] = await deps.db.select().from(user).where(eq(user.id, link.userId));
    if (!known) throw new Problem('link-expired');
    return { userId: known.id, name: body.name ?? known.name, email: known.email };
  }
  const errors = [
    ...(body.name ? [] : [wanted('/name', 'Enter your name')]),
    ...(body.email ? [] : [wanted('/email', 'Enter your work email address')]),
  ];
  if (!body.name || !body.email) throw new Problem('invalid-fields', { errors });
  return { userId: deps.newId(), name: body.name, email: body.email };
};

/** Nothing here is counted: 256 bits cannot be guessed, and a link that is not one costs one look, by its index. */
export const joining = (auth: Auth, sessions: Sessions): Answering[] => [
  answerExchange(
    checkLink,
    async ({ deps, c }) => {
      const { token } = parse(checkLink.body, await readJson(c.req.raw));
      return describeInvitation(deps.db, await findInvitation(deps.db, token, deps.clock.now()));
    },
    { ownBody: true },
  ),
  answerExchange(
    join,
    async ({ deps, c }) => {
      const body = parse(join.body, await readJson(c.req.raw));
      const link = await findInvitation(deps.db, body.token, deps.clock.now());
      const who = await whoJoins(deps, link, body);
      const hash = await (await auth.$context).password.hash(body.password);
      const request = { id: deps.newId(), args: { ...who }, occurredAt: deps.clock.now() };
      const outcome = await execute(joinWith(link, hash), holderOf(link, who), request, deps);
      if (!outcome.ok) throw problemFrom(outcome.problem);
      const signed = await signInto(c, { deps, auth, sessions }, { email: who.email, password: body.password });
      if (!signed) throw new Problem('sign-in-refused');
      return signed;
    },
    { ownBody: true },
  ),
];
