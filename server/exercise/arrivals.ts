import { needKinds, type Priority } from '../../shared/needs.ts';
import { referenceOf } from '../../shared/references.ts';
import { uuidv7 } from '../engine/ids.ts';
import type { ManifestGuest } from './manifest.ts';
import type { Script, Stage } from './stage.ts';
import { minute } from './stage.ts';

const kindOf = (vehicle: string): string => {
  if (vehicle.startsWith('coach')) return 'coach';
  return vehicle.startsWith('minibus') ? 'minibus' : 'van';
};
const titled = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Minutes from a need being raised to someone taking it, and from there to its being met. */
const pace: Record<Exclude<Priority, 'P4'>, { take: [number, number]; meet: [number, number] }> = {
  P1: { take: [1, 7], meet: [15, 60] },
  P2: { take: [3, 40], meet: [5, 35] },
  P3: { take: [20, 160], meet: [10, 60] },
};

const planNeed = (
  stage: Stage,
  script: Script,
  need: { id: string; kind: keyof typeof needKinds },
  raised: number,
): void => {
  const { priority, compartment } = needKinds[need.kind];
  const { random, operationId, cast } = stage;
  // Some are left for whoever tries the exercise.
  if (priority === 'P4' || (priority !== 'P1' && random.chance(0.06))) return;
  const who = priority === 'P1' || compartment !== 'welfare' ? cast.manager : cast.volunteer;
  const taken = raised + random.between(...pace[priority].take);
  const met = taken + random.between(...pace[priority].meet);
  const end = random.chance(0.07) ? 'declined' : 'met';
  const progress = (to: string, baseVersion: number, at: Date) =>
    who.command('needs.progress', { operationId, needId: need.id, to, baseVersion }, at);
  script.add(taken, async (at) => {
    // Refused where a person at a screen was quicker; then it is theirs.
    const answer = await progress('accepted', 1, at);
    if (answer.ok) script.add(met, async (then) => void (await progress(end, 2, then)));
  });
};

const planGuest = (stage: Stage, script: Script, guest: ManifestGuest, groups: Map<string, string>): void => {
  const { operationId, centreId, cast, random } = stage;
  const personId = uuidv7();
  const needs = guest.needs.map((kind) => ({ id: uuidv7(), kind }));
  if (guest.group && !groups.has(guest.group)) groups.set(guest.group, uuidv7());
  const groupId = groups.get(guest.group);
  script.add(guest.arrives, async (at) => {
    const args = {
      operationId,
      centreId,
      personId,
      reference: referenceOf(stage.letter, guest.number),
      ageBand: guest.ageBand,
      language: guest.language,
      vehicle: titled(guest.vehicle),
      zone: 'Arrivals',
      needs,
      ...(guest.preferredName ? { preferredName: guest.preferredName } : {}),
      ...(guest.sex === 'not_asked' ? {} : { sex: guest.sex }),
      ...(groupId ? { groupId } : {}),
    };
    const answer = await cast.volunteer.command('people.checkIn', args, at);
    if (!answer.ok) stage.log.error('exercise-refused', { command: 'people.checkIn', type: answer.type });
  });
  const zone =
    guest.ageBand === 'adult' && !guest.group ? (guest.sex === 'female' ? 'Hall B' : 'Hall A') : 'Family rooms';
  script.add(guest.arrives + random.between(12, 30), async (at) => {
    await cast.volunteer.command('people.move', { operationId, personId, zone, baseVersion: 1 }, at);
  });
  for (const need of needs) planNeed(stage, script, need, guest.arrives);
};

const planVehicle = (stage: Stage, script: Script, vehicle: string, aboard: readonly ManifestGuest[]): void => {
  const { operationId, centreId, cast } = stage;
  const first = Math.min(...aboard.map((it) => it.arrives));
  const vehicleId = uuidv7();
  const due = minute(stage, first - 1).toISOString();
  script.add(first - 45, async (at) => {
    const args = {
      operationId,
      vehicleId,
      centreId,
      label: titled(vehicle),
      kind: kindOf(vehicle),
      people: aboard.length,
      dueAt: due,
    };
    await cast.manager.must('vehicles.record', { ...args, fromSquare: first > 140 ? 'SK 64' : 'SK 54' }, at);
  });
  script.add(first - 30, async (at) => {
    await cast.manager.command('vehicles.change', { operationId, vehicleId, baseVersion: 1, state: 'on_the_way' }, at);
  });
  script.add(first - 1, async (at) => {
    await cast.manager.command(
      'vehicles.arrive',
      { operationId, vehicleId, baseVersion: 2, people: aboard.length },
      at,
    );
  });
};

const log = (stage: Stage, script: Script): void => {
  const { operationId, centreId, cast } = stage;
  const entry = (at: number, text: string) =>
    script.add(at, async (when) => {
      await cast.manager.must('log.write', { operationId, centreId, entryId: uuidv7(), text }, when);
    });
  const decision = (at: number, text: string, reason: string) =>
    script.add(at, async (when) => {
      await cast.manager.must('log.decide', { operationId, centreId, entryId: uuidv7(), text, reason }, when);
    });
  entry(33, 'First coach is here. Arrivals desk has two tablets.');
  decision(58, 'Hold coach 2 for ten minutes', 'Arrivals is not clear yet');
  entry(74, 'Second Vietnamese interpreter asked for.');
  entry(110, 'Hot food from the kitchen, halal and plain.');
  decision(140, 'Ask for relief for the welfare team at 14:00', 'The first shift has been here since six');
};

/** Everyone on the manifest arrives, asks for what they need, and some of it is met. */
export const planArrivals = (stage: Stage, script: Script, guests: readonly ManifestGuest[]): void => {
  const groups = new Map<string, string>();
  for (const vehicle of new Set(guests.map((it) => it.vehicle))) {
    planVehicle(
      stage,
      script,
      vehicle,
      guests.filter((it) => it.vehicle === vehicle),
    );
  }
  for (const guest of guests) planGuest(stage, script, guest, groups);
  log(stage, script);
};
