import type { Context } from 'hono';
import { z } from 'zod';
import { Problem } from '../../../shared/problems.ts';
import { pushItems, readSealingKey } from '../../../shared/routes/tablets.ts';
import { CLOCK_HEADER, PUSH_ITEMS, pushBody, REGISTERS_KEY } from '../../../shared/push.ts';
import type { Auth } from '../../access/auth.ts';
import type { Sessions } from '../../engine/actor.ts';
import type { Deps } from '../../engine/deps.ts';
import { knownDevice } from '../../access/knownDevice.ts';
import { tabletOf } from '../../access/tablet.ts';
import { sha256 } from '../../engine/canonical.ts';
import { readJson } from '../../http/bodies.ts';
import { keepable } from '../../engine/keepable.ts';
import { parse } from '../../engine/parse.ts';
import { answer, answerExchange } from '../../http/answer.ts';
import type { Env } from '../../http/types.ts';
import { audienceOf } from '../../engine/project.ts';
import { clockIsSet, isClockRight } from './clocks.ts';
import { makeDrain } from './drain.ts';
import type { Sender } from './sender.ts';
import { sealingKeyOf } from './streamKeys.ts';
import { anyItem } from './take.ts';

/** Items are looked at one by one: one that is not well made, in text or form, must not hold up the others. */
const looseBody = pushBody.extend({ items: z.array(anyItem).max(PUSH_ITEMS) });

/** @throws Problem `not-signed-in` where they are neither a tablet nor an account */
const senderOf = async (deps: Deps, auth: Auth, sessions: Sessions, c: Context<Env>): Promise<Sender> => {
  const { headers } = c.req.raw;
  const [tablet, whoever] = await Promise.all([
    tabletOf(deps, auth, headers),
    sessions.actorOf(headers, { use: false }),
  ]);
  // A tablet session counts at its own tablet only.
  const actor = whoever?.deviceId == null || whoever.deviceId === tablet?.id ? whoever : null;
  if (!tablet && !actor) throw new Problem('not-signed-in');
  const own = actor?.deviceId === null ? await knownDevice(deps, auth, headers, actor.email) : null;
  const computer = own && sha256(`clock ${own}`).toString('hex');
  return { tablet, actor, computer, clockIsRight: isClockRight(c.req.header(CLOCK_HEADER)) };
};

const maySeal = ({ tablet, actor }: Sender, id: string): boolean => {
  if (id === REGISTERS_KEY) return actor !== null || tablet?.revoked === false;
  if (tablet && !tablet.revoked && tablet.operationId === id) return true;
  return actor !== null && audienceOf(actor.grants, id, false) !== null;
};

/** What devices seal to. A tablet needs nobody's PIN for it. */
export const sealingKeys = (auth: Auth, sessions: Sessions) =>
  answer(readSealingKey, async ({ deps, params: { id }, authorise, c }) => {
    authorise(maySeal(await senderOf(deps, auth, sessions, c), id));
    return sealingKeyOf(deps, id);
  });

/** What devices hand in. */
export const handingIn = (deps: Deps, auth: Auth, sessions: Sessions, patience: number) => {
  const drain = makeDrain(deps);
  return answerExchange(
    pushItems,
    async ({ authorise, c }) => {
      const sender = await senderOf(deps, auth, sessions, c);
      authorise(true);
      const { items, waiting, attended = [] } = parse(looseBody, keepable(await readJson(c.req.raw)));
      // The wait for an answer began with the last of the body; a fifth is left for it to go out in.
      const ends = Date.now() + patience * 0.8;
      const drained = await drain({ items, sender, attended: new Set(attended), ends });
      if (sender.clockIsRight) await clockIsSet(deps, sender);
      const left = waiting + items.length - drained.answers.length;
      if (sender.tablet) await deps.sql`update device set waiting = ${left} where id = ${sender.tablet.id}`;
      return drained;
    },
    { ownBody: true },
  );
};
