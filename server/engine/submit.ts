import { instant } from '../../shared/primitives.ts';
import { Problem } from '../../shared/problems.ts';
import type { Actor } from './actor.ts';
import type { Deps } from './deps.ts';
import { parse } from './parse.ts';
import type { AnyCommand } from './define.ts';
import { execute } from './execute.ts';
import { keepable } from './keepable.ts';
import { hashOf, type Outcome, refuse, type Request } from './receipts.ts';
import { knownCommand } from './known.ts';

/** A command as it was sent: only its id has been checked. */
export interface Submission {
  id: string;
  name: string;
  args: unknown;
  occurredAt: string;
}

/** @throws Problem `not-found` where there is no such command */
export const commandNamed = (name: string): AnyCommand => {
  const command = knownCommand(name);
  if (!command) throw new Problem('not-found');
  return command;
};

/** @throws Problem `not-found` for an unknown command, `invalid-fields` */
export const understand = ({ id, name, args, occurredAt }: Submission): { command: AnyCommand; request: Request } => {
  const command = commandNamed(name);
  const at = new Date(parse(instant, occurredAt, '/occurredAt'));
  return {
    command,
    request: { id, args: parse(command.contract.args, args, '/args') as Request['args'], occurredAt: at, sent: args },
  };
};

/** Keeps as it was sent what cannot even be tried. */
const keepUnread = (submission: Submission, actor: Actor, problem: Problem, deps: Deps): Promise<Outcome> => {
  const { success, data } = instant.safeParse(submission.occurredAt);
  const occurredAt = success ? new Date(data) : deps.clock.now();
  const args = keepable(submission.args) as Request['args'];
  const hash = hashOf(submission.name, submission.args, new Date(success ? data : 0));
  return refuse(
    keepable(submission.name) as string,
    actor,
    { id: submission.id, args, occurredAt },
    { kept: hash },
    problem,
    deps,
  );
};

/** Runs what was sent. What is no valid command is refused, and kept like any other refusal. */
export const submit = async (submission: Submission, actor: Actor, deps: Deps): Promise<Outcome> => {
  let understood: ReturnType<typeof understand>;
  try {
    understood = understand(submission);
  } catch (error) {
    if (error instanceof Problem) return keepUnread(submission, actor, error, deps);
    throw error;
  }
  return execute(understood.command, actor, understood.request, deps);
};
