import { eq } from 'drizzle-orm';
import { afterEach, expect, test, vi } from 'vitest';
import { session } from '../../db/schema/users.ts';
import { startTestApp } from '../support/app.ts';

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
