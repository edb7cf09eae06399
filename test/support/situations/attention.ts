import { quarantine } from '../../../server/attention/intake/quarantine.ts';
import { type Loose } from '../app.ts';
import { handingIn } from '../handingIn.ts';
import { itemOf, newGuest, newReference, type Situations, type Work } from './work.ts';

const sealed = ({ app, here, manager }: Work, name: string, args: Loose) => {
  const { sealAs } = handingIn(() => ({ app, scene: { ...here, manager } }));
  return sealAs(manager.userId, name, args);
};

/** A move that was made from what has been changed since. */
const staleMove = async (work: Work) => {
  const { app, here, manager } = work;
  const move = { operationId: here.operationId, personId: await newGuest(work), baseVersion: 1 };
  await manager.done('people.move', { ...move, zone: 'Hall A' });
  const item = await sealed(work, 'people.move', { ...move, zone: 'Quiet room' });
  await handingIn(() => ({ app, scene: { ...here, manager } })).push(manager, item);
  return { attentionId: await itemOf(work, item.id) };
};

/** A check-in that a tablet which is out of use handed in. */
const quarantined = async (work: Work) => {
  const { app, here, manager } = work;
  const guest = { personId: app.newId(), reference: newReference(), ageBand: 'adult', language: 'vi', needs: [] };
  const item = await sealed(work, 'people.checkIn', { ...here, ...guest });
  const whose = { ...here, deviceId: null, authorId: manager.userId, sentBy: null, sentGrants: null };
  await quarantine(app.deps, { id: item.id, ...whose, sealed: item, reason: 'revoked' });
  return { attentionId: await itemOf(work, item.id) };
};

export const ofAttention = {
  'attention.retry': staleMove,
  'attention.settle': staleMove,
  'attention.ask': staleMove,
  'attention.release': quarantined,
} satisfies Partial<Situations>;
