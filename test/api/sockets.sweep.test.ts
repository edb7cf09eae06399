import { eq } from 'drizzle-orm';
import { afterEach, expect, test, vi } from 'vitest';
import { session } from '../../db/schema/users.ts';
import { type RoleName, roleNames, roles } from '../../shared/roles.ts';
import { startTestApp } from '../support/app.ts';
import { some } from '../support/some.ts';

afterEach(() => void vi.useRealTimers());

test('whose session has ended is cut off within a second, though nobody said so', async () => {
  // The server looks again only when its time is moved.
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  const app = await startTestApp();
  const person = await app.signInAs('planner');
  const socket = await person.socket();
  const cut = new Promise<string>((resolve) => socket.once('disconnect', () => resolve('cut off')));
  const { sessions } = app.running;
  const { refresh } = sessions;
  const looks: Promise<unknown>[] = [];
  sessions.refresh = (ids) => {
    const look = refresh(ids);
    looks.push(look);
    return look;
  };
  await app.deps.db.delete(session).where(eq(session.id, person.sessionId));
  for (let passed = 0; passed < 1000; passed += 250) {
    await vi.advanceTimersByTimeAsync(250);
    await Promise.all(looks);
  }
  expect(looks).toHaveLength(1);
  expect(await cut).toBe('cut off');
  await app.stop();
});

test('a wall that is looked at keeps the session it is shown by, and nothing else that is only looked at keeps any', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  const app = await startTestApp();
  const operationId = await app.operation();
  const centreId = await app.centre({ operationId });
  const kept: (readonly string[])[] = [];
  app.running.sessions.keep = (ids) => {
    kept.push(ids);
    return Promise.resolve();
  };
  const looks = async (role: RoleName, wall: boolean): Promise<string> => {
    const { scope } = roles[role];
    const place = { ...(scope !== 'everywhere' && { operationId }), ...(scope === 'centre' && { centreId }) };
    const person = await app.signInAs(role, place);
    const socket = await person.socket();
    const answered = new Promise((resolve) => {
      for (const it of ['changes', 'refused']) socket.once(it, resolve);
    });
    socket.emit('subscribe', { operationId, since: 0, wall });
    await answered;
    return person.sessionId;
  };
  const walls: string[] = [];
  for (const role of some(roleNames)) {
    await looks(role, false);
    const id = await looks(role, true);
    if ((roles[role].sees as Record<string, unknown>)['counts'] === 'full') walls.push(id);
  }
  await vi.advanceTimersByTimeAsync(60_000);
  expect(walls).toHaveLength(1);
  expect(kept).toEqual([walls]);
  await app.stop();
});
