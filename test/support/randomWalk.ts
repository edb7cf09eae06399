import { seeded } from './random.ts';
import type { Loose, Person, TestApp } from './app.ts';
import type { Scene } from './scene.ts';

interface Step {
  who: Person;
  name: string;
  args: Loose;
}

/** What people at two centres might do next, sensible or not: refusals are part of a day. */
export const randomWalk = (app: TestApp, scene: Scene, seed: number) => {
  const random = seeded(seed);
  const pick = <T>(all: readonly T[]): T => all[Math.floor(random() * all.length)] as T;
  const { operationId, centreId, otherCentreId, manager, volunteer, otherVolunteer, planner } = scene;
  const people: string[] = [];
  const needs: string[] = [];
  const slots: string[] = [];
  const vehicles: string[] = [];
  const version = () => 1 + Math.floor(random() * 4);
  const fresh = (into: string[]): string => {
    const id = app.newId();
    into.push(id);
    return id;
  };
  const known = (from: string[]): string => (from.length === 0 ? app.newId() : pick(from.slice(-6)));
  const steps: (() => Step)[] = [
    () => ({
      who: pick([volunteer, manager]),
      name: 'people.checkIn',
      args: {
        centreId,
        personId: random() < 0.8 ? fresh(people) : known(people),
        reference: pick([undefined, 'K-001', 'K-002', 'K-003']),
        preferredName: pick([undefined, 'Ana', 'Minh']),
        ageBand: pick(['adult', 'child', 'unsure']),
        language: 'vi',
        needs: [{ id: fresh(needs), kind: pick(['drink', 'pain', 'threat', 'food']) }],
      },
    }),
    () => ({
      who: otherVolunteer,
      name: 'people.checkIn',
      args: { centreId: otherCentreId, personId: known(people), ageBand: 'adult', language: 'ro', needs: [] },
    }),
    () => ({
      who: pick([volunteer, manager, otherVolunteer]),
      name: 'people.setPresence',
      args: {
        personId: known(people),
        to: pick(['temporarily_out', 'on_site', 'departed', 'missing', 'transferred']),
        centreId: pick([undefined, centreId, otherCentreId]),
        baseVersion: version(),
      },
    }),
    () => ({
      who: volunteer,
      name: 'people.move',
      args: { personId: known(people), zone: pick(['A', 'B', '']), baseVersion: version() },
    }),
    () => ({
      who: manager,
      name: 'people.undoCheckIn',
      args: { personId: known(people), reason: 'Twice', baseVersion: version() },
    }),
    () => ({
      who: pick([volunteer, manager]),
      name: 'people.identify',
      args: { personId: known(people), baseVersion: version() - 1, preferredName: 'Lan', sex: pick(['female', null]) },
    }),
    () => ({
      who: manager,
      name: 'people.amend',
      args: { personId: known(people), reference: pick(['K-001', 'K-009']), baseVersion: version() },
    }),
    () => ({
      who: pick([manager, volunteer]),
      name: 'needs.progress',
      args: {
        needId: known(needs),
        to: pick(['accepted', 'in_progress', 'met', 'declined', 'open']),
        note: pick([undefined, 'Seen']),
        baseVersion: version(),
      },
    }),
    () => ({
      who: manager,
      name: 'needs.raise',
      args: { centreId, needId: fresh(needs), personId: known(people), kind: pick(['shower', 'medicine']) },
    }),
    () => ({
      who: planner,
      name: 'roster.add',
      args: {
        centreId: pick([centreId, otherCentreId]),
        slotId: fresh(slots),
        role: 'welfare',
        partner: 'BRC',
        shiftStart: '2026-11-19T06:00:00Z',
        shiftEnd: '2026-11-19T14:00:00Z',
        needed: 4,
      },
    }),
    () => ({ who: planner, name: 'roster.arrive', args: { slotId: known(slots), count: Math.floor(random() * 5) } }),
    () => ({
      who: planner,
      name: 'vehicles.record',
      args: {
        vehicleId: fresh(vehicles),
        centreId,
        label: 'Coach',
        kind: 'coach',
        people: 9,
        dueAt: '2026-11-19T07:00:00Z',
      },
    }),
    () => ({
      who: planner,
      name: 'vehicles.change',
      args: { vehicleId: known(vehicles), centreId: pick([centreId, otherCentreId]), baseVersion: version() },
    }),
    () => ({ who: manager, name: 'log.write', args: { centreId, entryId: app.newId(), text: 'Heating is on' } }),
    () => ({
      who: planner,
      name: 'log.decide',
      args: { entryId: app.newId(), text: 'Hold coach 2', reason: 'Arrivals is not clear' },
    }),
    () => ({
      who: manager,
      name: 'centres.change',
      args: { centreId, baseVersion: version(), ready: { areas: random() < 0.5 } },
    }),
    () => ({
      who: manager,
      name: 'centres.setState',
      args: { centreId, to: pick(['full', 'open']), baseVersion: version() },
    }),
  ];
  return async (): Promise<{ name: string; status: number }> => {
    const { who, name, args } = pick(steps)();
    const { status, text } = await who.command(name, { operationId, ...args });
    if (status >= 500) throw new Error(`${name} broke (seed ${seed}): ${text} ${JSON.stringify(args)}`);
    return { name, status };
  };
};
