import { signal } from '@preact/signals';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { forget, type Kind, type RowOf } from '../../client/data/store.ts';
import type { PersonRow } from '../../shared/people.ts';
import type { VehicleRow } from '../../shared/vehicles.ts';
import { form, sent, wrong } from './support/askedForm.ts';
import { guestRow } from './support/rows.ts';
import { hold } from './support/silverRows.ts';

vi.mock('../../client/forms/useForm.ts', async () => import('./support/askedForm.ts'));
vi.mock('../../client/data/outbox.ts', () => ({ trySubmit: async () => null, submit: async () => null }));
vi.mock('../../client/data/sync.ts', () => ({ pull: async () => undefined }));
vi.mock('../../client/data/connection.ts', () => ({ online: signal(true), dataAge: signal(0) }));
vi.mock('../../client/data/useQuery.ts', () => ({ useQuery: () => ({ data: null, failed: null, reload: () => {} }) }));
vi.mock('../../client/session/session.ts', () => ({
  operationId: signal('op'),
  centreId: signal('wren'),
  me: signal(null),
  sees: () => 'full',
  can: () => true,
}));

const parts = {
  ...(await import('../../client/parts/people/PlaceDialog.tsx')),
  ...(await import('../../client/parts/people/NameDialog.tsx')),
  ...(await import('../../client/parts/people/GroupDialog.tsx')),
  ...(await import('../../client/parts/people/UndoDialog.tsx')),
  ...(await import('../../client/screens/people/AmendDialog.tsx')),
  ...(await import('../../client/screens/people/PresenceDialogs.tsx')),
  ...(await import('../../client/screens/arrivals/MendDialog.tsx')),
  ...(await import('../../client/screens/arrivals/ArriveDialog.tsx')),
  ...(await import('../../client/parts/vehicles/ChangeVehicle.tsx')),
};
const { GiveNeed } = await import('../../client/parts/needs/GiveNeed.tsx');
const { changedHere } = await import('../../client/parts/people/presence.ts');
const { changedOf } = await import('../../client/parts/people/changed.ts');

const show = <K extends Kind>(kind: K, ...all: RowOf[K][]) => hold(kind, all);
const person = (number: number, more: Partial<PersonRow> = {}): PersonRow => ({
  ...guestRow,
  id: `guest ${number}`,
  reference: `K-00${number}`,
  zone: 'Hall A',
  flags: [],
  rowVersion: 7,
  ...more,
});
const guest = person(1);
const closed = vi.fn<() => void>();
const about = { guest, onClose: closed };

beforeEach(() => {
  forget();
  closed.mockClear();
  show('person', guest);
});

describe('of a guest is sent, from the version that the form says,', () => {
  const here = { operationId: 'op', personId: 'guest 1', baseVersion: 8 };

  test('where they are and what brought them, each only if it was changed', async () => {
    const it = form(parts.PlaceDialog, about);
    expect([it.version, it.from, it.draft()]).toEqual([7, undefined, { zone: 'Hall A', vehicle: '' }]);
    expect(await sent(it, {})).toEqual([null, null]);
    expect(await sent(it, { zone: 'Hall B' })).toEqual([{ name: 'people.move', ...here, zone: 'Hall B' }, null]);
    expect(await sent(it, { vehicle: ' Coach 1 ' })).toEqual([
      null,
      { name: 'people.amend', ...here, vehicle: 'Coach 1' },
    ]);
    // The move makes a version of its own, from which the second goes on.
    show('person', { ...guest, rowVersion: 9 });
    expect((await sent(it, { zone: 'Hall B', vehicle: 'Coach 1' }))[1]).toMatchObject({ baseVersion: 9 });
    const came = form(parts.PlaceDialog, { ...about, guest: person(1, { vehicle: 'Coach 1' }) });
    show('person', person(1, { vehicle: 'Coach 1' }));
    expect((await sent(came, { vehicle: '' }))[1]).toMatchObject({ vehicle: null });
  });

  test('a name, and that none is known', async () => {
    const unnamed = form(parts.NameDialog, about);
    expect([unnamed.version, unnamed.draft()]).toEqual([0, { preferredName: '' }]);
    show('personIdentity', { id: 'guest 1', preferredName: 'Ana', rowVersion: 3 } as never);
    const it = form(parts.NameDialog, about);
    expect([it.version, it.draft()]).toEqual([3, { preferredName: 'Ana' }]);
    expect(await sent(it, { preferredName: ' Anna ' })).toMatchObject([{ ...here, preferredName: 'Anna' }]);
    expect(await sent(it, { preferredName: '  ' })).toMatchObject([{ preferredName: null }]);
  });

  test('a correction of just what was changed, the wristband as it is read', async () => {
    const it = form(parts.AmendDialog, about);
    expect(it.version).toBe(7);
    expect(await sent(it, {})).toEqual([null]);
    expect(await sent(it, { reference: 'k1' })).toEqual([null]);
    expect(await sent(it, { reference: 'k12', ageBand: 'child' })).toEqual([
      { name: 'people.amend', ...here, reference: 'K-012', ageBand: 'child' },
    ]);
    it.onDone?.(null, it.draft(), null);
    expect([closed.mock.calls.length, changedOf('guest 1')]).toEqual([1, null]);
    it.onDone?.('saved', it.draft(), 'command');
    expect(changedOf('guest 1')).toBe('Correction kept on this device. It goes out by itself.');
    it.onDone?.({} as never, it.draft(), 'command');
    expect(changedOf('guest 1')).toBe('Correction kept in the record.');
    expect(changedOf('guest 2')).toBeNull();
  });

  test('that the check-in was a mistake, with why', async () => {
    const it = form(parts.UndoDialog, about);
    expect([it.version, it.from, wrong(it, {})]).toEqual([7, 'open', ['reason']]);
    expect(await sent(it, { reason: 'Not a guest' })).toEqual([
      { name: 'people.undoCheckIn', ...here, reason: 'Not a guest' },
    ]);
  });

  test.each([
    ['LeavingDialog', null],
    ['MissingDialog', 'missing'],
    ['TransferDialog', 'transferred'],
    ['PoliceDialog', 'removed_by_police'],
  ] as const)('by %s how they go, as the row stood when it was opened', async (dialog, to) => {
    const it = form(parts[dialog], about);
    expect([it.version, it.from, it.draft()]).toEqual([7, 'open', { to, centreId: '', note: '' }]);
    expect(wrong(it, {})).toEqual(to === null ? ['to'] : to === 'transferred' ? ['centreId'] : []);
    const chosen = to ?? 'departed';
    expect(await sent(it, { to: chosen, note: ' ' })).toEqual([{ name: 'people.setPresence', ...here, to: chosen }]);
    expect(await sent(it, { to: chosen, note: 'So they said', centreId: 'lark' })).toEqual([
      { name: 'people.setPresence', ...here, to: chosen, note: 'So they said', centreId: 'lark' },
    ]);
    expect(await sent(it, { to: null })).toEqual([null]);
    show('person', person(1, { rowVersion: 8 }));
    it.onDone?.('saved', { ...it.draft(), to: chosen }, `by ${dialog}`);
    expect(changedHere('guest 1')).toMatchObject({ to: chosen, commandId: `by ${dialog}`, version: 8 });
    expect(closed).toHaveBeenCalledTimes(1);
  });

  test('with whom they are: both are put into one group, each from its own version', async () => {
    const other = person(2, { rowVersion: 4 });
    show('person', guest, other, person(3, { rowVersion: 5, groupId: 'theirs' }));
    const it = form(parts.GroupDialog, about);
    expect(wrong(it, {})).toEqual(['groupId']);
    const amend = (personId: string, groupId: string | null, baseVersion: number) => ({
      name: 'people.amend',
      operationId: 'op',
      personId,
      groupId,
      baseVersion,
    });
    expect(await sent(it, { groupId: 'guest 2', made: 'new' })).toEqual([
      amend('guest 2', 'new', 4),
      amend('guest 1', 'new', 7),
    ]);
    expect(await sent(it, { groupId: 'guest 3', made: 'new' })).toEqual([null, amend('guest 1', 'theirs', 7)]);
    show('person', { ...guest, groupId: 'own' });
    const grouped = form(parts.GroupDialog, { ...about, guest: { ...guest, groupId: 'own' } });
    expect(await sent(grouped, { groupId: 'alone', made: 'new' })).toEqual([null, amend('guest 1', null, 7)]);
  });

  test('another wristband, which nobody else wears', async () => {
    show('person', guest, person(2), person(3, { undoneAt: '2026-11-19T07:00:00Z' }), person(4, { centreId: 'lark' }));
    const it = form(parts.MendDialog, { person: guest, onClose: closed });
    expect([it.version, it.from]).toEqual([7, 'open']);
    expect(['K-001', 'k2', 'K-003', 'K-004'].map((reference) => wrong(it, { reference }).length)).toEqual([0, 1, 0, 0]);
    expect(await sent(it, { reference: 'k 41' })).toEqual([{ name: 'people.amend', ...here, reference: 'K-041' }]);
  });
});

test('a need is given from the version that is shown, to somebody', async () => {
  const need = { id: 'n', operationId: 'op', centreId: 'wren', rowVersion: 3, compartment: 'welfare' } as never;
  const it = form(GiveNeed, { need, title: 'Drink', onClose: closed });
  expect(wrong(it, {})).toEqual(['to']);
  expect(await sent(it, { to: 'leon' })).toEqual([
    { name: 'needs.give', operationId: 'op', needId: 'n', to: 'leon', baseVersion: 3 },
  ]);
});

describe('of a vehicle', () => {
  const vehicle = {
    id: 'coach',
    operationId: 'op',
    centreId: 'wren',
    label: 'Coach 1',
    kind: 'coach',
    people: 31,
    arrivedPeople: null,
    dueAt: '2026-11-19T07:30:00.000Z',
    state: 'on_the_way',
    rowVersion: 2,
  } as unknown as VehicleRow;

  test('the heads that got out are sent: as many as were said, or counted, until somebody counts', async () => {
    const it = form(parts.ArriveDialog, { vehicle, onClose: closed });
    expect([it.version, it.draft()]).toEqual([2, { people: 31 }]);
    expect(await sent(it, { people: 29 })).toEqual([
      { name: 'vehicles.arrive', operationId: 'op', vehicleId: 'coach', baseVersion: 8, people: 29 },
    ]);
    show('vehicle', { ...vehicle, rowVersion: 5, arrivedPeople: 28 });
    const again = form(parts.ArriveDialog, { vehicle, onClose: closed });
    expect([again.version, again.draft()]).toEqual([5, { people: 28 }]);
  });

  test('a change is of what it was when that was opened, and moves it only where another centre was chosen', async () => {
    const it = form(parts.ChangeVehicle, { it: vehicle, stands: '', onClose: closed });
    expect([it.version, it.from, wrong(it, {}), wrong(it, { people: null })]).toEqual([2, 'open', [], ['people']]);
    const [same] = await sent(it, {});
    expect(same).toMatchObject({ baseVersion: 8, dueAt: vehicle.dueAt, people: 31, centreId: undefined });
    expect(await sent(it, { centreId: 'lark' })).toMatchObject([{ centreId: 'lark' }]);
    const uncounted = form(parts.ChangeVehicle, { it: { ...vehicle, people: null }, stands: '', onClose: closed });
    expect([wrong(uncounted, {}), (await sent(uncounted, {}))[0]]).toMatchObject([[], { people: undefined }]);
  });
});
