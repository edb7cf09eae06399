import { expect, test } from 'vitest';
import { alertOf } from '../../client/data/alert.ts';
import { needStates, type NeedKindName, type NeedState } from '../../shared/needs.ts';
import { amendPerson, checkIn } from '../../shared/people.ts';
import { some } from '../support/some.ts';
import {
  accepts,
  as,
  eachWithABrowser,
  haven,
  load,
  noSignal,
  operationId,
  refuses,
  until,
} from './support/outboxPage.ts';

eachWithABrowser();

const centreId = '0193e0a0-0000-7000-8000-000000000002';
const personId = '0193e0a0-0000-7000-8000-000000000005';
const other = '0193e0a0-0000-7000-8000-000000000006';
const needId = '0193e0a0-0000-7000-8000-000000000007';
const child = { operationId, centreId, personId, ageBand: 'child' as const, language: 'vi', needs: [] };

/** A page with its alerts as they are on the disk. */
const page = async () => {
  const opened = await load();
  const alerts = await import('../../client/data/alerts.ts');
  const onDisk = async () => {
    await alerts.readAlerts();
    return alerts.alerts.value.map(({ state, told }) => ({ state, told }));
  };
  return { ...opened, ...alerts, onDisk };
};

const amended = (args: object, guest?: Parameters<typeof alertOf>[1]) =>
  alertOf({ id: 'said', name: 'people.amend', operationId, occurredAt: '', args: { personId, ...args } }, guest);
const alone = { ageBand: 'child', groupId: null, presence: 'on_site' } as const;

test('of a child on their own somebody is told once, and not again for each thing that is corrected', () => {
  expect(amended({ groupId: null }, alone)).toMatchObject({ about: 'child', needId: 'said' });
  expect(amended({ groupId: null }, { ...alone, isTold: true })).toBeNull();
  expect(amended({ ageBand: 'child' }, { ...alone, isTold: true })).toBeNull();
  expect(amended({ language: 'ro' }, alone)).toBeNull();
  expect(amended({ groupId: 'family' }, alone)).toBeNull();
  expect(amended({ groupId: 'family', ageBand: 'child' }, alone)).toBeNull();
  expect(amended({ groupId: null }, { ...alone, groupId: 'family' })).toMatchObject({ about: 'child' });
  expect(amended({ groupId: null }, { ...alone, ageBand: 'unsure' })).toMatchObject({ about: 'unsure' });
});

const held = some(needStates.flatMap((state) => [null, 'S. Whitlock'].map((holder) => ({ state, holder }))));

test.each(held)(
  'a need that is "$state" and held by "$holder" has been heard of as far as that says',
  async (known) => {
    const { standingOf } = await page();
    const taken = known.holder !== null && known.state !== 'open';
    const due = taken ? { as: 'taken', by: known.holder } : { as: 'listed' };
    expect(standingOf('said', known)).toEqual(known.state === 'escalated' ? { as: 'passedUp' } : due);
    expect(standingOf(null, known)).toEqual(standingOf('said', known));
  },
);

test('a tick of what waits stays on the disk; of what was refused nothing stays', async () => {
  haven.answers = [noSignal];
  const { submit, alerts, onDisk, tickAlert } = await page();
  await submit(checkIn, child);
  expect(await onDisk()).toEqual([{ state: 'waiting', told: false }]);
  const [it] = some(alerts.value);
  if (!it) throw new Error('nobody is to be told');
  expect([await tickAlert(it), await tickAlert(it)]).toEqual([true, false]);
  expect(await onDisk()).toEqual([{ state: 'waiting', told: true }]);
  haven.answers = [refuses('not-in-this-state')];
  await until(() => haven.sent.length > 1);
  await expect.poll(onDisk).toEqual([]);
  expect(await tickAlert(it)).toBe(false);
});

test('what was refused is to be told in person, unless the form showed it to whoever said it', async () => {
  haven.answers = [refuses('not-in-this-state')];
  const { submit, onDisk, alerts, tickAlert } = await page();
  await (
    await submit(checkIn, child, { attended: true })
  ).answer;
  await expect.poll(onDisk).toEqual([]);
  await (
    await submit(checkIn, { ...child, personId: other })
  ).answer;
  await expect.poll(onDisk).toEqual([{ state: 'refused', told: false }]);
  for (const it of some(alerts.value)) expect(await tickAlert(it)).toBe(true);
  expect(await onDisk()).toEqual([]);
});

test('what waits for another tablet stays to be told, and is gone once somebody has', async () => {
  const waits = as((id, at) => ({ id, as: 'accepted', seq: at + 1, result: { held: true }, replay: false }));
  haven.answers = [noSignal, waits];
  const { submit, onDisk, alerts, tickAlert, standingOf } = await page();
  const { id } = await submit(checkIn, child);
  await until(() => haven.pushes.length > 1);
  await expect.poll(onDisk).toEqual([{ state: 'held', told: false }]);
  expect(standingOf(id, undefined)).toEqual({ as: 'held' });
  for (const it of some(alerts.value)) await tickAlert(it);
  expect([await onDisk(), standingOf(id, undefined)]).toEqual([[], { as: 'inPerson' }]);
});

test('what Haven has put on its list needs nobody to run', async () => {
  haven.answers = [accepts()];
  const { submit, onDisk, standingOf } = await page();
  const { id, answer } = await submit(checkIn, child);
  await answer;
  await expect.poll(onDisk).toEqual([]);
  expect(standingOf(id, undefined)).toEqual({ as: 'accepted' });
});

const needOf = (of: string, kind: NeedKindName, state: NeedState) => [
  { kind: 'need', id: needId, row: { id: needId, personId: of, state } },
  { kind: 'needDetail', id: needId, row: { id: needId, kind } },
];

test.each([
  ['their own is open', needOf(personId, 'lone_child', 'open'), 0],
  ['their own is being seen to', needOf(personId, 'lone_child', 'accepted'), 0],
  ['their own was met', needOf(personId, 'lone_child', 'met'), 1],
  ['another guest’s is open', needOf(other, 'lone_child', 'open'), 1],
  ['theirs is of another kind', needOf(personId, 'missing_person', 'open'), 1],
  ['there is none', [], 1],
])('whether a lead knows of a child on their own is read from the lists here: %s', async (_what, changes, untold) => {
  haven.answers = [noSignal];
  const { submit, store, onDisk } = await page();
  store.holding.value = operationId;
  const guest = { kind: 'person', id: personId, row: { id: personId, rowVersion: 1, ...alone } };
  const told = { operationId, from: 0, to: 9, view: 'v', snapshot: true as const };
  store.apply({ ...told, changes: [guest, ...changes] as never }, store.cursor.peek());
  await submit(amendPerson, { operationId, personId, baseVersion: 1, groupId: null });
  expect(await onDisk()).toHaveLength(untold);
});
