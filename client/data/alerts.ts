/**
 * Alerts, and how far each has come. They are kept beside the outbox, so that a tablet goes on saying "nobody told yet"
 * after a lock or a reload, or to another person, when it can no longer read what it holds.
 */
import { signal } from '@preact/signals';
import type { NeedState } from '../../shared/needs.ts';
import type { PushAnswer } from '../../shared/push.ts';
import { type Alert, alertAfter, alertKey, everyAlert } from './alert.ts';
import { database } from './database.ts';

/** Those not on a list yet, and those that went on none. */
export const alerts = signal<readonly Alert[]>([]);
/** Commands that Haven has said it has put on a list, since this page was opened. */
const listed = signal<ReadonlySet<string>>(new Set());

/** Ticked off since this page was opened, whatever has become of them. */
const ticked = signal<ReadonlySet<string>>(new Set());

/** Reads them anew: another page of this browser may have changed them. */
export const readAlerts = async (): Promise<void> => {
  alerts.value = (await (await database()).getAll('device', everyAlert())) as Alert[];
};

/** It has just been kept. */
export const addAlert = (it: Alert | null): void => {
  if (it) alerts.value = [...alerts.peek(), it];
};

export const heardAlert = (it: PushAnswer): void => {
  if (alertAfter(it) === 'listed') listed.value = new Set([...listed.peek(), it.id]);
};

/** Whoever sent it has read the refusal themselves. */
export const dropAlert = async (id: string): Promise<void> => {
  await (await database()).delete('device', alertKey(id));
  await readAlerts();
};

/** Somebody has told the lead in person. Answers whether that is new. @throws DOMException where it could not be kept */
export const tickAlert = async (it: Alert): Promise<boolean> => {
  const { store, done } = (await database()).transaction('device', 'readwrite');
  const now = (await store.get(alertKey(it.id))) as Alert | undefined;
  if (now?.state === 'waiting') await store.put({ ...now, told: true }, alertKey(it.id));
  else await store.delete(alertKey(it.id));
  await done;
  if (!now || now.told) return false;
  ticked.value = new Set([...ticked.peek(), it.id]);
  await readAlerts();
  return true;
};

/** Those that nobody is known to have heard of. */
export const untold = (): readonly Alert[] => alerts.value.filter((it) => !it.told);

/**
 * Whether somebody has heard of a need, as far as is known. Only `taken` means that a person has; `inPerson`, that
 * somebody says they told the lead; `accepted`, that it is on the list, and what became of it there is not shown here.
 */
export type Standing =
  | { as: 'untold' | 'inPerson' | 'refused' | 'held' | 'listed' | 'accepted' | 'passedUp' }
  | { as: 'taken'; by: string };

/** A need as Haven's own row has it; `undefined` where that has not come. */
type Known = { state: NeedState; holder: string | null } | undefined;

/**
 * How far it has come, by what Haven has answered and nothing else.
 * @param commandId the command that raises it; `null` where it was not made here
 */
export const standingOf = (commandId: string | null, known: Known): Standing => {
  if (known?.state === 'escalated') return { as: 'passedUp' };
  if (known) return known.holder && known.state !== 'open' ? { as: 'taken', by: known.holder } : { as: 'listed' };
  if (commandId !== null && listed.value.has(commandId)) return { as: 'accepted' };
  const it = alerts.value.find(({ id }) => id === commandId);
  if (it?.told || ticked.value.has(commandId ?? '')) return { as: 'inPerson' };
  return { as: it && it.state !== 'waiting' ? it.state : 'untold' };
};
