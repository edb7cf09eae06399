import type { Context } from 'hono';
import { deleteCookie } from 'hono/cookie';
import { Problem } from '../../shared/problems.ts';
import { signIn, signOut } from '../../shared/routes/users.ts';
import type { Deps } from '../engine/deps.ts';
import { type Answering, answerExchange } from '../http/answer.ts';
import type { PeerOf } from '../http/peer.ts';
import type { Env } from '../http/types.ts';
import type { Auth } from './auth.ts';
import type { Sessions } from '../engine/actor.ts';
import { knownDevice, rememberDevice } from './knownDevice.ts';
import type { Tries } from './tries.ts';

/** A fresh session as `Set-Cookie` headers, or `null` when email and password do not fit. */
const openSession = async (auth: Auth, email: string, password: string): Promise<string[] | null> => {
  const answer = await auth.api.signInEmail({ body: { email, password }, headers: new Headers(), asResponse: true });
  if (answer.ok) return answer.headers.getSetCookie();
  if (answer.status >= 500) throw new Error('the sign-in library failed');
  return null;
};

/** Answers with a new session; the one the browser held before, if any, ends. */
export const signInto = async (
  c: Context<Env>,
  { deps, auth, sessions }: { deps: Deps; auth: Auth; sessions: Sessions },
  who: { email: string; password: string },
): Promise<Response | null> => {
  const cookies = await openSession(auth, who.email, who.password);
  if (!cookies) return null;
  const before = await sessions.end(c.req.raw.headers);
  if (before) deps.accessChanged(before);
  for (const cookie of cookies) c.header('Set-Cookie', cookie, { append: true });
  await rememberDevice(deps, auth, c, who.email);
  return c.body(null, 204);
};

export const signing = (auth: Auth, sessions: Sessions, tries: Tries, peerOf: PeerOf): Answering[] => [
  answerExchange(signIn, async ({ deps, body, c }) => {
    const known = await knownDevice(deps, auth, c.req.raw.headers, body.email);
    const taken = { email: body.email, peer: peerOf(c), knownDevice: known };
    await tries.take(taken);
    const signed = await signInto(c, { deps, auth, sessions }, body);
    if (signed) {
      await tries.right(taken);
      return signed;
    }
    deps.log.info('sign-in-refused');
    throw new Problem('sign-in-refused', { detail: 'Check both, or phone the duty emergency planner' });
  }),
  answerExchange(signOut, async ({ deps, c }) => {
    const userId = await sessions.end(c.req.raw.headers);
    if (userId) deps.accessChanged(userId);
    const { name, attributes } = (await auth.$context).authCookies.sessionToken;
    deleteCookie(c, name, { path: '/', secure: attributes.secure ?? false, httpOnly: true, sameSite: 'Strict' });
    return null;
  }),
];
