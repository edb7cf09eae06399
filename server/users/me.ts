import { eq } from 'drizzle-orm';
import { device } from '../../db/schema/tablets.ts';
import { readMe } from '../../shared/routes/users.ts';
import { toBase64url } from '../../shared/sealing.ts';
import { derive } from '../engine/derive.ts';
import type { Deps } from '../engine/deps.ts';
import { answer } from '../http/answer.ts';

const tabletOf = async ({ db }: Pick<Deps, 'db'>, deviceId: string | null) => {
  if (deviceId === null) return null;
  const [found] = await db
    .select({ deviceId: device.id, label: device.label, letter: device.letter })
    .from(device)
    .where(eq(device.id, deviceId));
  return found ?? null;
};

/** Who is signed in, what they may do, what opens their half-typed words, and the clock to show. */
export const whoIsThis = answer(readMe, async ({ deps, actor }) => {
  const { userId, name, email, grants, deviceId } = actor;
  return {
    userId,
    name,
    email: deviceId === null ? email : null,
    grants: [...grants],
    device: await tabletOf(deps, deviceId),
    exercise: deps.exercise,
    typed: deviceId === null ? toBase64url(derive(deps.keys.audit, 'typed', userId)) : null,
    clock: { now: deps.clock.now().toISOString(), rate: deps.clock.rate },
  };
});
