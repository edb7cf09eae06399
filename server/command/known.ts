import type { AnyCommand } from './define.ts';

let all: ReadonlyMap<string, AnyCommand> = new Map();

/** Told by the registry once it is whole, so that a command can run another one without a circle of imports. */
export const nowKnown = (registry: ReadonlyMap<string, AnyCommand>): void => void (all = registry);

export const knownCommand = (name: string): AnyCommand | undefined => all.get(name);
