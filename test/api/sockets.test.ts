import { eq } from 'drizzle-orm';
import { io, type Socket } from 'socket.io-client';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { accessGrant, session } from '../../db/schema/users.ts';
import type { Changes } from '../../shared/sync.ts';
import { type Person, startTestApp, type TestApp } from '../support/app.ts';

let app: TestApp;
let admin: Person;
let operationId: string;
let centreId: string;
let opened: Socket[] = [];

beforeAll(async () => {
  app = await startTestApp();
  admin = await app.signInAs('administrator');
  operationId = await app.operation();
  centreId = await app.centre({ operationId });
});
afterEach(() => {
  for (const socket of opened) socket.disconnect();
  opened = [];
});
afterAll(() => app.stop());

const heard = (extraHeaders: Record<string, string>): Promise<'connected' | 'refused'> =>
  new Promise((resolve) => {
    const socket = io(app.url, { extraHeaders, transports: ['websocket'], forceNew: true, reconnection: false });
    opened.push(socket);
    socket.once('connect', () => resolve('connected'));
    socket.once('connect_error', () => resolve('refused'));
  });

/** Looks until it is so. */
const until = async (what: string, isSo: () => boolean): Promise<void> => {
  await expect.poll(isSo, { message: what, interval: 10 }).toBe(true);
};

const watch = async (person: Person, wall = false) => {
  const socket = await person.socket();
  opened.push(socket);
  const got: Changes[] = [];
  const said: string[] = [];
  socket.on('changes', (it: Changes) => void got.push(it));
  for (const event of ['access', 'signedOut', 'refused']) socket.on(event, () => void said.push(event));
  socket.on('disconnect', () => void said.push('disconnect'));
  socket.emit('subscribe', { operationId, since: 0, wall });
  await until('the snapshot', () => got.length > 0 || said.length > 0);
  return { socket, got, said };
};
type Watched = Awaited<ReturnType<typeof watch>>;

/** Whatever was sent has come: an answer over the same line comes after it. Nothing comes over one that is cut. */
const allHasCome = async ({ socket, said }: Watched): Promise<void> => {
  if (!socket.connected) return;
  const before = said.length;
  socket.emit('subscribe', {});
  await until('an answer', () => said.length > before || !socket.connected);
};

const someoneArrives = (by: Person) =>
  by.done('people.checkIn', {
    operationId,
    centreId,
    personId: app.newId(),
    ageBand: 'adult',
    language: 'ro',
    needs: [],
  });
const manager = (endsAt?: Date) => app.signInAs('manager', { operationId, centreId, ...(endsAt ? { endsAt } : {}) });

describe('opening a socket', () => {
  test('is refused from another site, from a page without one, and without an origin', async () => {
    const { cookie } = await manager();
    for (const origin of ['https://evil.example', 'null', `${app.url}.evil.example`]) {
      expect(await heard({ cookie, origin })).toBe('refused');
    }
    expect(await heard({ cookie })).toBe('refused');
    expect(await heard({ cookie, origin: app.url })).toBe('connected');
  });

  test('is refused without a session, and with a forged one', async () => {
    expect(await heard({ origin: app.url })).toBe('refused');
    const { cookie } = await manager();
    expect(await heard({ origin: app.url, cookie: `${cookie}x` })).toBe('refused');
  });

  test('is answered under the policy of every answer, and kept by nobody on the way', async () => {
    const { cookie } = await manager();
    const origin = app.url;
    for (const who of [new Headers({ cookie, origin }), new Headers({ origin })]) {
      const { headers } = await fetch(`${app.url}/socket.io/?EIO=4&transport=polling`, { headers: who });
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    }
  });

  test('does not count as using the session', async () => {
    const person = await manager();
    const before = new Date(Date.now() - 14 * 60_000);
    await app.deps.db.update(session).set({ updatedAt: before }).where(eq(session.id, person.sessionId));
    await watch(person);
    const [kept] = await app.deps.db.select().from(session).where(eq(session.id, person.sessionId));
    expect(kept?.updatedAt).toEqual(before);
  });
});

/** Does it to someone who watches; answers how many changes reached them once they had been told. */
const heardAfter = async (stop: (person: Person) => Promise<unknown>, told: string): Promise<number> => {
  const working = await manager();
  const person = await manager();
  const [watching, witness] = [await watch(person), await watch(working)];
  const { got, said } = watching;
  await someoneArrives(working);
  await until('a change', () => got.length > 1);
  await stop(person);
  await until(told, () => said.includes(told));
  const before = got.filter((it) => it.changes.length > 0).length;
  for (let count = 0; count < 3; count += 1) await someoneArrives(working);
  const { cursor } = await working.mirror(operationId);
  await until('what the others are sent', () => (witness.got.at(-1)?.to ?? 0) >= cursor);
  await allHasCome(watching);
  return got.filter((it) => it.changes.length > 0).length - before;
};

const disable = ({ userId }: Person) => admin.done('users.disable', { userId });
const signOut = (person: Person) => person.post('/api/sign-out', {});
const forget = ({ sessionId }: Person) => app.deps.db.delete(session).where(eq(session.id, sessionId));
const takeBack = async ({ userId }: Person) => {
  const [grant] = await app.deps.db.select().from(accessGrant).where(eq(accessGrant.userId, userId));
  await admin.done('users.revokeGrant', { grantId: grant?.id });
};

describe('someone who may no longer watch', () => {
  test('is sent nothing once disabled', async () => {
    expect(await heardAfter(disable, 'disconnect')).toBe(0);
  });

  test('is sent nothing once signed out elsewhere', async () => {
    expect(await heardAfter(signOut, 'disconnect')).toBe(0);
  });

  test('is sent nothing once the session is gone, though nobody said so', async () => {
    expect(await heardAfter(forget, 'disconnect')).toBe(0);
  });

  test('is sent nothing once the role is taken back', async () => {
    expect(await heardAfter(takeBack, 'refused')).toBe(0);
  });
});

describe('a change of what someone may see', () => {
  test('moves them to another view and starts it with a fresh snapshot', async () => {
    const person = await app.signInAs('volunteer', { operationId, centreId });
    const { got, said } = await watch(person);
    await someoneArrives(await manager());
    await until('a change', () => got.length > 1);
    const before = got.at(-1);
    await admin.done('users.grant', { userId: person.userId, grantId: app.newId(), role: 'silver', operationId });
    // What others of the new view are sent meanwhile can come first: it is not taken before the snapshot.
    const ofNewView = () => got.find((it) => it.view !== before?.view && it.snapshot === true);
    await until('a snapshot of the new view', () => ofNewView() !== undefined);
    const fresh = ofNewView();
    expect(said).toContain('access');
    expect(fresh).toMatchObject({ from: 0 });
    expect(fresh?.changes.some((it) => it.kind === 'operation')).toBe(true);
  });

  test('is noticed when a role comes to its end', async () => {
    const person = await manager(new Date(app.clock.now().getTime() + 60_000));
    const watching = await watch(person);
    const { got, said } = watching;
    app.clock.advance?.(2);
    await until('the end of the role', () => said.includes('refused'));
    const count = got.length;
    const working = await manager();
    const witness = await watch(working);
    await someoneArrives(working);
    await until('what the others are sent', () => witness.got.length > 1);
    await allHasCome(watching);
    expect(got).toHaveLength(count);
  });

  test('reaches a hundred sockets of as many people alike', async () => {
    const people = await Promise.all(Array.from({ length: 100 }, () => manager()));
    const watching = await Promise.all(people.map((it) => watch(it)));
    await app.deps.db.update(accessGrant).set({ revokedAt: new Date() }).where(eq(accessGrant.centreId, centreId));
    const refused = () => watching.filter((it) => it.said.includes('refused')).length;
    await until('all refused', () => refused() === people.length);
    expect(refused()).toBe(100);
  });
});
