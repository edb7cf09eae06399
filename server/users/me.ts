import { Hono } from 'hono';
import { eq } from 'drizzle-orm';
import { device } from '../../db/schema/tablets.ts';
import { toBase64url } from '../../shared/sealing.ts';
import { derive } from '../engine/derive.ts';
import type { Deps } from '../engine/deps.ts';
import type { Env } from '../http/types.ts';

const tabletOf = async ({ db }: Pick<Deps, 'db'>, deviceId: string | null) => {
  if (deviceId === null) return null;
  const [found] = await db
    .select({ deviceId: device.id, label: device.label, letter: device.letter })
    .from(device)
    .where(eq(device.id, deviceId));
  return found ?? null;
};

/** Who is signed in, what they may do, what opens their half-typed words, and the clock to show. */
export const meRoutes = (deps: Deps) =>
  new Hono<Env>().get('/', async (c) => {
    const { userId, name, email, grants, deviceId } = c.get('actor');
    return c.json({
      userId,
      name,
      // At a tablet nobody signs in by an address.
      email: deviceId === null ? email : null,
      grants,
      device: await tabletOf(deps, deviceId),
      exercise: deps.exercise,
      // Opens what this person left half typed in their own browser. A hand's own key does that at a tablet.
      typed: deviceId === null ? toBase64url(derive(deps.keys.audit, 'typed', userId)) : null,
      clock: { now: deps.clock.now().toISOString(), rate: deps.clock.rate },
    });
  });
