import { savePartner } from '../../shared/partners/contract.ts';
import type { Loose, Person, TestApp } from './app.ts';
import type { PairedTablet } from './pairedTablet.ts';
import { addVenue } from './registerFiles.ts';

/** Everything that is known of one operation with one centre, by the names commands give it. */
export interface Known {
  operationId: string;
  centreId: string;
  venueId: string;
  personId: string;
  needId: string;
  vehicleId: string;
  slotId: string;
  sheetId: string;
  visitId: string;
  rollCallId: string;
  entryId: string;
  deviceId: string;
  userId: string;
  grantId: string;
  pairingId: string;
  attentionId: string;
}

export interface RunningOperation {
  ids: Known;
  codeName: string;
  centreName: string;
  tablet: PairedTablet;
}

interface Words {
  codeName: string;
  /** Of people, vehicles, zones and notes there. */
  word: string;
  /** Whose phone is on its roster. */
  partner: string;
}

const partner = (code: string) => ({
  ...savePartner.example.details,
  code,
  name: `${code} Partner`,
  contact: `${code} Duty Officer`,
  contactPhone: `01632 96${code.charCodeAt(0)}${code.charCodeAt(1)}`,
  deputy: `${code} Deputy`,
  deputyPhone: '',
});

export const phoneOf = (code: string): string => partner(code).contactPhone;

export const savePartnerCalled = async (app: TestApp, planner: Person, code: string): Promise<string> => {
  const partnerId = app.newId();
  await planner.done('partners.save', { partnerId, baseVersion: null, details: partner(code) });
  return partnerId;
};

/** A venue whose every word begins with `word`, where nothing else is. */
export const venueCalled = (
  app: TestApp,
  planner: Person,
  word: string,
  at: { code: string; lat: number; lon: number },
) =>
  addVenue(app, planner, {
    ...at,
    name: `${word} Hall`,
    address: `1 ${word} Street`,
    town: `${word}town`,
    owner: `${word} Trust`,
    keyholders: [{ name: `${word} Keyholder`, phone: `01632 ${at.code.slice(1)}111` }],
  });

const standUp = async (planner: Person, ids: Known): Promise<string> => {
  const { name } = await planner.done('centres.activate', {
    operationId: ids.operationId,
    centreId: ids.centreId,
    venueId: ids.venueId,
    to: 'activating',
    expected: 40,
    doorsAt: '2026-11-19T06:20:00Z',
    reason: 'Close, and quiet',
    overrideReason: 'There is no other',
  });
  return String(name);
};

const atWork = async (manager: Person, ids: Known, { word, partner: code }: Words): Promise<void> => {
  const { operationId, centreId } = ids;
  const here = { operationId, centreId };
  await manager.done('centres.setState', { ...here, to: 'open', baseVersion: 1, overrideReason: `${word} are here` });
  await manager.done('people.checkIn', {
    ...here,
    personId: ids.personId,
    preferredName: `${word}name`,
    ageBand: 'adult',
    language: 'vi',
    vehicle: `${word}coach`,
    needs: [{ id: ids.needId, kind: 'drink' }],
  });
  const due = { people: 9, dueAt: '2026-11-19T07:58:00Z' };
  await manager.done('vehicles.record', {
    ...here,
    vehicleId: ids.vehicleId,
    label: `${word}bus`,
    kind: 'coach',
    ...due,
  });
  const shift = {
    shiftStart: '2026-11-19T06:00:00Z',
    shiftEnd: '2026-11-19T14:00:00Z',
    needed: 2,
    note: `${word}note`,
  };
  await manager.done('roster.add', {
    ...here,
    slotId: ids.slotId,
    role: 'welfare',
    partner: code,
    language: null,
    ...shift,
  });
  await manager.done('sheets.make', { ...here, sheetId: ids.sheetId, kind: 'wristbands', count: 10 });
  await manager.done('visits.signIn', {
    ...here,
    visitId: ids.visitId,
    kind: 'visitor',
    name: `${word}visitor`,
    organisation: '',
  });
  await manager.done('rollCalls.start', {
    ...here,
    rollCallId: ids.rollCallId,
    reason: 'fire',
    meetAt: `${word} car park`,
  });
  await manager.done('log.write', { ...here, entryId: ids.entryId, text: `${word} entry` });
};

const idsOf = (app: TestApp, venueId: string): Known => ({
  operationId: app.newId(),
  centreId: app.newId(),
  venueId,
  personId: app.newId(),
  needId: app.newId(),
  vehicleId: app.newId(),
  slotId: app.newId(),
  sheetId: app.newId(),
  visitId: app.newId(),
  rollCallId: app.newId(),
  entryId: app.newId(),
  deviceId: '',
  userId: '',
  grantId: app.newId(),
  pairingId: '',
  attentionId: app.newId(),
});

/** An operation with a centre in that venue, and a guest, a coach, a roster, sheets, visitors and a tablet there. */
export const runOperation = async (
  app: TestApp,
  planner: Person,
  venueId: string,
  words: Words,
): Promise<RunningOperation> => {
  const ids = idsOf(app, venueId);
  const { operationId, centreId } = ids;
  const { codeName, word } = words;
  await planner.done('operations.open', {
    operationId,
    codeName,
    type: 'warrant',
    state: 'running',
    policeLead: `${word} lead`,
  });
  const centreName = await standUp(planner, ids);
  const tablet = await app.pairTablet({ operationId, centreId, hands: [{ name: `${word} Hand` }] });
  await atWork(tablet.manager, ids, words);
  const made: Loose = (await tablet.manager.post(`/api/operations/${operationId}/centres/${centreId}/pairings`, {}))
    .body;
  const known = { ...ids, deviceId: tablet.deviceId, userId: tablet.hands[0]?.userId ?? '', pairingId: made.pairingId };
  return { ids: known, codeName, centreName, tablet };
};
