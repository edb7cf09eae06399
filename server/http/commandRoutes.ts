import { sayCommand } from '../../shared/routes/commands.ts';
import { execute } from '../engine/execute.ts';
import { commandNamed, understand } from '../engine/submit.ts';
import { parse } from '../engine/parse.ts';
import { answerExchange } from './answer.ts';
import { readJson } from './bodies.ts';
import { sendProblem } from './problem.ts';

/** Any command, by its name: whoever may not say it is told by the command itself. */
export const commandByName = answerExchange(
  sayCommand,
  async ({ deps, actor, params: { name }, authorise, c }) => {
    authorise(commandNamed(name) !== undefined);
    const sent = parse(sayCommand.body, await readJson(c.req.raw));
    const { command, request } = understand({ ...sent, name });
    const outcome = await execute(command, actor, request, deps);
    if (outcome.replay) c.header('Idempotent-Replay', 'true');
    if (!outcome.ok) return sendProblem(c, outcome.problem);
    return { seq: outcome.seq, result: outcome.result };
  },
  { ownBody: true },
);
