import { Problem } from '../../shared/problems.ts';
import {
  answerPairing,
  giveFirstPin as firstPin,
  listDevices as devices,
  makePairing as pairing,
  readPairing as state,
} from '../../shared/routes/tablets.ts';
import { uuid } from '../../shared/primitives.ts';
import type { Actor } from '../engine/actor.ts';
import type { Deps } from '../engine/deps.ts';
import { execute } from '../engine/execute.ts';
import type { Place } from '../engine/place.ts';
import { type Answering, answer, answerExchange } from '../http/answer.ts';
import { problemFrom } from '../http/problem.ts';
import { giveFirstPin } from './firstPin.ts';
import { liveCentre } from './guards.ts';
import { pairDevice } from './pair.ts';
import { makePairing, readPairing, refusePairing } from './pairing.ts';
import { listDevices } from './queries.ts';

const pair = async (deps: Deps, actor: Actor, place: Place, pairingId: string): Promise<void> => {
  const { operationId, centreId } = place;
  const args = { operationId, centreId, pairingId, deviceId: deps.newId() };
  const outcome = await execute(pairDevice, actor, { id: deps.newId(), args, occurredAt: deps.clock.now() }, deps);
  if (!outcome.ok) throw problemFrom(outcome.problem);
};

export const deviceList = answer(devices, ({ deps, params }) => listDevices(deps, params));

export const pairingNow = answer(state, ({ deps, params }) => readPairing(deps, params.id, params.centreId));

/** What a centre's manager does with its tablets that must not be kept in a receipt. */
export const settingUp: Answering[] = [
  answerExchange(firstPin, ({ deps, actor, params }) => {
    if (!uuid.safeParse(params.userId).success) throw new Problem('not-found');
    return giveFirstPin(deps, actor, params, params.userId);
  }),
  answerExchange(pairing, async ({ deps, actor, params }) => {
    await liveCentre(deps.db, params);
    return makePairing(deps, params, actor.userId);
  }),
  answerExchange(answerPairing, async ({ deps, actor, params, body: { match } }) => {
    if (match) await pair(deps, actor, params, params.id);
    else await refusePairing(deps, params.id, params.centreId);
    return null;
  }),
];
