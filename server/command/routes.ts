import { Hono } from 'hono';
import { envelope } from '../../shared/contract.ts';
import type { Deps } from '../deps.ts';
import { readJson } from '../http/guards.ts';
import { parse, sendProblem } from '../http/problem.ts';
import type { Env } from '../http/types.ts';
import { execute } from './execute.ts';
import { commandNamed, understand } from './submit.ts';

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
