import { createHash, randomBytes } from 'node:crypto';
import { firstAdministratorLink } from '../../server/users/invitations.ts';
import type { UserItem } from '../../shared/users.ts';
import type { Answer, Loose, Person, TestApp } from './app.ts';

export const PASSWORD = 'three words and a river';
let sequence = 0;

export const newLink = () => {
  const token = randomBytes(32).toString('base64url');
  return { token, tokenHash: createHash('sha256').update(token).digest('hex') };
};
export const cookieOf = (headers: Headers): string => headers.getSetCookie()[0]?.split(';')[0] ?? '';
export const problemOf = (body: { type?: string }): string | undefined => body.type?.replace('/problems/', '');
export const listed = async (by: Person, userId: string): Promise<UserItem | undefined> =>
  ((await by.get('/api/users')).body.items as UserItem[]).find((it) => it.id === userId);

export const joinAt = (app: TestApp, token: string, more: object = {}): Promise<Answer<Loose>> =>
  app.nobody.post('/api/join', { token, password: PASSWORD, ...more });

/** The first administrator, by the link that is printed for them. */
export const firstAdministrator = async (app: TestApp): Promise<Person> => {
  const link = await firstAdministratorLink(app.deps, app.url);
  const answer = await joinAt(app, link?.split('#')[1] ?? '', { name: 'Ada Marsh', email: 'Ada@haven.example' });
  const cookie = cookieOf(answer.headers);
  const { body } = await app.holding(cookie).get('/api/me');
  return { ...app.holding(cookie), userId: body.userId, name: body.name };
};

interface Wanted {
  role: string;
  operationId?: string;
  centreId?: string;
  endsAt?: string;
}

/** What an administrator does with links, once there is one. */
export const invitations = (now: () => { app: TestApp; admin: Person }) => {
  const join = (token: string, more: object = {}) => joinAt(now().app, token, more);
  const invite = async (grants: Wanted[] = []) => {
    const { app, admin } = now();
    sequence += 1;
    const userId = app.newId();
    const email = `invited${sequence}@haven.example`;
    const link = newLink();
    await admin.done('users.invite', {
      userId,
      name: `Invited ${sequence}`,
      email,
      tokenHash: link.tokenHash,
      grants: grants.map((it) => ({ grantId: app.newId(), ...it })),
    });
    return { userId, email, ...link };
  };
  const invitedWho = async (grants: Wanted[] = []) => {
    const invited = await invite(grants);
    const cookie = cookieOf((await join(invited.token)).headers);
    return { ...invited, ...now().app.holding(cookie), userId: invited.userId };
  };
  return { join, invite, invitedWho };
};
