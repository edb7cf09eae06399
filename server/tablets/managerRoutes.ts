import { type Context, Hono } from 'hono';
import { pairingAnswer } from '../../shared/tablets.ts';
import { uuid } from '../../shared/primitives.ts';
import { Problem } from '../../shared/problems.ts';
import { may } from '../../shared/roles.ts';
import { execute } from '../engine/execute.ts';
import type { Deps } from '../engine/deps.ts';
import { readJson } from '../http/guards.ts';
import { problemFrom } from '../http/problem.ts';
import { parse } from '../engine/parse.ts';
import type { Env } from '../http/types.ts';
import { giveFirstPin } from './firstPin.ts';
import { liveCentre } from './guards.ts';
import type { Place } from '../access/hands.ts';
import { pairDevice } from './pair.ts';
import { makePairing, readPairing, refusePairing } from './pairing.ts';
import { listDevices } from './queries.ts';

type C = Context<Env>;

/** The centre asked about. @throws Problem `not-found` also where they may not do it there */
const placeFor = (c: C, right: string): Place => {
  const operationId = uuid.safeParse(c.req.param('operationId')).data;
  const centreId = uuid.safeParse(c.req.param('centreId')).data;
  if (!operationId || !centreId || !may(c.get('actor').grants, right, { operationId, centreId })) {
    throw new Problem('not-found');
  }
  return { operationId, centreId };
};

const idIn = (c: C, name: string): string => {
  const id = uuid.safeParse(c.req.param(name)).data;
  if (!id) throw new Problem('not-found');
  return id;
};

const pair = async (deps: Deps, c: C, place: Place, pairingId: string): Promise<void> => {
  const args = { ...place, pairingId, deviceId: deps.newId() };
  const outcome = await execute(
    pairDevice,
    c.get('actor'),
    { id: deps.newId(), args, occurredAt: deps.clock.now() },
    deps,
  );
  if (!outcome.ok) throw problemFrom(outcome.problem);
};

/** A centre's tablets and who may use them, for its manager; mounted under `/operations`. */
export const deviceManagerRoutes = (deps: Deps) =>
  new Hono<Env>()
    .get('/:operationId/centres/:centreId/devices', async (c) => {
      const place = placeFor(c, 'devices.read');
      return c.json(await listDevices(deps, place));
    })
    .post('/:operationId/centres/:centreId/hands/:userId/pin', async (c) => {
      const place = placeFor(c, 'hands.pin');
      return c.json(await giveFirstPin(deps, c.get('actor'), place, c.req.param('userId')));
    })
    .post('/:operationId/centres/:centreId/pairings', async (c) => {
      const place = placeFor(c, 'devices.pair');
      await liveCentre(deps.db, place);
      return c.json(await makePairing(deps, place, c.get('actor').userId));
    })
    .get('/:operationId/centres/:centreId/pairings/:id', async (c) => {
      const { centreId } = placeFor(c, 'devices.pair');
      return c.json(await readPairing(deps, idIn(c, 'id'), centreId));
    })
    .post('/:operationId/centres/:centreId/pairings/:id/answer', async (c) => {
      const place = placeFor(c, 'devices.pair');
      const id = idIn(c, 'id');
      const { match } = parse(pairingAnswer, await readJson(c.req.raw));
      if (match) await pair(deps, c, place, id);
      else await refusePairing(deps, id, place.centreId);
      return c.body(null, 204);
    });
