import { Hono } from 'hono';
import { envelope } from '../../shared/contract.ts';
import type { Deps } from '../engine/deps.ts';
import { readJson } from './guards.ts';
import { sendProblem } from './problem.ts';
import { parse } from '../engine/parse.ts';
import type { Env } from './types.ts';
import { execute } from '../engine/execute.ts';
import { commandNamed, understand } from '../engine/submit.ts';

export const commandRoutes = (deps: Deps) =>
  new Hono<Env>().post('/:name', async (c) => {
    const name = c.req.param('name');
    commandNamed(name);
    const sent = parse(envelope, await readJson(c.req.raw));
    const { command, request } = understand({ ...sent, name });
    const outcome = await execute(command, c.get('actor'), request, deps);
    if (outcome.replay) c.header('Idempotent-Replay', 'true');
    if (!outcome.ok) return sendProblem(c, outcome.problem);
    return c.json({ seq: outcome.seq, result: outcome.result });
  });
