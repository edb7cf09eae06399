/** What may be left at a centre when it is to close, put there beside Haven's door: one function for each. */
import { attention } from '../../db/schema/attention.ts';
import { vehicle } from '../../db/schema/operations.ts';
import { need, person } from '../../db/schema/people.ts';
import { rollCall, visit } from '../../db/schema/rollCalls.ts';
import { device } from '../../db/schema/tablets.ts';
import { MORNING, type TestApp } from './app.ts';

interface Place {
  operationId: string;
  centreId: string;
}
type More<T extends { $inferInsert: object }> = Partial<T['$inferInsert']>;

export const leftThere = (app: TestApp, place: Place) => {
  const given = () => ({ id: app.newId(), ...place });
  const { db } = app.deps;
  return {
    guest: (more: More<typeof person> = {}) =>
      db.insert(person).values({
        ...given(),
        reference: 'K-001',
        language: 'ro',
        ageBand: 'adult',
        presence: 'on_site',
        arrivedAt: MORNING,
        ...more,
      }),
    visitor: (more: More<typeof visit> = {}) =>
      db.insert(visit).values({ ...given(), kind: 'visitor', name: 'R. Iqbal', signedInAt: MORNING, ...more }),
    rollCall: (more: More<typeof rollCall> = {}) =>
      db.insert(rollCall).values({ ...given(), reason: 'check', startedAt: MORNING, startedBy: 'Maya', ...more }),
    need: (more: More<typeof need> = {}) =>
      db
        .insert(need)
        .values({ ...given(), compartment: 'welfare', priority: 'P1', state: 'open', raisedAt: MORNING, ...more }),
    vehicle: (more: More<typeof vehicle> = {}) =>
      db.insert(vehicle).values({
        ...given(),
        label: 'Coach 2',
        kind: 'coach',
        people: 40,
        dueAt: MORNING,
        state: 'on_the_way',
        ...more,
      }),
    tablet: (more: More<typeof device> = {}) => {
      const paired = { label: 'Desk 1', letter: 'T', pairedBy: 'test', pairedAt: MORNING };
      return db.insert(device).values({ ...given(), ...paired, lastSeenAt: MORNING, waiting: 3, ...more });
    },
    item: (more: More<typeof attention> = {}) =>
      db.insert(attention).values({ ...given(), kind: 'duplicate', raisedAt: MORNING, ...more }),
  };
};

/** One of each. */
export const leaveOfEach = async (app: TestApp, place: Place): Promise<void> => {
  for (const leave of Object.values(leftThere(app, place))) await leave();
};
