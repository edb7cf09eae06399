import { expect, test } from 'vitest';
import { registry } from '../../server/commands.ts';
import { restOf } from '../../server/attention/show/rest.ts';
import { failedIn } from '../../server/attention/show/failed.ts';
import type { Reader } from '../../server/engine/deps.ts';
import { nowKnown } from '../../server/engine/known.ts';
import type { CommandArgs, ShowContext } from '../../server/engine/description.ts';

nowKnown(registry);

const told = (args: CommandArgs, more: Partial<ShowContext> = {}) => {
  const viewer = { userId: 'maya', grants: [], lead: true, enough: 'none' as const };
  const about = { operationId: 'op', subject: null, named: null, centreId: null };
  return restOf('visits.signOut', { reader: {} as Reader, viewer, ...about, args, ...more });
};
const valuesOf = async (args: CommandArgs) => Object.fromEntries((await told(args)).map((it) => [it.label, it.value]));

test('what has no field of its own is told in words: a time by the clock here, a mark without its signs', async () => {
  const said = {
    operationId: 'op',
    baseVersion: 3,
    at: '2026-11-19T05:30:00.000Z',
    to: 'on_the_way',
    kind: 'site_visit_by_day',
    state: 'done',
    zone: 'hall_b_left',
    typed: 'Hall_B',
    yes: true,
    no: false,
    nought: 0,
    many: 12,
    none: null,
    empty: '',
  };
  expect(await valuesOf(said)).toEqual({
    At: '05:30 on 2026-11-19',
    'What it becomes': 'On the way',
    Kind: 'Site visit by day',
    State: 'Done',
    Zone: 'hall b left',
    Typed: 'Hall_B',
    Yes: 'Yes',
    No: 'No',
    Nought: '0',
    Many: '12',
    None: null,
    Empty: null,
  });
});

test('five hundred signs of one value are shown, and that there are more', async () => {
  const [just, more] = ['x'.repeat(500), `${'x'.repeat(500)}y`];
  expect(await valuesOf({ just, more })).toEqual({ Just: just, More: `${just}…` });
});

test('forty values are shown, and that there are more', async () => {
  const numbered = (n: number) => Object.fromEntries(Array.from({ length: n }, (_, at) => [`n${at}`, `${at}`]));
  const forty = Array.from({ length: 40 }, (_, at) => ({ label: `N${at}`, value: `${at}` }));
  expect(await told(numbered(40))).toEqual(forty);
  expect(await told(numbered(41))).toEqual([
    ...forty,
    { label: 'And more', value: 'There is more than is shown here' },
  ]);
});

test('nothing is read by whoever may not read the command, nor of one that nobody knows', async () => {
  const viewer = { userId: 'maya', grants: [], lead: true };
  expect(await told({ many: 12 }, { viewer })).toEqual([]);
  const manager = { role: 'manager', operationId: 'op', centreId: null, address: true } as const;
  const may = { viewer: { ...viewer, grants: [manager] } };
  expect(await told({ many: 12 }, may)).toEqual([{ label: 'Many', value: '12' }]);
  const context = { reader: {} as Reader, operationId: 'op', subject: null, named: null, centreId: null };
  expect(await restOf('nothing.known', { ...context, ...may, args: { many: 12 } })).toEqual([]);
});

test('that it was not done names the first guest concerned, or a guest where nobody is named', () => {
  const fails = (references: string[]) => failedIn('people.later', references, []);
  expect([fails(['K-014', 'K-015']), fails([])]).toEqual(['K-014: not kept', 'A guest: not kept']);
  expect([failedIn('nothing.known', ['K-014'], []), failedIn(null, [], [])]).toEqual([null, null]);
});
