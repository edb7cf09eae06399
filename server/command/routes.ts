import { Hono } from 'hono';
import { envelope } from '../../shared/contract.ts';
import { Problem } from '../../shared/problems.ts';
import type { Deps } from '../deps.ts';
import { readJson } from '../http/guards.ts';
import { parse, sendProblem } from '../http/problem.ts';
import type { Env } from '../http/types.ts';
import { execute } from './execute.ts';
import { registry } from './registry.ts';

export const commandRoutes = (deps: Deps) =>
  new Hono<Env>().post('/:name', async (c) => {
    const command = registry.get(c.req.param('name'));
    if (!command) throw new Problem('not-found');
    const sent = parse(envelope, await readJson(c.req.raw));
    const args = parse(command.contract.args, sent.args, '/args') as Record<string, unknown>;
    const request = { id: sent.id, args, occurredAt: new Date(sent.occurredAt) };
    const outcome = await execute(command, c.get('actor'), request, deps);
    if (outcome.replay) c.header('Idempotent-Replay', 'true');
    if (!outcome.ok) return sendProblem(c, outcome.problem);
    return c.json({ seq: outcome.seq, result: outcome.result });
  });
