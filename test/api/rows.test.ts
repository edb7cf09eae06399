import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { visit } from '../../db/schema/rollCalls.ts';
import { batch } from '../../server/engine/batches.ts';
import { nextVersion, refuseStale, Rows, stale } from '../../server/engine/rows.ts';
import { Problem } from '../../shared/problems.ts';
import { startTestApp, type TestApp } from '../support/app.ts';
import { setScene, type Scene } from '../support/scene.ts';

let app: TestApp;
let scene: Scene;
let at: { operationId: string; centreId: string };

beforeAll(async () => {
  app = await startTestApp();
});
beforeEach(async () => {
  scene = await setScene(app);
  at = { operationId: scene.operationId, centreId: scene.centreId };
});
afterAll(() => app.stop());

/** What was recorded of each row, once the work is done and taken back again. */
const working = async (work: (rows: Rows) => Promise<void>) => {
  const recorded: { kind: string; id: string; row: Record<string, unknown> }[] = [];
  const takenBack = new Error('nothing of this is kept');
  const done = app.deps.db.transaction(async (tx) => {
    const rows = new Rows(tx);
    await work(rows);
    recorded.push(...rows.versions.map(({ kind, id, row }) => ({ kind, id, row: row as Record<string, unknown> })));
    throw takenBack;
  });
  await expect(done).rejects.toBe(takenBack);
  return recorded;
};
const refusalOf = async (work: Promise<unknown>): Promise<string> => {
  const error: unknown = await work.then(
    () => null,
    (it: unknown) => it,
  );
  if (!(error instanceof Problem)) throw error;
  return `${error.slug}: ${error.extra.detail}`;
};
const visitor = (name: string) => ({
  ...at,
  id: app.newId(),
  name,
  kind: 'visitor' as const,
  signedInAt: app.clock.now(),
});
const STALE = 'stale-version: Someone changed this line of the book first. Look at what it says now';

test('a change raises the version of a row by one, and is refused from any other than the one that stands', async () => {
  const recorded = await working(async (rows) => {
    const made = await rows.insert('visit', visitor('Ana'));
    const changed = await rows.change('visit', made, { name: 'Bea' });
    expect([made.rowVersion, changed.rowVersion]).toEqual([1, 2]);
    for (const rowVersion of [1, 3])
      expect(await refusalOf(rows.change('visit', { ...made, rowVersion }, { name: 'Cleo' }))).toBe(STALE);
    expect(await refusalOf(rows.change('visit', { ...changed, id: app.newId() }, { name: 'Cleo' }))).toBe(STALE);
  });
  expect(recorded.map(({ row }) => [row['name'], row['rowVersion']])).toEqual([
    ['Ana', 1],
    ['Bea', 2],
  ]);
});

test('a mark of Haven’s own makes nobody’s edit stale, and is recorded of the rows it is of alone', async () => {
  const recorded = await working(async (rows) => {
    const [ana, bea] = [await rows.insert('visit', visitor('Ana')), await rows.insert('visit', visitor('Bea'))];
    const marked = await rows.mark('visit', eq(visit.id, ana.id), { zone: 'Hall B' });
    expect(marked.map((it) => [it.id, it.zone, it.rowVersion])).toEqual([[ana.id, 'Hall B', 1]]);
    expect((await rows.change('visit', ana, { zone: 'Hall C' })).rowVersion).toBe(2);
    expect((await rows.change('visit', bea, { zone: 'Hall A' })).rowVersion).toBe(2);
  });
  expect(recorded.map(({ row }) => [row['name'], row['zone'], row['rowVersion']])).toEqual([
    ['Ana', null, 1],
    ['Bea', null, 1],
    ['Ana', 'Hall B', 1],
    ['Ana', 'Hall C', 2],
    ['Bea', 'Hall A', 2],
  ]);
});

test('whole rows are put from the version they were read at, all of them or none', async () => {
  const setting = (key: string, rowVersion: number) => ({ key, value: { n: rowVersion }, rowVersion });
  const recorded = await working(async (rows) => {
    expect(await rows.put('setting', [])).toEqual([]);
    expect(await rows.put('setting', [setting('one', 0), setting('two', 0)])).toEqual([
      { ...setting('one', 0), rowVersion: 1 },
      { ...setting('two', 0), rowVersion: 1 },
    ]);
    await rows.put('setting', [setting('one', 1)]);
    for (const rowVersion of [0, 1, 3])
      expect(await refusalOf(rows.put('setting', [setting('two', 1), setting('one', rowVersion)]))).toMatch(/^stale/);
  });
  expect(recorded.map(({ id, row }) => [id, row['rowVersion']])).toEqual([
    ['one', 1],
    ['two', 1],
    ['one', 2],
  ]);
});

test('a row that is there already is changed only where it fits', async () => {
  const [rollCallId, subjectId] = [app.newId(), app.newId()];
  const recorded = await working(async (rows) => {
    const guest = await rows.insert('visit', { ...visitor('Ana'), id: subjectId });
    expect(guest.id).toBe(subjectId);
    const values = { ...visitor('Bea'), id: subjectId };
    const fits = { set: { zone: 'Hall B' }, where: eq(visit.name, 'Ana') };
    expect(await rows.insertOrChange('visit', values, fits)).toMatchObject({
      name: 'Ana',
      zone: 'Hall B',
      rowVersion: 2,
    });
    expect(
      await rows.insertOrChange('visit', values, { set: { zone: 'Hall C' }, where: eq(visit.name, 'Bea') }),
    ).toBeUndefined();
    expect(await rows.insertOrChange('visit', values, { set: { zone: 'Hall D' } })).toMatchObject({ rowVersion: 3 });
    const other = { ...values, id: rollCallId };
    expect(await rows.insertOrChange('visit', other, fits)).toMatchObject({ name: 'Bea', zone: null, rowVersion: 1 });
  });
  expect(recorded.map(({ row }) => [row['name'], row['zone'], row['rowVersion']])).toEqual([
    ['Ana', null, 1],
    ['Ana', 'Hall B', 2],
    ['Ana', 'Hall D', 3],
    ['Bea', null, 1],
  ]);
});

test('of rows added together those that are there already are left as they are, with all that goes beside them', async () => {
  const personId = app.newId();
  const person = {
    ...at,
    id: personId,
    reference: 'K-001',
    language: 'ro',
    ageBand: 'adult' as const,
    presence: 'on_site' as const,
    flags: [],
    arrivedAt: app.clock.now(),
  };
  const need = (id: string) => ({
    ...at,
    id,
    personId,
    compartment: 'welfare' as const,
    priority: 'P3' as const,
    state: 'open' as const,
    raisedAt: app.clock.now(),
    dueAt: app.clock.now(),
  });
  const detail = (id: string) => ({ ...at, id, kind: 'drink' as const, note: null });
  const [first, second] = [app.newId(), app.newId()];
  const recorded = await working(async (rows) => {
    await rows.insert('person', person);
    const add = (ids: string[], compartment: 'welfare' | 'health') =>
      rows.insertAll<{ n: number }>(
        [batch('need', ids.map(need)), batch('needDetail', ids.map(detail), { also: { compartment }, beside: 'need' })],
        { n: sql`(select count(*)::int from need where person_id = ${personId})` },
      );
    const one = await add([first], 'welfare');
    expect([one.n, one.added('need').length, one.added('needDetail').length]).toEqual([0, 1, 1]);
    // The same id in another compartment: nothing of it is written there.
    const two = await add([first, second], 'health');
    expect([two.n, two.added('need').map((it) => it.id)]).toEqual([1, [second]]);
    expect(two.added('needDetail').map((it) => it.id)).toEqual([second]);
    expect(two.added('visit')).toEqual([]);
  });
  expect(recorded.map(({ kind, id, row }) => [kind, id, row['compartment']])).toEqual([
    ['person', personId, undefined],
    ['need', first, 'welfare'],
    ['needDetail', first, 'welfare'],
    ['need', second, 'welfare'],
    ['needDetail', second, 'health'],
  ]);
});

test('a change from no version fits where there is none, and one from a version where it still stands', () => {
  const thrown = (found: { rowVersion: number } | null | undefined, base: number | null) => {
    try {
      refuseStale('visit', found, base);
      return null;
    } catch (error) {
      return (error as Problem).slug;
    }
  };
  expect([thrown(null, null), thrown(undefined, null), thrown({ rowVersion: 2 }, 2)]).toEqual([null, null, null]);
  for (const [found, base] of [
    [null, 1],
    [{ rowVersion: 2 }, null],
    [{ rowVersion: 2 }, 1],
    [{ rowVersion: 2 }, 3],
  ] as const)
    expect(thrown(found, base)).toBe('stale-version');
  expect([nextVersion(null), nextVersion(undefined), nextVersion({ rowVersion: 4 })]).toEqual([1, 1, 5]);
  expect(stale('person').extra.detail).toBe('Someone changed this guest first. Look at what it says now');
});
