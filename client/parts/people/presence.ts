/** Every change of presence goes through here, so that each can be undone where it was made. */
import { signal } from '@preact/signals';
import { type PersonRow, type Presence, setPresence } from '../../../shared/people.ts';
import { undoPresence } from '../../../shared/undoPresence.ts';
import { whenHandedOver } from '../../data/forgetting.ts';
import { type Submitted, trySubmit } from '../../data/outbox.ts';
import { byId } from '../../data/store.ts';

/** What was last changed of a guest here. `undone`: said so, and as far as is known it holds; `kept`: Haven refused that. */
export interface Changed {
  guest: Pick<PersonRow, 'id' | 'operationId' | 'centreId' | 'reference' | 'presence' | 'zone'>;
  to: Presence;
  commandId: string;
  /** The version it made, and after an undo the one that this made. */
  version: number;
  as: 'made' | 'undone' | 'kept';
  /** Why it could not be undone. */
  why?: string;
}

const changes = signal<ReadonlyMap<string, Changed>>(new Map());
const leaves = new Set<() => void>();
whenHandedOver(() => {
  for (const leave of leaves) leave();
  leaves.clear();
  changes.value = new Map();
});

const note = (it: Changed): void => {
  changes.value = new Map([...changes.peek(), [it.guest.id, it]]);
};

/** A form or a press has changed where a guest is. */
export const presenceChanged = (guest: PersonRow, to: Presence, commandId: string): void =>
  note({ guest, to, commandId, version: guest.rowVersion + 1, as: 'made' });

/** Changes it at once. `null` where it could not be kept. */
export const changePresence = async (guest: PersonRow, to: Presence, more: { note?: string } = {}) => {
  const { operationId, id: personId, rowVersion: baseVersion } = guest;
  const kept = await trySubmit(setPresence, { operationId, personId, to, baseVersion, ...more });
  if (kept) presenceChanged(guest, to, kept.id);
  return kept;
};

/** A guest who is shown here no longer was sent on; of anybody else a later version is somebody's own change. */
const stands = ({ guest, version }: Changed): boolean => {
  const now = byId.person.value.get(guest.id);
  return !now || now.rowVersion === version;
};

/** What was changed of a guest here, unless somebody has changed them since. */
export const changedHere = (guestId: string): Changed | null => {
  const it = changes.value.get(guestId);
  return it && (it.as === 'kept' || stands(it)) ? it : null;
};

/** The last one of a guest who is not shown at this centre any more. */
export const lastSentOn = (): Changed | null =>
  [...changes.value.values()].findLast((it) => it.to === 'transferred' && it.as === 'made' && stands(it)) ?? null;

const hear = async ({ answer }: Submitted<unknown>, it: Changed): Promise<void> => {
  const got = await answer;
  const same = changes.peek().get(it.guest.id)?.commandId === it.commandId;
  if (!got.ok && same) note({ ...it, as: 'kept', why: got.problem.detail ?? got.problem.title });
};

/** Goes out after what it undoes, whether that has been sent or not. */
export const undoChange = async (it: Changed): Promise<void> => {
  if (it.as !== 'made') return;
  const { operationId, id: personId, presence, zone, centreId } = it.guest;
  const back = { to: presence, zone: zone ?? '', centreId };
  const args = { operationId, personId, undoes: it.commandId, ...back, baseVersion: it.version };
  const kept = await trySubmit(undoPresence, args, { attended: true });
  if (!kept) return;
  leaves.add(kept.leave);
  note({ ...it, as: 'undone', version: it.version + 1 });
  void hear(kept, it).finally(() => leaves.delete(kept.leave));
};
