import type { AnswerOf } from '../../shared/contract.ts';
import { Problem } from '../../shared/problems.ts';
import {
  leaveWall,
  listWalls as list,
  makeWallCode as code,
  openWall as opening,
  pullWall,
  readWall,
} from '../../shared/routes/walls.ts';
import type { Auth } from '../access/auth.ts';
import { digestIn, giveCookie } from '../access/cookies.ts';
import { type Wall, wallGrants, wallIn } from '../access/walls.ts';
import type { Deps } from '../engine/deps.ts';
import { audienceOf } from '../engine/project.ts';
import { answer, type Answering, answerExchange } from '../http/answer.ts';
import { sendPull } from '../http/pullRoutes.ts';
import { listOperations } from '../operations/queries.ts';
import { listWalls } from './list.ts';
import { endAtScreen, makeWallCode, openWall } from './screens.ts';

type Told = AnswerOf<typeof readWall>;

const toldOf = async (deps: Deps, found: Wall): Promise<Told> => {
  if (found.ended) return { state: 'ended', at: found.ended.at.toISOString(), by: found.ended.by };
  const [operation] = await listOperations(deps.db, wallGrants(found));
  return {
    state: 'on',
    // It has been through the view that a wall has of it.
    operation: operation as Extract<Told, { state: 'on' }>['operation'],
    exercise: deps.exercise,
    clock: { now: deps.clock.now().toISOString(), rate: deps.clock.rate },
  };
};

export const wallList = answer(list, async ({ deps, params }) => ({ items: await listWalls(deps, params.id) }));

export const wallNow = (auth: Auth) =>
  answer(readWall, async ({ deps, authorise, c }) => {
    const found = await wallIn(deps, auth, c.req.raw.headers);
    if (!found) throw new Problem('not-signed-in');
    authorise(true);
    return toldOf(deps, found);
  });

export const wallPull = (auth: Auth) =>
  answer(pullWall, async ({ deps, params, authorise, c }) => {
    const found = await wallIn(deps, auth, c.req.raw.headers);
    const { operationId } = found ?? {};
    const audience = found && !found.ended && audienceOf(wallGrants(found), found.operationId, true);
    if (!operationId || !audience) throw new Problem('not-signed-in');
    authorise(true);
    return sendPull(c, deps, { ...params, id: operationId }, audience);
  });

export const wallScreens = (auth: Auth): Answering[] => [
  answerExchange(code, ({ deps, params, actor }) =>
    makeWallCode(deps, { operationId: params.id, wallId: params.wallId }, actor.userId),
  ),
  answerExchange(opening, async ({ deps, body, c }) => {
    const before = await digestIn(auth, c.req.raw.headers, 'wall');
    const token = await openWall(deps, body.code);
    // What this screen showed before, it shows no more.
    const left = before && (await endAtScreen(deps, before));
    await giveCookie(c, auth, 'wall', token);
    if (left) deps.accessChanged(left.startedBy);
    return null;
  }),
  answerExchange(leaveWall, async ({ deps, c }) => {
    const token = await digestIn(auth, c.req.raw.headers, 'wall');
    const left = token && (await endAtScreen(deps, token));
    // Its cookie stays: by it the screen is told, however late it asks, that it was ended here.
    if (left) deps.accessChanged(left.startedBy);
    return null;
  }),
];
