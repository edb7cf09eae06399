import type { Effects } from './effects.ts';
import { heldEffects } from './optimisticHeld.ts';
import { needEffects } from './optimisticNeeds.ts';
import { peopleEffects } from './optimisticPeople.ts';
import { rollCallEffects } from './optimisticRollCall.ts';
import type { Pending } from './pending.ts';

type ByName = Partial<Record<string, (args: never, rows: never, made: Pending) => void>>;

const effects: Effects = { ...peopleEffects, ...needEffects, ...heldEffects, ...rollCallEffects };
/** For any kind and any command: most have no effect here. */
const byKind: Partial<Record<string, ByName>> = effects;

/** Server rows with the commands still on their way played over them, oldest first. */
export const replay = <T extends { id: string }>(
  kind: string,
  rows: ReadonlyMap<string, T>,
  commands: readonly Pending[],
): ReadonlyMap<string, T> => {
  const own = commands.filter((it) => it.state !== 'refused' && byKind[kind]?.[it.name]);
  if (own.length === 0) return rows;
  const played = new Map<string, { id: string }>(rows);
  for (const it of own) byKind[kind]?.[it.name]?.(it.args as never, played as never, it);
  return played as unknown as ReadonlyMap<string, T>;
};
