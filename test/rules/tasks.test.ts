import { expect, test } from 'vitest';
import { findGuests, type Showing, sortGuests } from '../../client/screens/people/list.ts';
import { taskLists } from '../../client/screens/tasks/lists.ts';
import { isOpenNeed, type NeedDetailRow, type NeedRow, needStates, priorities } from '../../shared/needs.ts';
import type { PersonRow } from '../../shared/people.ts';
import { guestRow } from './support/rows.ts';

const place = { operationId: 'op', centreId: 'wren' };
const need = (id: string, over: Partial<NeedRow> = {}): NeedRow => ({
  id,
  ...place,
  personId: 'k30',
  compartment: 'welfare',
  priority: 'P2',
  state: 'open',
  holder: null,
  holderId: null,
  alerts: false,
  raisedAt: '2026-11-19T07:00:00Z',
  dueAt: '2026-11-19T08:00:00Z',
  acceptedAt: null,
  closedAt: null,
  rowVersion: 1,
  ...over,
});
const guest = (id: string, reference: string, over: Partial<PersonRow> = {}): PersonRow => ({
  ...guestRow,
  id,
  ...place,
  reference,
  flags: [],
  ...over,
});
const name = (id: string, preferredName: string) => ({ id, ...place, preferredName, rowVersion: 1 });

const listsOf = (
  needs: NeedRow[],
  hidden: string[] = [],
  people = [guest('k30', 'K-030')],
  userId: string | null = 'meera',
) => {
  const shown = needs.filter((it) => !hidden.includes(it.id));
  const details = new Map<string, NeedDetailRow>(
    shown.map((it) => [it.id, { id: it.id, ...place, compartment: it.compartment, kind: 'drink' }]),
  );
  const known = {
    needs,
    details,
    people: new Map(people.map((it) => [it.id, it])),
    names: new Map([['k30', name('k30', 'Dan')]]),
  };
  return taskLists(known, userId);
};
const ids = (tasks: readonly { need: NeedRow }[]): string[] => tasks.map((it) => it.need.id);

test('overdue tasks come first, then the soonest', () => {
  const late = need('late', { dueAt: '2026-11-19T07:10:00Z' });
  const soon = need('soon', { dueAt: '2026-11-19T07:50:00Z' });
  const whenever = need('whenever', { priority: 'P4', dueAt: null });
  expect(ids(listsOf([need('later'), whenever, soon, late]).free)).toEqual(['late', 'soon', 'later', 'whenever']);
});

test('mine are those I hold; what another holds or what is done is in no list', () => {
  const mine = need('mine', { state: 'accepted', holderId: 'meera', holder: 'Meera S.' });
  const theirs = need('theirs', { state: 'accepted', holderId: 'leon', holder: 'Leon A.' });
  const lists = listsOf([mine, theirs, need('done', { state: 'met', holderId: 'meera' })]);
  expect(ids(lists.mine)).toEqual(['mine']);
  expect(lists.mine[0]).toMatchObject({ name: 'Dan', guest: { reference: 'K-030' } });
  expect([...lists.free, ...lists.lead]).toEqual([]);
});

test('what I was given is mine before I have accepted it, and nobody is offered what another was given', () => {
  const lists = listsOf([need('mine', { holderId: 'meera' }), need('theirs', { holderId: 'leon' })]);
  expect([ids(lists.mine), ids(lists.free)]).toEqual([['mine'], []]);
});

test('a P1 is for a lead, so volunteers are told of it but not offered it', () => {
  const lists = listsOf([need('child', { priority: 'P1', alerts: true }), need('up', { state: 'escalated' })]);
  expect(ids(lists.lead)).toEqual(['child', 'up']);
  expect(lists.free).toEqual([]);
});

test('a P1 stays on top once somebody has it, above what is late', () => {
  const late = need('late', { dueAt: '2026-11-19T06:00:00Z', state: 'accepted', holderId: 'meera' });
  const urgent = need('urgent', {
    priority: 'P1',
    state: 'accepted',
    holderId: 'meera',
    acceptedAt: '2026-11-19T07:01:00Z',
  });
  expect(ids(listsOf([late, urgent]).mine)).toEqual(['urgent', 'late']);
});

test('a concern whose words this person may not see is never a task', () => {
  const lists = listsOf([need('secret', { compartment: 'safeguarding', personId: null })], ['secret']);
  expect(lists.restricted.map((it) => it.id)).toEqual(['secret']);
  expect([...lists.mine, ...lists.free, ...lists.lead]).toEqual([]);
});

test('nobody is sent to a guest whose check-in was undone', () => {
  const undone = guest('k30', 'K-030', { undoneAt: '2026-11-19T07:05:00Z' });
  expect(listsOf([need('drink')], [], [undone]).free).toEqual([]);
});

test('but to one who may be unwell or in danger, though their check-in was undone, and to a guest not shown here', () => {
  const undone = guest('k30', 'K-030', { undoneAt: '2026-11-19T07:05:00Z' });
  const concerns = (['health', 'safeguarding'] as const).map((it) => need(it, { compartment: it }));
  expect(ids(listsOf(concerns, [], [undone]).free)).toEqual(['health', 'safeguarding']);
  const { free } = listsOf([need('centre', { personId: null }), need('elsewhere', { personId: 'k99' })]);
  expect(free.map((it) => [it.need.id, it.guest, it.name])).toEqual([
    ['centre', null, null],
    ['elsewhere', null, null],
  ]);
});

test.each(needStates.flatMap((state) => priorities.map((priority) => [priority, state] as const)))(
  'a %s that is "%s" is in the list of whoever has it, with the leads, free to take, or in none',
  (priority, state) => {
    const listed = (holderId: string | null, userId: string | null = 'meera') => {
      const { mine, free, lead } = listsOf([need('it', { priority, state, holderId })], [], undefined, userId);
      return Object.entries({ mine, free, lead }).flatMap(([list, tasks]) => (tasks.length > 0 ? [list] : []));
    };
    const others = priority === 'P1' || state === 'escalated' ? ['lead'] : [];
    const nobodys = state === 'open' && others.length === 0 ? ['free'] : others;
    const open = isOpenNeed(state);
    expect([listed('meera'), listed('leon'), listed(null), listed(null, null)]).toEqual(
      open ? [['mine'], others, nobodys, nobodys] : [[], [], [], []],
    );
  },
);

const people = [
  guest('a', 'K-002'),
  guest('b', 'K-001', { presence: 'departed' }),
  guest('c', 'K-010', { undoneAt: '2026-11-19T07:05:00Z', undoneReason: 'Wrong wristband' }),
  guest('d', 'K-003', { presence: 'missing' }),
];
const all = sortGuests(people, new Map([['a', name('a', 'Linh')]]));
const found = (text: string, byName: boolean, show: Showing = 'here') =>
  findGuests(all, text, byName, show).map((it) => it.person.reference);

test('whoever is missing leads the list, and undone check-ins come last', () => {
  expect(found('', false, 'all')).toEqual(['K-003', 'K-002', 'K-001', 'K-010']);
  expect(found('', false)).toEqual(['K-003', 'K-002']);
  expect(found('', false, 'gone')).toEqual(['K-001', 'K-010']);
});

test('who is out stands alone in a list of their own, and among those here', () => {
  const out = guest('e', 'K-004', { presence: 'temporarily_out' });
  const undone = guest('f', 'K-005', { presence: 'temporarily_out', undoneAt: '2026-11-19T07:05:00Z' });
  const list = (show: Showing) =>
    findGuests(sortGuests([...people, out, undone], new Map()), '', false, show).map((it) => it.person.reference);
  expect(list('out')).toEqual(['K-004']);
  expect(list('here')).toEqual(['K-003', 'K-002', 'K-004']);
});

test('whoever may look by name finds it however it is written', () => {
  const names = new Map([
    ['a', name('a', 'Nguyễn Văn An')],
    ['b', name('b', 'O’Mara')],
  ]);
  const typed = (text: string) => findGuests(sortGuests(people, names), text, true, 'all').map((it) => it.name);
  expect(typed('nguyen van an')).toEqual(['Nguyễn Văn An']);
  expect(typed("o'mara")).toEqual(['O’Mara']);
});

test('a volunteer finds a guest by wristband, however it is typed, and never by name', () => {
  expect(found('k1', false)).toEqual(['K-001']);
  expect(found('K 010', false)).toEqual(['K-010']);
  expect(found('linh', false)).toEqual([]);
  expect(found('linh', true)).toEqual(['K-002']);
});
