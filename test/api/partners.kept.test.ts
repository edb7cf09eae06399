import { afterAll, beforeAll, expect, test } from 'vitest';
import { savePartner } from '../../shared/partners/contract.ts';
import { type Loose, type Person, startTestApp, type TestApp } from '../support/app.ts';
import { some } from '../support/some.ts';

let app: TestApp;
let planner: Person;

beforeAll(async () => {
  app = await startTestApp();
  planner = await app.signInAs('planner');
});
afterAll(() => app.stop());

const partner = { ...savePartner.example.details, code: 'AAA', name: 'Aid' };
/** Each field of a partner as it may become, its code apart. */
const becomes: Loose = {
  name: 'Aid and Shelter',
  kind: 'health',
  hours: 'Mo-Fr 09:00-17:00',
  contact: 'Night desk',
  contactPhone: '01632 960111',
  contactEmail: 'night@example.org',
  deputy: 'J Shaw',
  deputyPhone: '07700 900111',
};
const offer = { partner: 'AAA', role: 'interpreter', languages: ['vi', 'ro'], heads: 2, calloutMinutes: 60 };
const details = { ...offer, maxHours: 8, confirmedOn: '2026-11-01' };
const offerBecomes: Loose = { heads: 0, calloutMinutes: 90, maxHours: 6.5, confirmedOn: null };

const register = async (): Promise<Loose> => (await planner.get('/api/partners')).body;
const saved = async (code: string): Promise<Loose> => (await register()).items.find((it: Loose) => it.code === code);
const offers = async (code: string): Promise<Loose[]> =>
  (await register()).capacities.filter((it: Loose) => it.partner === code);
const save = (more: Loose, partnerId = app.newId(), baseVersion: number | null = null) =>
  planner.command('partners.save', { partnerId, baseVersion, details: { ...partner, ...more } });
const saveOffer = (more: Loose, capacityId = app.newId(), baseVersion: number | null = null) =>
  planner.command('capacities.save', { capacityId, baseVersion, details: { ...details, ...more } });
const archive = (partnerId: string, baseVersion = 1) =>
  planner.command(
    'partners.archive',
    { partnerId, baseVersion, reason: 'The service has ended' },
    { occurredAt: '2026-11-19T05:10:00.000Z' },
  );

test('each field of a partner and of what it can send is kept, and changed by itself', async () => {
  const [id, capacityId] = [app.newId(), app.newId()];
  expect((await save({}, id)).body.result).toEqual({ partnerId: id, rowVersion: 1 });
  expect(await saved('AAA')).toEqual({ id, ...partner, archivedAt: null, rowVersion: 1 });
  for (const [index, [key, value]] of some(Object.entries(becomes).entries())) {
    const answer = await save({ [key]: value }, id, index + 1);
    expect(answer.body.result).toEqual({ partnerId: id, rowVersion: index + 2 });
    expect(await saved('AAA')).toEqual({ id, ...partner, [key]: value, archivedAt: null, rowVersion: index + 2 });
  }
  expect((await saveOffer({}, capacityId)).body.result).toEqual({ capacityId, rowVersion: 1 });
  const own = { id: capacityId, ...details, languages: ['ro', 'vi'], archivedAt: null };
  expect(await offers('AAA')).toEqual([{ ...own, rowVersion: 1 }]);
  for (const [index, [key, value]] of some(Object.entries(offerBecomes).entries())) {
    const answer = await saveOffer({ [key]: value }, capacityId, index + 1);
    expect(answer.body.result).toEqual({ capacityId, rowVersion: index + 2 });
    expect(await offers('AAA')).toEqual([{ ...own, [key]: value, rowVersion: index + 2 }]);
  }
});

test('nothing is changed that nobody has made, nor taken off', async () => {
  expect((await save({ code: 'NEW' }, app.newId(), 1)).status).toBe(404);
  expect((await saveOffer({ role: 'welfare' }, app.newId(), 1)).status).toBe(404);
  expect((await archive(app.newId())).status).toBe(404);
  const id = app.newId();
  await save({ code: 'MADE' }, id);
  expect((await save({ code: 'MADE' }, id)).body.type).toBe('/problems/stale-version');
});

test('who has left the register is neither changed, taken off again, nor counted on, and why is kept', async () => {
  const id = app.newId();
  await save({ code: 'GONE' }, id);
  await saveOffer({ partner: 'GONE' });
  const stale = await archive(id, 2);
  expect(stale.body.type).toBe('/problems/stale-version');
  expect((await archive(id)).body.result).toEqual({ partnerId: id, rowVersion: 2 });
  const archivedAt = app.clock.now().toISOString();
  expect(await saved('GONE')).toMatchObject({ archivedAt, rowVersion: 2 });
  expect(await offers('GONE')).toMatchObject([{ archivedAt }]);
  const [kept] = await app.deps.sql`select archived_reason from partner where id = ${id}`;
  expect(kept).toEqual({ archived_reason: 'The service has ended' });
  const left = { type: '/problems/not-in-this-state', detail: 'This partner has left the register' };
  expect((await archive(id, 2)).body).toMatchObject(left);
  expect((await save({ code: 'GONE' }, id, 2)).body).toMatchObject(left);
  // Its code is not given to another.
  const taken = { type: '/problems/already-exists', detail: 'Another partner has this code' };
  expect((await save({ code: 'GONE' })).body).toMatchObject(taken);
  for (const code of ['GONE', 'NOBODY']) {
    const detail = `${code} is not on the register. Add the partner first`;
    const { body } = await saveOffer({ partner: code, role: 'welfare' });
    expect(body.errors).toEqual([{ pointer: '/args/details/partner', code: 'custom', detail }]);
  }
});

test('a code stays, and is refused where it is written', async () => {
  const id = app.newId();
  await save({ code: 'STAY' }, id);
  const detail = 'A code stays as it is. Add a new partner instead';
  const { body } = await save({ code: 'GO' }, id, 1);
  expect(body.errors).toEqual([{ pointer: '/args/details/code', code: 'custom', detail }]);
});

test('an offer is one for its role and languages, in whatever order they are named', async () => {
  await save({ code: 'ONE' });
  const first = { partner: 'ONE', languages: ['ro', 'vi'] };
  const id = app.newId();
  await saveOffer(first, id);
  expect((await saveOffer({ ...first, languages: ['vi', 'ro'] })).body).toMatchObject({
    type: '/problems/already-exists',
    detail: 'This partner has an offer for this role. Change that one',
  });
  for (const more of [{ languages: ['ro'] }, { role: 'welfare' }])
    expect((await saveOffer({ ...first, ...more })).status).toBe(200);
  // Another's own is not taken over by changing into it.
  expect((await saveOffer({ ...first, languages: ['ro'] }, id, 1)).status).toBe(409);
});

test('partners stand by their names, then codes; what they can send by partner, role and languages', async () => {
  for (const [code, name] of [
    ['ZB', 'Zebra'],
    ['ZA', 'Zebra'],
    ['ZC', 'Yak'],
  ])
    await save({ code, name });
  for (const [code, role] of [
    ['ZB', 'welfare'],
    ['ZA', 'welfare'],
    ['ZA', 'first_aid'],
  ])
    await saveOffer({ partner: code, role, languages: [] });
  const { items, capacities } = await register();
  const ours = (it: Loose) => /^Z[ABC]$/.test(it.code ?? it.partner);
  expect(items.filter(ours).map((it: Loose) => it.code)).toEqual(['ZC', 'ZA', 'ZB']);
  expect(capacities.filter(ours).map((it: Loose) => `${it.partner} ${it.role}`)).toEqual([
    'ZA first_aid',
    'ZA welfare',
    'ZB welfare',
  ]);
});

test('on a roster a partner is shown with its own offers of somebody, and not those of nobody or of others', async () => {
  const operationId = await app.operation();
  const centreId = await app.centre({ operationId });
  for (const code of ['RA', 'RB']) {
    await save({ code, name: code });
    const shift = { shiftStart: '2026-11-19T06:00:00Z', shiftEnd: '2026-11-19T14:00:00Z', needed: 1 };
    const slot = { operationId, centreId, slotId: app.newId(), role: 'welfare', partner: code, ...shift };
    await planner.done('roster.add', slot);
  }
  await saveOffer({ partner: 'RA', role: 'welfare', languages: [], calloutMinutes: 45 });
  await saveOffer({ partner: 'RA', role: 'first_aid', languages: [], heads: 0 });
  await saveOffer({ partner: 'RA', languages: ['vi'], heads: 1, calloutMinutes: 90 });
  const { body } = await planner.get(`/api/operations/${operationId}/centres/${centreId}/partners`);
  const reach = (code: string) => body.items.find((it: Loose) => it.code === code).reach;
  const { contact, contactPhone, deputy, deputyPhone, hours } = partner;
  const whom = { contact, contactPhone, deputy, deputyPhone, hours };
  expect(reach('RB')).toEqual({ ...whom, callout: [] });
  expect(reach('RA')).toEqual({
    ...whom,
    callout: [
      { role: 'interpreter', languages: ['vi'], calloutMinutes: 90 },
      { role: 'welfare', languages: [], calloutMinutes: 45 },
    ],
  });
});
