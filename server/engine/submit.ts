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

/** A command as it was sent, before anything of it is believed but the id. */
export interface Said {
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
export const understand = ({ id, name, args, occurredAt }: Said): { command: AnyCommand; request: Request } => {
  const command = commandNamed(name);
  const at = new Date(parse(instant, occurredAt, '/occurredAt'));
  return {
    command,
    request: { id, args: parse(command.contract.args, args, '/args') as Request['args'], occurredAt: at, sent: args },
  };
};

/** Keeps what cannot even be tried, as it was said. */
const keepAsSaid = (said: Said, actor: Actor, problem: Problem, deps: Deps): Promise<Outcome> => {
  const { success, data } = instant.safeParse(said.occurredAt);
  const occurredAt = success ? new Date(data) : deps.clock.now();
  const args = keepable(said.args) as Request['args'];
  const hash = hashOf(said.name, said.args, new Date(success ? data : 0));
  return refuse(keepable(said.name) as string, actor, { id: said.id, args, occurredAt }, { kept: hash }, problem, deps);
};

/** Runs what was said; what no command understands is refused and kept like any other refusal. */
export const submit = async (said: Said, actor: Actor, deps: Deps): Promise<Outcome> => {
  let understood: ReturnType<typeof understand>;
  try {
    understood = understand(said);
  } catch (error) {
    if (error instanceof Problem) return keepAsSaid(said, actor, error, deps);
    throw error;
  }
  return execute(understood.command, actor, understood.request, deps);
};
