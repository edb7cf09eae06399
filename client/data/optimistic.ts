import { needEffects } from './optimisticNeeds.ts';
import { peopleEffects } from './optimisticPeople.ts';
import type { Pending } from './pending.ts';

export type Maps = Map<string, { id: string }>;

/**
 * What a command will have done to rows of one kind, as far as this device can tell. An effect changes nothing once
 * the server's own row has come, which may be a moment before the command leaves the queue.
 */
export type Effect = (args: never, rows: Maps, made: Pending) => void;

/** By kind of row, then by command. */
export type Effects = Record<string, Record<string, Effect>>;

const effects: Effects = { ...peopleEffects, ...needEffects };

/** Server rows with the commands still on their way played over them, oldest first. */
export const replay = <T extends { id: string }>(
  kind: string,
  rows: ReadonlyMap<string, T>,
  commands: readonly Pending[],
): ReadonlyMap<string, T> => {
  const own = commands.filter((it) => it.state !== 'refused' && effects[kind]?.[it.name]);
  if (own.length === 0) return rows;
  const played: Maps = new Map(rows);
  for (const it of own) effects[kind]?.[it.name]?.(it.args as never, played, it);
  return played as unknown as ReadonlyMap<string, T>;
};
