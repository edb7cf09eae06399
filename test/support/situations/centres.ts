import { eq } from 'drizzle-orm';
import { centre, operation } from '../../../db/schema/operations.ts';
import { addVenue } from '../registerFiles.ts';
import { asItIs, newCode, newGuest, type Situations, type Work } from './work.ts';

const operationNow = async ({ app, here }: Work) => {
  const [found] = await app.deps.db.select().from(operation).where(eq(operation.id, here.operationId));
  return { baseVersion: found?.rowVersion };
};

const centreNow = async ({ app, here }: Work) => {
  const [found] = await app.deps.db.select().from(centre).where(eq(centre.id, here.centreId));
  return { baseVersion: found?.rowVersion };
};

const emptyVenue = async ({ app, planner }: Work) => ({
  venueId: await addVenue(app, planner, { code: newCode() }),
  centreId: app.newId(),
  overrideReason: 'There is no other',
});

const centreToOpen = async ({ app, here }: Work) => ({
  centreId: await app.centre({ operationId: here.operationId, state: 'activating' }),
  overrideReason: 'They are here',
});

const vehicleOnTheWay = async ({ app, here, manager }: Work) => {
  const due = { people: 9, dueAt: '2026-11-19T07:58:00Z' };
  const told = { ...here, vehicleId: app.newId(), label: 'Coach 7', kind: 'coach', ...due };
  return { vehicleId: (await manager.done('vehicles.record', told)).vehicleId };
};

const newSheet = async ({ app, here, manager }: Work) => {
  const told = { ...here, sheetId: app.newId(), kind: 'wristbands', count: 4 };
  const { sheetId, first } = await manager.done('sheets.make', told);
  return { sheetId, number: first };
};

const spoiltNumber = async (work: Work) => {
  const about = await newSheet(work);
  await work.manager.done('sheets.spoil', { ...work.here, ...about, why: 'spoilt' });
  return about;
};

const visitorInside = async ({ app, here, manager }: Work) => {
  const told = { ...here, visitId: app.newId(), kind: 'visitor', name: 'R. Iqbal', organisation: '' };
  return { visitId: (await manager.done('visits.signIn', told)).visitId };
};

const runningRollCall = async ({ app, here, manager }: Work) => {
  const told = { ...here, rollCallId: app.newId(), reason: 'drill', meetAt: 'The far car park' };
  return { rollCallId: (await manager.done('rollCalls.start', told)).rollCallId };
};

const guestToMark = async (work: Work) => ({
  ...(await runningRollCall(work)),
  subject: { kind: 'guest', id: await newGuest(work) },
});

const markedGuest = async (work: Work) => {
  const { rollCallId, subject } = await guestToMark(work);
  const markId = work.app.newId();
  await work.manager.done('rollCalls.mark', { ...work.here, rollCallId, markId, subject });
  return { rollCallId, markId };
};

const partnerOnRoster = 'ASH';

const newSlot = async ({ app, here, manager }: Work) => {
  const shift = { shiftStart: '2026-11-19T06:00:00Z', shiftEnd: '2026-11-19T14:00:00Z', needed: 2 };
  const told = { ...here, slotId: app.newId(), role: 'welfare', partner: partnerOnRoster, language: null, ...shift };
  const { slotId, rowVersion } = await manager.done('roster.add', told);
  return { slotId, baseVersion: rowVersion };
};

const slotAsked = async (work: Work) => {
  const told = { operationId: work.here.operationId, ...(await newSlot(work)) };
  const asked = { ...told, heads: 2, arriveBy: '2026-11-19T06:20:00Z' };
  const { slotId, rowVersion } = await work.manager.done('roster.ask', asked);
  return { slotId, baseVersion: rowVersion };
};

const slotToAnswer = async (work: Work) => ({
  partner: partnerOnRoster,
  answers: [{ ...(await newSlot(work)), heads: 2, arriveBy: '2026-11-19T06:20:00Z' }],
});

const slotThatArrives = async (work: Work) => ({ slotId: (await newSlot(work)).slotId });

const newWall = async ({ app, here, planner }: Work) => {
  const told = { operationId: here.operationId, wallId: app.newId(), name: 'Operations room' };
  return { wallId: (await planner.done('walls.start', told)).wallId };
};

export const ofCentres = {
  'operations.open': ({ app }) => ({ operationId: app.newId(), codeName: `Dune ${newCode()}` }),
  'operations.change': operationNow,
  'centres.activate': emptyVenue,
  'centres.setState': centreToOpen,
  'centres.change': centreNow,
  'vehicles.record': asItIs,
  'vehicles.change': vehicleOnTheWay,
  'vehicles.arrive': vehicleOnTheWay,
  'sheets.make': asItIs,
  'sheets.spoil': newSheet,
  'sheets.unspoil': spoiltNumber,
  'visits.signIn': asItIs,
  'visits.signOut': visitorInside,
  'rollCalls.start': asItIs,
  'rollCalls.mark': guestToMark,
  'rollCalls.unmark': markedGuest,
  'rollCalls.end': runningRollCall,
  'roster.add': () => ({ partner: partnerOnRoster }),
  'roster.change': newSlot,
  'roster.ask': newSlot,
  'roster.answer': slotAsked,
  'roster.answerAll': slotToAnswer,
  'roster.arrive': slotThatArrives,
  'roster.standDown': newSlot,
  'walls.start': asItIs,
  'walls.end': newWall,
  'log.write': asItIs,
  'log.decide': ({ here }) => here,
} satisfies Partial<Situations>;
