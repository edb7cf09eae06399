import type { Socket } from 'socket.io-client';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Loose, type Person, startTestApp, type TestApp } from '../support/app.ts';
import { OWN_PIN, type PairedTablet, type PairedUser } from '../support/pairedTablet.ts';
import { arrival, type Scene, setScene } from '../support/scene.ts';

let app: TestApp;
let scene: Scene;
let tablet: PairedTablet;
let joan: PairedUser;
let holder: Person;

beforeAll(async () => {
  // Nothing is looked at again by itself: whoever is to be cut off is told at once.
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  app = await startTestApp();
  scene = await setScene(app);
});
beforeEach(async () => {
  tablet = await app.pairTablet({ ...scene, hands: [{ name: 'Joan P.' }] });
  [joan] = tablet.hands as [PairedUser];
  holder = await tablet.unlock(joan);
});
afterAll(async () => {
  await app.stop();
  vi.useRealTimers();
});

const here = () => ({ operationId: scene.operationId, centreId: scene.centreId });
const revoke = (deviceId = tablet.deviceId) =>
  scene.manager.done('devices.revoke', { ...here(), deviceId, reason: 'Left on the coach' });

const cutOff = async (socket: Socket): Promise<void> => {
  if (socket.connected) await new Promise<void>((resolve) => socket.once('disconnect', () => resolve()));
};

/** A quarter of a second of the server's time passes, and what it looks at in it is seen. */
const looksAgain = async (): Promise<void> => {
  const { refresh } = app.running.sessions;
  let look: Promise<unknown> = Promise.resolve();
  app.running.sessions.refresh = (ids) => {
    const found = refresh(ids);
    look = found;
    return found;
  };
  await vi.advanceTimersByTimeAsync(250);
  await look;
  app.running.sessions.refresh = refresh;
};

describe('taking a tablet out of use', () => {
  test('ends its requests and its sockets at once', async () => {
    const socket = await holder.socket();
    await revoke();
    await cutOff(socket);
    expect((await holder.get('/api/me')).status).toBe(401);
    expect((await holder.command('people.checkIn', arrival(app, scene))).status).toBe(401);
    expect((await tablet.locked.get('/api/device')).status).toBe(410);
    expect((await tablet.tryPin(joan.userId, OWN_PIN)).status).toBe(410);
    expect((await tablet.locked.get(`/api/keys/${scene.operationId}`)).status).toBe(404);
    await expect(holder.socket()).rejects.toThrow(/./);
  });

  test('leaves other tablets, and the same volunteer on them, as they are', async () => {
    const other = await app.pairTablet({ ...scene, hands: [{ name: 'Amir K.' }] });
    const elsewhere = await other.unlock();
    const [socket, revoked] = [await elsewhere.socket(), await holder.socket()];
    await revoke();
    await cutOff(revoked);
    expect((await elsewhere.get('/api/me')).status).toBe(200);
    const sent = new Promise((resolve) => socket.once('changes', resolve));
    socket.emit('subscribe', { operationId: scene.operationId, since: 0 });
    await sent;
  });

  test('what waits on it can still be handed in, and is not let in', async () => {
    const args = arrival(app, scene);
    const item = await tablet.seal(joan, 'people.checkIn', args);
    await revoke();
    expect((await tablet.push([item])).body.answers).toEqual([{ id: item.id, as: 'quarantined' }]);
    const { people } = (await scene.manager.mirror(scene.operationId)) as Loose;
    expect(JSON.stringify(people ?? [])).not.toContain(args.personId);
  });

  test('what it had handed in before is answered as it was, though the answer was lost', async () => {
    const item = await tablet.seal(joan, 'people.checkIn', arrival(app, scene));
    await tablet.push([item]);
    await revoke();
    expect((await tablet.push([item])).body.answers).toMatchObject([{ as: 'accepted', replay: true }]);
  });

  test('is for the manager of that centre, once', async () => {
    const reason = 'Lost';
    const args = { ...here(), deviceId: tablet.deviceId, reason };
    expect((await scene.volunteer.command('devices.revoke', args)).status).toBe(404);
    const there = { ...args, centreId: scene.otherCentreId };
    expect((await scene.planner.command('devices.revoke', there)).status).toBe(404);
    await revoke();
    expect((await scene.manager.command('devices.revoke', args)).status).toBe(409);
    const { items } = (
      await scene.manager.get(`/api/operations/${scene.operationId}/centres/${scene.centreId}/devices`)
    ).body;
    expect(items.find((it: Loose) => it.id === tablet.deviceId).state).toBe('revoked');
  });
});

test('a tablet’s name is changed from the version that was seen', async () => {
  const args = { ...here(), deviceId: tablet.deviceId, label: 'Desk 1', baseVersion: 1 };
  await scene.manager.done('devices.rename', args);
  expect((await holder.get('/api/me')).body.device.label).toBe('Desk 1');
  expect((await scene.manager.command('devices.rename', args)).body.type).toBe('/problems/stale-version');
});

test('a tablet dies with its centre: nobody can unlock it, and whoever had it is cut off', async () => {
  const centreId = await app.centre({ operationId: scene.operationId, sheetLetter: 'Q' });
  const there = await app.pairTablet({ operationId: scene.operationId, centreId, hands: [{ name: 'Lena' }] });
  const lena = there.hands[0] as PairedUser;
  const person = await there.unlock(lena);
  const socket = await person.socket();
  const change = { operationId: scene.operationId, centreId, overrideReason: 'Everyone has gone home' };
  await scene.planner.done('centres.setState', { ...change, baseVersion: 1, to: 'standing_down' });
  await scene.planner.done('centres.setState', { ...change, baseVersion: 2, to: 'closed' });
  expect((await person.get('/api/me')).status).toBe(401);
  // Nobody says so: it is seen at the next look.
  const cut = cutOff(socket);
  for (let passed = 0; passed < 1000; passed += 250) await looksAgain();
  await cut;
  expect((await there.tryPin(lena.userId, OWN_PIN)).body.type).toBe('/problems/device-ended');
  expect((await there.locked.get('/api/device')).body.state).toBe('closed');
});
