import type { AnyCommand } from './define.ts';
import { peopleCommands } from '../people/commands.ts';
import { needCommands } from '../needs/commands.ts';

const all: AnyCommand[] = [...peopleCommands, ...needCommands];

/** Every command there is, by name. */
export const registry: ReadonlyMap<string, AnyCommand> = new Map(all.map((it) => [it.contract.name, it]));
