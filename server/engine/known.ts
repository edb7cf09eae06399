import type { AnyCommand } from './define.ts';

let all: ReadonlyMap<string, AnyCommand> = new Map();

/** Told by the registry once it is whole, so that a command can run another one without a circle of imports. */
export const nowKnown = (registry: ReadonlyMap<string, AnyCommand>): void => void (all = registry);

/** What it does, in one sentence; `null` where there is no such command. */
export const commandTitle = (name: string | null): string | null =>
  all.get(name ?? '')?.contract.title.split('.')[0] ?? null;

export const knownCommand = (name: string): AnyCommand | undefined => all.get(name);
