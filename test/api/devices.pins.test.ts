import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { event } from '../../db/schema/engine.ts';
import { device, tabletPin, tabletSession } from '../../db/schema/tablets.ts';
import { user } from '../../db/schema/users.ts';
import { lockIfSpent } from '../../server/tablets/locking.ts';
import { PIN_TRIES } from '../../shared/tablets.ts';
import { type Answer, type Loose, type Person, startTestApp, type TestApp, testClock } from '../support/app.ts';
import { OWN_PIN, type PairedTablet, type PairedUser } from '../support/pairedTablet.ts';
import { arrival, type Scene, setScene } from '../support/scene.ts';

let app: TestApp;
let scene: Scene;
let tablet: PairedTablet;
let joan: PairedUser;
let amir: PairedUser;
const clock = testClock();

beforeAll(async () => {
  app = await startTestApp({ clock });
  scene = await setScene(app);
  tablet = await app.pairTablet({ ...scene, hands: [{ name: 'Joan P.' }, { name: 'Amir K.' }] });
  [joan, amir] = tablet.hands as [PairedUser, PairedUser];
});
beforeEach(async () => {
  await app.deps.db.update(device).set({ pinTries: 0, lockedAt: null });
  await app.deps.db.update(tabletPin).set({ tries: 0 });
});
afterAll(() => app.stop());

const here = () => ({ operationId: scene.operationId, centreId: scene.centreId });
const path = () => `/api/operations/${scene.operationId}/centres/${scene.centreId}`;
const wrong = (of: PairedUser = joan) => tablet.tryPin(of.userId, '190283');
const readDevice = async () => (await app.deps.db.select().from(device).where(eq(device.id, tablet.deviceId)))[0];
const unlockByManager = () => scene.manager.done('devices.unlock', { ...here(), deviceId: tablet.deviceId });
const locks = () => app.deps.db.select().from(event).where(eq(event.kind, 'devices.lock')).orderBy(event.seq);
const firstPin = async (userId: string) => (await scene.manager.post(`${path()}/hands/${userId}/pin`, {})).body;
const locked = { status: 423, body: { type: '/problems/device-locked' } };

describe('unlocking by PIN', () => {
  test('makes the volunteer of that centre, and each record names both volunteer and tablet', async () => {
    const person = await tablet.unlock(joan);
    const me = (await person.get('/api/me')).body;
    expect(me).toMatchObject({ userId: joan.userId, name: 'Joan P.', email: null, device: { label: 'Tablet 1' } });
    expect(me.device.deviceId).toBe(tablet.deviceId);
    expect(me.grants).toEqual([{ role: 'volunteer', ...here(), address: false }]);
    expect((await person.command('people.checkIn', arrival(app, scene))).status).toBe(200);
    const { items } = (await scene.manager.get(`${path()}/devices`)).body;
    expect(items).toMatchObject([{ id: tablet.deviceId, heldBy: 'Joan P.' }]);
  });

  test('handing over ends the session before: the one who had it is signed out', async () => {
    const before = await tablet.unlock(joan);
    const after = await tablet.unlock(amir);
    expect((await before.get('/api/me')).status).toBe(401);
    expect((await after.get('/api/me')).body.name).toBe('Amir K.');
    await after.post('/api/device/lock', {});
    expect((await after.get('/api/me')).status).toBe(401);
  });

  test('opens nothing from another browser, nor from another tablet of the same centre', async () => {
    const turn = (await tablet.unlock(joan)).cookie.split('; ').filter((it) => it.startsWith('haven.turn='));
    expect(turn).toHaveLength(1);
    const other = await app.pairTablet({ ...scene, hands: [{ name: 'Bea S.' }] });
    const carried = [app.holding(turn.join('; ')), app.holding([other.cookie, ...turn].join('; '))];
    for (const who of carried) {
      expect((await who.get('/api/me')).status).toBe(401);
      expect((await who.get(`/api/operations/${scene.operationId}/pull`)).status).toBe(401);
      await expect(who.socket()).rejects.toThrow('websocket error');
    }
    expect((await app.holding([tablet.cookie, ...turn].join('; ')).get('/api/me')).body.name).toBe('Joan P.');
  });

  test('an account that was open in the same browser is closed, and what a manager may do stays behind', async () => {
    const manager = await app.signInAs('manager', here());
    const both = app.holding(`${tablet.cookie}; ${manager.cookie}`);
    expect((await both.post('/api/device/unlock', { userId: joan.userId, pin: OWN_PIN })).status).toBe(200);
    expect((await manager.get('/api/me')).status).toBe(401);
  });

  test('a session ends when nobody has touched the tablet for the time the council has set', async () => {
    const person = await tablet.unlock(joan);
    const untouched = (minutes: number) =>
      app.deps.db
        .update(tabletSession)
        .set({ usedAt: new Date(Date.now() - minutes * 60_000) })
        .where(eq(tabletSession.deviceId, tablet.deviceId));
    await untouched(3);
    expect((await person.get('/api/me')).status).toBe(200);
    await untouched(5);
    expect((await person.get('/api/me')).status).toBe(401);
    await scene.planner.done('settings.change', { key: 'tablets', baseVersion: null, value: { idleMinutes: 10 } });
    expect((await person.get('/api/me')).status).toBe(200);
    expect((await tablet.locked.get('/api/device')).body.idleMinutes).toBe(10);
  });

  test('secrets are the tablet’s and the volunteer’s own, and the same each time', async () => {
    const secretsOf = async (of: PairedUser) => (await tablet.tryPin(of.userId, OWN_PIN)).body.secrets;
    const [first, again, other] = [await secretsOf(joan), await secretsOf(joan), await secretsOf(amir)];
    expect(again).toEqual(first);
    expect(other.roll).toBe(first.roll);
    expect(other.author).not.toBe(first.author);
  });
});

describe('a first PIN', () => {
  test('must be changed when it is first used, and works no more after', async () => {
    const { userId } = await scene.manager.done('hands.add', { ...here(), userId: app.newId(), name: 'Rosa' });
    const { pin } = await firstPin(userId);
    expect(await tablet.tryPin(userId, pin)).toMatchObject({ status: 409, body: { type: '/problems/new-pin-needed' } });
    expect((await tablet.tryPin(userId, pin, pin)).status).toBe(422);
    expect((await tablet.tryPin(userId, pin, '123456')).status).toBe(422);
    expect((await tablet.tryPin(userId, pin, '604817')).status).toBe(200);
    expect((await tablet.tryPin(userId, pin)).status).toBe(401);
    expect((await tablet.tryPin(userId, '604817')).status).toBe(200);
  });

  test('is a right one, also before another is chosen: the wrong ones before it are forgotten', async () => {
    const { userId } = await scene.manager.done('hands.add', { ...here(), userId: app.newId(), name: 'Ines' });
    const { pin } = await firstPin(userId);
    for (let n = 1; n < PIN_TRIES; n += 1) await wrong();
    expect((await tablet.tryPin(userId, pin)).status).toBe(409);
    expect((await tablet.tryPin(userId, pin, '604817')).status).toBe(200);
  });

  test('ends after twelve hours', async () => {
    const { userId } = await scene.manager.done('hands.add', { ...here(), userId: app.newId(), name: 'Late' });
    const { pin } = await firstPin(userId);
    clock.advance(12 * 60);
    expect(await tablet.tryPin(userId, pin, '604817')).toMatchObject({ status: 401 });
  });

  test('given again, ends the old PIN and the session it opened', async () => {
    const person = await tablet.unlock(amir);
    const { pin } = await firstPin(amir.userId);
    expect((await person.get('/api/me')).status).toBe(401);
    expect((await tablet.tryPin(amir.userId, OWN_PIN)).status).toBe(401);
    expect((await tablet.tryPin(amir.userId, pin, OWN_PIN)).status).toBe(200);
  });

  test('is given by the manager of that centre to a volunteer of it', async () => {
    const elsewhere = `/api/operations/${scene.operationId}/centres/${scene.otherCentreId}`;
    expect((await scene.manager.post(`${elsewhere}/hands/${joan.userId}/pin`, {})).status).toBe(404);
    expect((await scene.planner.post(`${elsewhere}/hands/${joan.userId}/pin`, {})).status).toBe(404);
    expect((await scene.volunteer.post(`${path()}/hands/${joan.userId}/pin`, {})).status).toBe(404);
  });
});

describe('wrong PINs', () => {
  test('five in a row lock the tablet, the right one too, until a manager unlocks it', async () => {
    const person = await tablet.unlock(amir);
    const answers: Answer<Loose>[] = [];
    for (let n = 0; n < 5; n += 1) answers.push(await wrong());
    expect(answers.map((it) => it.body.triesLeft)).toEqual([4, 3, 2, 1, undefined]);
    expect(answers[4]).toMatchObject(locked);
    expect(await tablet.tryPin(joan.userId, OWN_PIN)).toMatchObject(locked);
    expect((await person.get('/api/me')).status).toBe(401);
    expect((await tablet.locked.get('/api/device')).body.state).toBe('locked');
    await unlockByManager();
    expect((await tablet.tryPin(joan.userId, OWN_PIN)).status).toBe(200);
  });

  test('twenty at once count as twenty: five are looked at', async () => {
    const all = await Promise.all(Array.from({ length: 20 }, () => wrong()));
    expect(all.filter((it) => it.status === 401).length).toBeLessThanOrEqual(4);
    expect(all.filter((it) => it.status === 423).length).toBeGreaterThanOrEqual(16);
    expect(await readDevice()).toMatchObject({ pinTries: 5, lockedAt: expect.any(Date) });
  });

  test('the lock is written once however many find it due, as the tablet’s own doing', async () => {
    const before = await locks();
    await app.deps.db.update(device).set({ pinTries: 5 }).where(eq(device.id, tablet.deviceId));
    const all = await Promise.all(Array.from({ length: 8 }, () => lockIfSpent(app.deps, tablet.deviceId)));
    expect(all.filter(Boolean)).toHaveLength(1);
    expect((await locks()).slice(before.length)).toMatchObject([
      { actorId: tablet.deviceId, deviceId: tablet.deviceId },
    ]);
  });

  test('the right one forgets those before it', async () => {
    for (let n = 0; n < 4; n += 1) await wrong();
    await tablet.unlock(joan);
    expect((await wrong()).body.triesLeft).toBe(4);
  });

  test('those entered without signal count like any others', async () => {
    await wrong();
    expect((await tablet.locked.post('/api/device/report', { waiting: 3, tries: 3 })).status).toBe(204);
    expect(await readDevice()).toMatchObject({ pinTries: 4, lockedAt: null, waiting: 3 });
    for (const _ of [1, 2]) await tablet.locked.post('/api/device/report', { waiting: 3, tries: 1 });
    expect(await tablet.tryPin(joan.userId, OWN_PIN)).toMatchObject(locked);
    expect(await readDevice()).toMatchObject({ pinTries: PIN_TRIES });
  });

  test.each([
    [PIN_TRIES - 1, 'leave it as it was'],
    [PIN_TRIES, 'lock the tablet'],
    [PIN_TRIES + 20, 'lock the tablet'],
  ])('%i told at once, after hours without signal, %s, and whoever has it open', async (tries, what) => {
    const isLocked = what === 'lock the tablet';
    const person = await tablet.unlock(amir);
    await tablet.locked.post('/api/device/report', { waiting: 0, tries });
    expect((await readDevice())?.lockedAt instanceof Date).toBe(isLocked);
    expect((await person.get('/api/me')).status).toBe(isLocked ? 401 : 200);
    expect((await tablet.locked.get('/api/device')).body.state).toBe(isLocked ? 'locked' : 'open');
  });

  test('a name that is not on the tablet is answered no differently', async () => {
    const unknown = await tablet.tryPin('nobody-we-know', '190283');
    const { triesLeft: _left, ...known } = (await wrong()).body;
    expect(unknown).toMatchObject({ status: 401, body: known });
  });

  test('a colleague cannot try on for ever between PINs of their own', async () => {
    for (let round = 0; round < 5; round += 1) {
      for (let n = 0; n < 4; n += 1) await wrong(amir);
      await tablet.unlock(joan);
    }
    expect((await tablet.tryPin(amir.userId, OWN_PIN)).status).toBe(401);
    const { pin } = await firstPin(amir.userId);
    expect((await tablet.tryPin(amir.userId, pin, OWN_PIN)).status).toBe(200);
  });
});

describe('volunteers without an account', () => {
  let admin: Person;
  beforeAll(async () => {
    admin = await app.signInAs('administrator');
  });

  test('are in the list of users without an address, cannot sign in and are sent no link', async () => {
    const { items } = (await admin.get('/api/users')).body;
    const found = items.find((it: Loose) => it.id === joan.userId);
    expect(found).toMatchObject({ name: 'Joan P.', email: null, state: 'by_pin' });
    expect(JSON.stringify(items)).not.toContain('.invalid');
    const [{ email } = { email: '' }] = await app.deps.db.select().from(user).where(eq(user.id, joan.userId));
    const signIn = await app.nobody.post('/api/sign-in', { email, password: OWN_PIN });
    expect(signIn.status).toBe(401);
    const tokenHash = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08';
    expect((await admin.command('users.reset', { userId: joan.userId, tokenHash })).status).toBe(409);
  });

  test('are listed with whoever has an account and a place at the centre', async () => {
    const { hands } = (await scene.manager.get(`${path()}/devices`)).body;
    expect(hands).toContainEqual({ userId: joan.userId, name: 'Joan P.', pin: 'own', account: false });
    expect(hands).toContainEqual({ userId: scene.volunteer.userId, name: 'Vic Volunteer', pin: 'none', account: true });
    expect(hands.map((it: Loose) => it.userId)).not.toContain(scene.otherVolunteer.userId);
    expect((await scene.manager.command('hands.remove', { ...here(), userId: scene.volunteer.userId })).status).toBe(
      409,
    );
  });

  test('are gone from the tablet at once when they are taken off', async () => {
    const own = await app.pairTablet({ ...scene, hands: [{ name: 'Theo' }] });
    const theo = own.hands[0] as PairedUser;
    const person = await own.unlock(theo);
    await scene.manager.done('hands.remove', { ...here(), userId: theo.userId });
    expect((await person.get('/api/me')).status).toBe(401);
    expect((await own.tryPin(theo.userId, OWN_PIN)).status).toBe(401);
    const names = (await own.locked.get('/api/device')).body.hands.map((it: Loose) => it.name);
    expect(names).not.toContain('Theo');
    // Whatever they are given later, the PIN that others have seen them type opens nothing.
    expect(await app.deps.db.select().from(tabletPin).where(eq(tabletPin.userId, theo.userId))).toEqual([]);
  });
});
