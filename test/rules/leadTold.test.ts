import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, expect, test, vi } from 'vitest';
import { type Alert, alertOf } from '../../client/data/alert.ts';
import type { Standing } from '../../client/data/alerts.ts';
import { isStaying, type Presence, presenceMayBecome, presences } from '../../shared/people.ts';
import type { PushAnswer } from '../../shared/push.ts';
import { haveIndexedDb } from '../support/indexedDb.ts';
import { some } from '../support/some.ts';
import { item } from './support/line.ts';

haveIndexedDb();

const [operationId, centreId, personId] = ['op', 'wren', 'guest'];
const said = (name: string, args: Record<string, unknown>) => ({
  id: 'said',
  name,
  operationId,
  occurredAt: '2026-11-19T06:30:00.000Z',
  args: { operationId, centreId, personId, ...args },
});
const arrival = (ageBand: string, needs: unknown[] = [], more = {}) =>
  said('people.checkIn', { ageBand, needs, ...more });
const about = (command: ReturnType<typeof said>) => {
  const it = alertOf(command);
  return it && [it.about, it.needId];
};

test.each([
  ['a child who comes alone', arrival('child'), ['child', 'said']],
  ['somebody who may be a child', arrival('unsure', [{ id: 'n1', kind: 'threat' }]), ['unsure', 'said']],
  ['a child already said to be on their own', arrival('child', [{ id: 'n1', kind: 'lone_child' }]), ['child', 'n1']],
  [
    'a grown-up in pain',
    arrival('adult', [
      { id: 'n1', kind: 'food' },
      { id: 'n2', kind: 'pain' },
    ]),
    ['urgent', 'n2'],
  ],
  ['an age that was corrected', said('people.amend', { ageBand: 'unsure' }), ['unsure', 'said']],
  ['somebody nobody can find', said('people.setPresence', { to: 'missing' }), ['urgent', 'said']],
  ['a fear said later', said('needs.raise', { needId: 'n1', kind: 'threat' }), ['urgent', 'n1']],
  ['a need made urgent by hand', said('needs.raise', { needId: 'n1', kind: 'food', priority: 'P1' }), ['urgent', 'n1']],
  [
    'a fear of somebody only another tablet knows',
    said('people.later', { command: 'needs.raise', args: { needId: 'n1', kind: 'threat' } }),
    ['urgent', 'n1'],
  ],
])('%s must be heard of at once', (_what, command, expected) => {
  expect(about(command)).toEqual(expected);
});

const known = (ageBand: 'child' | 'adult', groupId: string | null, presence: Presence = 'on_site', isTold = false) => ({
  ageBand,
  groupId,
  presence,
  isTold,
});
test.each([
  ['a child taken out of their group', { groupId: null }, known('child', null), ['child', 'said']],
  ['somebody in no group found to be a child', { ageBand: 'child' }, known('adult', null), ['child', 'said']],
  ['a grown-up taken out of their group', { groupId: null }, known('adult', null), null],
  ['somebody in a group found to be a child', { ageBand: 'child' }, known('adult', 'family'), null],
])('%s: alone or not is asked of the guest as they are', (_what, args, guest, expected) => {
  const it = alertOf(said('people.amend', args), guest);
  expect(it && [it.about, it.needId]).toEqual(expected);
});

const elsewhere = some(presences.filter((it) => !isStaying(it) && presenceMayBecome(it, 'on_site')));
test.each(elsewhere)('a lone child who comes back from "%s" must be heard of, as at check-in', (presence) => {
  const back = said('people.setPresence', { to: 'on_site' });
  const toldOf = (guest: ReturnType<typeof known>) => alertOf(back, guest)?.needId ?? null;
  expect(toldOf(known('child', null, presence))).toBe('said');
  expect(toldOf(known('child', 'family', presence))).toBeNull();
  expect(toldOf(known('adult', null, presence))).toBeNull();
  // Haven raises no second one beside the one that is open.
  expect(toldOf(known('child', null, presence, true))).toBeNull();
});

const staying = some(presences.filter((it) => isStaying(it) && presenceMayBecome(it, 'on_site')));
test.each(staying)('a child who was "%s" never left, and is told of once', (presence) => {
  expect(alertOf(said('people.setPresence', { to: 'on_site' }), known('child', null, presence))).toBeNull();
});

test.each([
  ['a grown-up who wants a drink', arrival('adult', [{ id: 'n1', kind: 'drink' }])],
  ['a child who comes with their group', arrival('child', [], { groupId: 'family' })],
  ['a corrected language', said('people.amend', { language: 'ro' })],
  ['somebody who goes out', said('people.setPresence', { to: 'temporarily_out' })],
  [
    'a place said of a guest from another tablet',
    said('people.later', { command: 'people.move', args: { zone: 'A' } }),
  ],
  ['a command nobody here knows', said('people.unheardOf', {})],
])('%s is nothing to run for', (_what, command) => expect(alertOf(command)).toBeNull());

const ignored = (): void => undefined;
const load = async () => {
  vi.resetModules();
  const [{ makeOutboxStore }, { database }] = [
    await import('../../client/data/outboxStore.ts'),
    await import('../../client/data/database.ts'),
  ];
  const alerts = await import('../../client/data/alerts.ts');
  const told = await import('../../client/parts/attention/leadTold.ts');
  const device = await import('../../client/data/device.ts');
  const connection = await import('../../client/data/connection.ts');
  return { store: makeOutboxStore(database), database, ...alerts, ...told, ...device, connection };
};
type Page = Awaited<ReturnType<typeof load>>;

beforeEach(() => {
  vi.stubGlobal('indexedDB', new IDBFactory());
  vi.stubGlobal('addEventListener', ignored);
  vi.stubGlobal('document', { addEventListener: ignored, visibilityState: 'visible' });
  vi.stubGlobal('navigator', { locks: { request: () => new Promise(ignored) } });
  vi.stubGlobal(
    'BroadcastChannel',
    class {
      postMessage = ignored;
      addEventListener = ignored;
    },
  );
});

const alert = (over: Partial<Alert> = {}): Alert => {
  const made = alertOf({ ...arrival('child'), id: over.id ?? 'said' });
  if (!made) throw new Error('a child is nothing to run for');
  return { ...made, ...over };
};
const keep = async ({ store, readAlerts }: Page, it: Alert): Promise<number> => {
  const place = await store.add({ item: item({ id: it.id }), operationId }, it);
  await readAlerts();
  return place;
};
const answer = (id: string, over: Partial<PushAnswer> = {}): PushAnswer =>
  ({ id, as: 'accepted', seq: 1, result: {}, replay: false, ...over }) as PushAnswer;
const heard = async (page: Page, place: number, it: PushAnswer): Promise<void> => {
  page.heardAlert(it);
  await page.store.remove([place], [it]);
  await page.readAlerts();
};
const refused = { as: 'refused', problem: { type: '/problems/not-found', title: 'Gone', status: 404 } } as const;

test('a child and one who may be are counted apart, until Haven has each on a list', async () => {
  const page = await load();
  const places = [await keep(page, alert({ id: 'a' })), await keep(page, alert({ id: 'b' }))];
  await keep(page, alert({ id: 'c', about: 'unsure' }));
  await keep(page, alert({ id: 'd', about: 'urgent' }));
  expect(page.untoldWords()).toBe('2 children, 1 possible child, 1 urgent need: nobody told yet');
  await heard(page, places[0] ?? 0, answer('a'));
  expect(page.untoldWords()).toBe('1 child, 1 possible child, 1 urgent need: nobody told yet');
  expect(page.standingOf('a', undefined)).toEqual({ as: 'accepted' });
});

test('it is there after a restart and after the tablet is set up again, and says nothing of whom', async () => {
  await keep(await load(), alert());
  const page = await load();
  expect(page.untoldWords()).toBeNull();
  await page.keepDevice({ view: {} as never, readAt: 0, ended: true });
  await page.dropDevice();
  await page.readAlerts();
  expect(page.untoldWords()).toBe('1 child: nobody told yet');
  const db = await page.database();
  expect(await db.getAllKeys('device')).toEqual(['alert said']);
  expect(JSON.stringify(await db.getAll('device'))).not.toMatch(/guest|wren|K-|vi/);
});

test('what Haven refuses, or holds for another tablet, has been told to nobody, until somebody says they have told', async () => {
  const page = await load();
  const [first, second] = [await keep(page, alert({ id: 'a' })), await keep(page, alert({ id: 'b' }))];
  await heard(page, first, answer('a', refused));
  await heard(page, second, answer('b', { result: { heldId: 'h', held: true } }));
  expect(page.untoldWords()).toBe('2 children: nobody told yet');
  expect([page.standingOf('a', undefined), page.standingOf('b', undefined)]).toEqual([
    { as: 'refused' },
    { as: 'held' },
  ]);
  for (const it of page.alerts.value) await page.tickAlert(it);
  expect(page.untoldWords()).toBeNull();
  expect(page.standingOf('a', undefined)).toEqual({ as: 'inPerson' });
  expect((await load()).alerts.value).toEqual([]);
});

test('whoever told the lead in person is believed, also after a restart, and is not contradicted by a refusal', async () => {
  const page = await load();
  const place = await keep(page, alert());
  await page.tickAlert(alert());
  const again = await load();
  await again.readAlerts();
  expect(again.untoldWords()).toBeNull();
  expect(again.standingOf('said', undefined)).toEqual({ as: 'inPerson' });
  await heard(again, place, answer('said', refused));
  expect(again.untoldWords()).toBeNull();
});

test('a tick that is pressed twice says so once', async () => {
  const page = await load();
  await keep(page, alert());
  const ticks = await Promise.all([page.tickAlert(alert()), page.tickAlert(alert())]);
  expect(ticks).toEqual([true, false]);
});

test('nothing is known to be told for want of a sign that it is not', async () => {
  const { standingOf } = await load();
  expect(standingOf('never heard of', undefined)).toEqual({ as: 'untold' });
  expect(standingOf(null, undefined)).toEqual({ as: 'untold' });
  expect(standingOf('said', { state: 'open', holder: null })).toEqual({ as: 'listed' });
  expect(standingOf('said', { state: 'accepted', holder: 'S. Whitlock' })).toEqual({ as: 'taken', by: 'S. Whitlock' });
});

const CLAIMS = /(?<!nobody )has been told|was told|(?<!not )on the lead’s list|has taken/i;

test('only where a person or Haven has said so do words claim that somebody has heard', async () => {
  const { standingTitle, standingSentence, standingAdvice, connection } = await load();
  const claims = (it: Standing): boolean =>
    [standingTitle(it), standingSentence(it), standingAdvice(it)].some((words) => CLAIMS.test(words));
  for (const signal of [true, false]) {
    connection.online.value = signal;
    for (const as of ['untold', 'refused', 'held'] as const) expect([as, claims({ as })]).toEqual([as, false]);
    for (const as of ['inPerson', 'listed', 'accepted', 'passedUp'] as const)
      expect([as, claims({ as })]).toEqual([as, true]);
    expect(claims({ as: 'taken', by: 'S. Whitlock' })).toBe(true);
  }
});

/** Sentences that say that somebody has heard. */
const SAYS =
  /\b(has|have) been (told|notified|informed|alerted)|\b(is|are|was|were) (told|notified|informed)\b|\btells the [\w’ ]*lead|notified|somebody is looking|someone will come/i;
/** One place says them of others; the rest are said by the person who presses the button, or say that nobody was. */
const ALLOWED = ['The police have been told', 'Nobody is told until you'];
const sentencesIn = (file: string): string[] =>
  readFileSync(file, 'utf8')
    .replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '')
    .split('\n')
    .filter((line) => SAYS.test(line) && !ALLOWED.some((it) => line.includes(it)));

test('no screen has words of its own to say that somebody was told', () => {
  const client = path.resolve(import.meta.dirname, '../../client');
  const files = readdirSync(client, { recursive: true, encoding: 'utf8' })
    .filter((it) => /\.tsx?$/.test(it) && it !== path.join('parts', 'attention', 'leadTold.ts'))
    .map((it) => path.join(client, it));
  expect(files.length).toBeGreaterThan(300);
  expect(files.flatMap((it) => sentencesIn(it).map((line) => `${path.relative(client, it)}: ${line.trim()}`))).toEqual(
    [],
  );
  expect(sentencesIn(path.join(client, 'parts/attention/leadTold.ts')).length).toBeGreaterThan(2);
});
