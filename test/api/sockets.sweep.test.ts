import { eq } from 'drizzle-orm';
import { afterEach, expect, test, vi } from 'vitest';
import { session } from '../../db/schema/users.ts';
import { startTestApp } from '../support/app.ts';
import { setScene } from '../support/scene.ts';

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

test('a look that was begun before a role was taken away gives nothing back when it is answered after', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  const app = await startTestApp();
  const scene = await setScene(app);
  const socket = await scene.manager.socket();
  const said: string[] = [];
  for (const event of ['changes', 'refused', 'access']) socket.on(event, () => void said.push(event));
  socket.emit('subscribe', { operationId: scene.operationId, since: 0 });
  await expect.poll(() => said, { interval: 10 }).toContain('changes');
  const { sessions } = app.running;
  const { refresh } = sessions;
  const { promise: gate, resolve: letGo } = Promise.withResolvers<void>();
  let found = 0;
  const held = async (ids: Parameters<typeof refresh>[0]) => {
    sessions.refresh = refresh;
    const live = await refresh(ids);
    found += 1;
    await gate;
    return live;
  };
  sessions.refresh = held;
  socket.emit('subscribe', { operationId: scene.operationId, since: 0 });
  await expect.poll(() => found, { interval: 10 }).toBe(1);
  await app.deps.sql`update access_grant set revoked_at = now() where user_id = ${scene.manager.userId}`;
  await vi.advanceTimersByTimeAsync(1000);
  await expect.poll(() => said, { interval: 10 }).toContain('refused');
  said.length = 0;
  letGo();
  // Asked before, and answered by what is so now.
  await expect.poll(() => said, { interval: 10 }).toContain('refused');
  expect(said).toEqual(['refused']);
  await app.stop();
});
