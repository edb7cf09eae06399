import { randomInt } from 'node:crypto';
import { z } from 'zod';
import { tabletPin } from '../../db/schema/tablets.ts';
import { contract } from '../../shared/contract.ts';
import { type firstPin, isWeakPin } from '../../shared/tablets.ts';
import { uuid } from '../../shared/primitives.ts';
import { Problem } from '../../shared/problems.ts';
import type { Actor } from '../engine/actor.ts';
import { command } from '../engine/define.ts';
import { execute } from '../engine/execute.ts';
import type { Deps } from '../engine/deps.ts';
import { problemFrom } from '../http/problem.ts';
import { endTabletSessionsWhere, tabletSessionsOf } from './endTabletSessions.ts';
import { liveCentre } from './guards.ts';
import { type Place, tabletUserAt } from '../access/tabletUsers.ts';
import { inRealMinutes } from '../access/codes.ts';
import { hashPin } from './pinHash.ts';

const FIRST_PIN_HOURS = 12;

const newPin = (): string => {
  for (;;) {
    const made = String(randomInt(1_000_000)).padStart(6, '0');
    if (!isWeakPin(made)) return made;
  }
};

const pinContract = contract({
  name: 'hands.pin',
  title: 'Give a volunteer a first PIN',
  args: z.strictObject({ operationId: uuid, centreId: uuid, userId: z.string() }),
  result: z.strictObject({ userId: z.string() }),
  example: {
    operationId: '0193e0a0-0000-7000-8000-000000000001',
    centreId: '0193e0a0-0000-7000-8000-000000000002',
    userId: '0193e0a0-0000-7000-8000-000000000031',
  },
});

/** Not in the registry, and the hash not among the arguments, which are kept where it is refused. */
const keepFirstPin = (deps: Deps, hash: string, expiresAt: Date) =>
  command<typeof pinContract>({
    contract: pinContract,
    stream: (args) => args.operationId,
    where: 'args',
    handle: async (context) => {
      const { tx, args, actor, now } = context;
      const { centreId, userId } = args;
      await liveCentre(tx, args);
      if (!(await tabletUserAt(deps, args, userId))) throw new Problem('not-found');
      const row = { centreId, userId, hash, expiresAt, tries: 0, setBy: actor.userId, setAt: now };
      await tx
        .insert(tabletPin)
        .values(row)
        .onConflictDoUpdate({ target: [tabletPin.centreId, tabletPin.userId], set: row });
      await endTabletSessionsWhere(context, tabletSessionsOf(context, centreId, userId));
      return { userId };
    },
  });

/** A PIN to tell a volunteer once; it must be changed when it is first used. @throws Problem `not-found`, `not-in-this-state` */
export const giveFirstPin = async (
  deps: Deps,
  actor: Actor,
  place: Place,
  userId: string,
): Promise<z.infer<typeof firstPin>> => {
  const pin = newPin();
  const expiresAt = inRealMinutes(deps.clock, FIRST_PIN_HOURS * 60);
  const { operationId, centreId } = place;
  const request = { id: deps.newId(), args: { operationId, centreId, userId }, occurredAt: deps.clock.now() };
  const outcome = await execute(keepFirstPin(deps, await hashPin(deps, pin), expiresAt), actor, request, deps);
  if (!outcome.ok) throw problemFrom(outcome.problem);
  return { pin, expiresAt: expiresAt.toISOString() };
};
