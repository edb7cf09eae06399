import { newGuest, newReference, type Situations, type Work } from './work.ts';

const aboutGuest = async (work: Work) => ({ personId: await newGuest(work) });

const twoGuests = async (work: Work) => ({ keepId: await newGuest(work), joinId: await newGuest(work) });

const joinedGuests = async (work: Work) => {
  const { app, here, manager } = work;
  const versions = { keepVersion: 1, joinVersion: 1 };
  const mergeId = app.newId();
  const told = { operationId: here.operationId, mergeId, ...(await twoGuests(work)), ...versions };
  await manager.done('people.merge', told);
  return { mergeId };
};

const guestWhoWentOut = async (work: Work) => {
  const { app, here, manager } = work;
  const personId = await newGuest(work);
  const undoes = app.newId();
  const told = { operationId: here.operationId, personId, to: 'temporarily_out', baseVersion: 1 };
  await manager.done('people.setPresence', told, { id: undoes });
  return { personId, undoes, zone: '' };
};

const aboutNeed = async (work: Work) => {
  const needId = work.app.newId();
  await newGuest(work, { needs: [{ id: needId, kind: 'drink' }] });
  return { needId };
};

export const ofGuests = {
  'people.checkIn': () => ({ reference: newReference() }),
  'people.undoCheckIn': aboutGuest,
  'people.amend': aboutGuest,
  'people.identify': aboutGuest,
  'people.move': aboutGuest,
  'people.setPresence': aboutGuest,
  'people.undoPresence': guestWhoWentOut,
  'people.merge': twoGuests,
  'people.unmerge': joinedGuests,
  'people.later': () => ({ reference: newReference() }),
  'needs.raise': aboutGuest,
  'needs.progress': aboutNeed,
  'needs.give': async (work) => ({ ...(await aboutNeed(work)), to: work.manager.userId }),
  'needs.note': aboutNeed,
} satisfies Partial<Situations>;
