import { Hono } from 'hono';
import type { Deps } from '../deps.ts';
import type { Env } from '../http/types.ts';

/** Who is signed in, what they may do, and the clock to show. */
export const meRoutes = (deps: Deps) =>
  new Hono<Env>().get('/', (c) => {
    const { userId, name, email, grants } = c.get('actor');
    return c.json({
      userId,
      name,
      email,
      grants,
      exercise: deps.exercise,
      clock: { now: deps.clock.now().toISOString(), rate: deps.clock.rate },
    });
  });
