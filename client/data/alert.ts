import type { PushAnswer } from '../../shared/push.ts';
import type { Pending } from './pending.ts';
import { type About as Guest, isUrgent, raisedBy } from './raising.ts';

export type About = 'child' | 'unsure' | 'urgent';

/** Somebody must hear of a command at once. Kept readable beside the sealed entry, so it holds no more than this. */
export interface Alert {
  /** The command's. */
  id: string;
  about: About;
  /** Of the need that Haven will raise from it. */
  needId: string;
  operationId: string | null;
  /** When it was made, by Haven's time. */
  at: string;
  /** `refused`: Haven has it, but put it on no list of needs. `held`: it waits there for another tablet. */
  state: 'waiting' | 'refused' | 'held';
  /** Somebody ticked that they have told the lead in person. */
  told: boolean;
}

/** Kept with what the device knows of itself, so they outlive its being set up again. */
const PREFIX = 'alert ';
export const alertKey = (id: string): string => PREFIX + id;
export const isAlertKey = (key: string): boolean => key.startsWith(PREFIX);
export const everyAlert = (): IDBKeyRange => IDBKeyRange.bound(PREFIX, `${PREFIX}\uffff`);

/** The alert a command calls for, if any. */
export const alertOf = (
  made: Pick<Pending, 'id' | 'name' | 'args' | 'operationId' | 'occurredAt'>,
  guest?: Guest,
): Alert | null => {
  const urgent = raisedBy(made, guest).filter(isUrgent);
  const child = urgent.find((it) => it.kind === 'lone_child');
  const need = child ?? urgent[0];
  if (!need) return null;
  const about = child ? ((made.args['ageBand'] ?? guest?.ageBand) === 'unsure' ? 'unsure' : 'child') : 'urgent';
  const { id, operationId, occurredAt: at } = made;
  return { id, about, needId: need.id, operationId, at, state: 'waiting', told: false };
};

/** What becomes of it with Haven's answer. `listed`: it is on the lead's list. */
export const alertAfter = (it: PushAnswer): 'listed' | 'refused' | 'held' => {
  if (it.as !== 'accepted') return 'refused';
  return (it.result as { held?: unknown } | null)?.held === true ? 'held' : 'listed';
};
