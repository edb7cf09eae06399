import type { Effects, Maps } from './effects.ts';
import { needEffects } from './optimisticNeeds.ts';
import { peopleEffects } from './optimisticPeople.ts';
import { rollCallEffects } from './optimisticRollCall.ts';
import type { Pending } from './pending.ts';

const effects: Effects = { ...peopleEffects, ...needEffects, ...rollCallEffects };

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
