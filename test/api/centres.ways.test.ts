import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { centreAccess } from '../../db/schema/operations.ts';
import { centreMayBecome, type CentreState, centreStates, isFinished } from '../../shared/centres.ts';
import { type Loose, MORNING, type Person, startTestApp, type TestApp } from '../support/app.ts';
import { leaveOfEach } from '../support/leftThere.ts';
import { addVenue } from '../support/registers.ts';
import { some } from '../support/some.ts';

let app: TestApp;
let planner: Person;
let operationId: string;

beforeAll(async () => {
  app = await startTestApp();
  planner = await app.signInAs('planner');
  operationId = await app.operation();
});
afterAll(() => app.stop());

const ways = some(centreStates).flatMap((from) => centreStates.map((to) => [from, to] as const));
const leads = ways.filter(([from, to]) => centreMayBecome(from, to));

const EARLIER = '2026-11-19T05:10:00.000Z';
const FIRST = new Date('2026-11-18T20:00:00Z');
/** Those whose doors have been open before. */
const wereOpen: readonly CentreState[] = ['open', 'full', 'standing_down', 'closed'];

const centreThat = async (state: CentreState) => {
  const venueId = await addVenue(app, planner);
  const openedAt = wereOpen.includes(state) ? FIRST : null;
  return app.centre({ operationId, state, openedAt, venueId, sheetLetter: 'P' });
};
const say = (centreId: string, to: CentreState, more: Loose = {}, envelope: Loose = {}) =>
  planner.command('centres.setState', { operationId, centreId, to, baseVersion: 1, ...more }, envelope);
const kept = async (centreId: string) => {
  const held = await planner.mirror(operationId);
  const row = held.row('centre', centreId);
  const entry = held.rows('logEntry').find((it) => it['centreId'] === centreId);
  const [access] = await app.deps.db.select().from(centreAccess).where(eq(centreAccess.id, centreId));
  return { row, entry, releasedAt: access?.releasedAt ?? null };
};

const notReady = ['manager', 'registration', 'welfare', 'fire_briefing'];
const unfinished = ['tablet_unsent', 'attention_open'];
const inside = ['guests_on_site', 'visits_signed_in', 'roll_call_running', 'needs_p1', 'vehicle_coming'];
const notReadyWords =
  '“Centre manager on site” was not ticked; “Registration staffed” was not ticked; “Welfare staffed” was not ticked; “Fire briefing given” was not ticked';
const unfinishedWords = 'a tablet still had something to send; something was left to sort out';
const insideWords =
  'not everyone had left; a roll call was running; a P1 need was open; a vehicle was still on its way';

/** What is named before each state, where all of it is there. */
const named = (from: CentreState, to: CentreState): [codes: string[], although: string] => {
  if (to === 'open') return from === 'full' ? [[], ''] : [notReady, `, although ${notReadyWords}`];
  if (to === 'standing_down') return [unfinished, `, although ${unfinishedWords}`];
  if (to === 'closed' || to === 'cancelled')
    return [[...inside, ...unfinished], `, although ${insideWords}; ${unfinishedWords}`];
  return [[], ''];
};
const did: Record<CentreState, string> = {
  planned: 'planned',
  standby: 'put on standby',
  activating: 'activated',
  open: 'opened',
  full: 'marked full',
  standing_down: 'stood down: no new arrivals',
  closed: 'closed',
  debriefed: 'debriefed',
  cancelled: 'cancelled',
};

test.each(leads)(
  'from "%s" to "%s": what is missing is named, a reason passes it, and all of it is kept and logged',
  async (from, to) => {
    const centreId = await centreThat(from);
    await leaveOfEach(app, { operationId, centreId });
    const [codes, although] = named(from, to);
    const before = await kept(centreId);
    const refused = codes.length > 0 ? (await say(centreId, to)).body : null;
    const told = [refused?.type, refused?.missing.map((it: Loose) => it.code)];
    expect(told).toEqual(codes.length > 0 ? ['/problems/guards-not-met', codes] : [undefined, undefined]);
    expect(await kept(centreId)).toEqual(before);
    const why = { overrideReason: 'The river is rising', reason: 'As agreed' };
    expect((await say(centreId, to, why, { occurredAt: EARLIER })).status).toBe(200);
    const { row, entry, releasedAt } = await kept(centreId);
    const first = to === 'open' && !wereOpen.includes(from) ? EARLIER : before.row?.['openedAt'];
    expect(row).toEqual({ ...before.row, state: to, stateSince: EARLIER, openedAt: first, rowVersion: 2 });
    const again = to === 'open' && wereOpen.includes(from);
    expect(entry).toMatchObject({
      text: `Centre ${String(row?.['name'])} ${again ? 'opened again' : did[to]}${although}`,
      kind: 'decision',
      reason: 'The river is rising. As agreed',
      occurredAt: EARLIER,
      author: planner.name,
    });
    // A venue is given back by Haven's own clock, whenever that was said to be.
    expect(releasedAt).toEqual(isFinished(to) ? MORNING : null);
  },
);

test('a centre goes nowhere else, and is told so by its name', async () => {
  const others = some(ways.filter(([from, to]) => !centreMayBecome(from, to)));
  const centres = new Map<CentreState, string>();
  for (const state of centreStates) centres.set(state, await centreThat(state));
  for (const [from, to] of others) {
    const centreId = centres.get(from) ?? '';
    const { body } = await say(centreId, to, { overrideReason: 'The river is rising' });
    const name = String((await kept(centreId)).row?.['name']);
    expect([from, to, body.type, body.detail]).toEqual([
      from,
      to,
      '/problems/not-in-this-state',
      `Centre ${name} cannot be ${did[to]} from where it is`,
    ]);
  }
});

test.each([
  ['nothing', {}, 'system', null],
  ['a reason', { reason: 'Hall is full' }, 'decision', 'Hall is full'],
  ['no reason but spaces', { reason: '  ' }, 'system', null],
])('where nothing is missing and %s is given, the log keeps just that', async (_what, why, kind, reason) => {
  const centreId = await centreThat('open');
  await say(centreId, 'full', why);
  const { entry, row } = await kept(centreId);
  expect(entry).toMatchObject({ kind, reason, text: `Centre ${String(row?.['name'])} marked full` });
});

test('a centre that ends gives back its own venue and no other, and when it did so stays', async () => {
  const [centreId, other] = [await centreThat('standing_down'), await centreThat('open')];
  await say(centreId, 'closed');
  const first = (await kept(centreId)).releasedAt;
  expect(first).not.toBeNull();
  app.clock.advance?.(60);
  await planner.done('centres.setState', { operationId, centreId, to: 'debriefed', baseVersion: 2 });
  expect((await kept(centreId)).releasedAt).toEqual(first);
  expect((await kept(other)).releasedAt).toBeNull();
});
