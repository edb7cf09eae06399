/** Exercise Larkspur through the public addresses, read by a silver who keeps everything that she is sent. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ManifestGuest, readManifest } from '../../server/exercise/manifest.ts';
import { EXERCISE_STARTS } from '../../server/exercise/play.ts';
import type { BreakdownView, CentreCounts, OperationCounts } from '../../shared/counts.ts';
import { discloseTotal, withheld } from '../../shared/disclosure.ts';
import { namedBy, type Seen } from '../support/attentive.ts';
import { type Person, startTestApp, testClock, type TestApp } from '../support/app.ts';
import type { Mirror } from '../support/mirror.ts';
import { answerOf, countBy, keysOf, questions } from '../support/questions.ts';

type Arrived = ManifestGuest & { personId: string; centreId: string; gone: 'out' | 'left' | null };

const HOURS = 6;
const clock = testClock(EXERCISE_STARTS);
let app: TestApp;
let silver: Person;
let manager: Person;
let operationId: string;
let centreId: string;
let screen: Mirror;

const arrived: Arrived[] = [];
/** Who went out of the door, came back or left, and by how much each count of needs fell in that moment. */
const doors: { went: 'out' | 'left' | 'back'; fell: string }[] = [];
const tables: BreakdownView[] = [];
const wrong: string[] = [];

beforeAll(async () => {
  app = await startTestApp({ clock });
  const often = Object.entries(countBy(readManifest(), ({ language }) => language));
  const languages = often.toSorted(([, a], [, b]) => b - a).map(([tag, people]) => ({ tag, people }));
  operationId = await app.operation({ languages, expected: 80 });
  centreId = await app.centre({ operationId });
  manager = await app.signInAs('manager', { operationId, centreId });
  silver = await app.signInAs('silver', { operationId });
  screen = await silver.mirror(operationId);
});
afterAll(() => app.stop());

/** What is on her screen now, kept. */
const look = async (): Promise<void> => {
  screen = await silver.mirror(operationId);
  const centre = screen.row('centreCounts', centreId) as CentreCounts;
  const all = screen.row('operationCounts', operationId) as OperationCounts;
  const [here, away] = [arrived.filter((it) => !it.gone).length, arrived.filter((it) => it.gone).length];
  const expected = { onSite: discloseTotal(here), away: discloseTotal(away), out: withheld, left: withheld };
  for (const row of [centre, all]) {
    const { onSite, away: off, out, left } = row;
    if (JSON.stringify({ onSite, away: off, out, left }) !== JSON.stringify(expected))
      wrong.push(JSON.stringify({ onSite, off, out, left }));
  }
  const last = tables.at(-1);
  if (all.breakdown && JSON.stringify(all.breakdown) !== JSON.stringify(last)) tables.push(all.breakdown);
};

const arrive = async (it: ManifestGuest): Promise<void> => {
  const personId = app.newId();
  const { ageBand, sex, language } = it;
  // One ends its time after an hour and the other after four, and both end with a stay.
  const needs = (['drink', 'food'] as const).map((kind) => ({ id: app.newId(), kind }));
  const guest = { operationId, centreId, personId, ageBand, language, sex, needs };
  await manager.done('people.checkIn', guest);
  arrived.push({ ...it, personId, centreId, gone: null });
};

const needsTold = async (): Promise<(number | string)[]> => {
  const it = (await silver.mirror(operationId)).row('centreCounts', centreId) as CentreCounts;
  return [it.p1, it.p2, it.late].map(({ value, text }) => value ?? text);
};

/** By how much counts of needs fall while something happens; as they are told, where a number is hidden. */
const fallOf = async (happens: () => Promise<unknown>): Promise<string> => {
  const before = await needsTold();
  await happens();
  const after = await needsTold();
  return JSON.stringify(after.map((n, at) => (typeof n === 'number' ? Number(before[at]) - n : n)));
};

/** After the doors have closed: some go out and come back, and some leave. */
const later = async (minute: number): Promise<void> => {
  const it = arrived[(minute * 7) % arrived.length];
  if (!it || minute < 200) return;
  if (it.gone === 'out') {
    const back = { operationId, personId: it.personId, to: 'on_site', baseVersion: 2 };
    const fell = await fallOf(() => manager.done('people.setPresence', back));
    it.gone = null;
    doors.push({ went: 'back', fell });
  } else if (!it.gone) {
    const gone = minute % 3 === 0 ? 'left' : 'out';
    const to = gone === 'left' ? 'left_voluntarily' : 'temporarily_out';
    let status = 0;
    const fell = await fallOf(async () => {
      const goes = { operationId, personId: it.personId, to, baseVersion: 1 };
      ({ status } = await manager.command('people.setPresence', goes));
    });
    if (status !== 200) return;
    it.gone = gone;
    doors.push({ went: gone, fell });
  }
};

test('she is told no number of who is out or has left, and the tables of some of those who came', async () => {
  const guests = readManifest();
  expect(guests.length).toBe(80);
  for (let minute = 0; minute <= HOURS * 60; minute += 1) {
    for (const it of guests.filter((one) => one.arrives === minute)) {
      await arrive(it);
      await look();
    }
    await later(minute);
    if (minute >= 200 || minute % 30 === 1) await look();
    clock.advance(1);
  }
  expect(wrong).toEqual([]);
  expect(arrived.length).toBe(80);
  expect(doors.length).toBeGreaterThan(40);
  expect(tables.map(({ people }) => people)).toEqual([24, 53, 74]);
}, 120_000);

test.each(questions)('from all of it she can name no cell of one to four of %s', (question) => {
  expect(tables.length).toBe(3);
  const cells = [...new Set(arrived.map((it) => answerOf[question](it)))];
  const seen = tables.flatMap((view, at): Seen[] => {
    const came = arrived.slice(tables[at - 1]?.people ?? 0, view.people);
    const { other, ...single } = keysOf(view, question);
    expect(other === undefined).toBe(question !== 'languages');
    return [{ come: countBy(came, answerOf[question]) }, { told: single }];
  });
  expect(namedBy(cells, seen)).toEqual([]);
});

/** She knows what a fall of the counts meant whenever it was seen, and supposes of none that it was by chance. */
const seenAtDoors = (all: typeof doors): Seen[] =>
  all.flatMap(({ went, fell }): Seen[] => {
    if (went === 'back') return [{ go: { out: 1 }, never: ['left'] }, { told: {} }];
    const meant = new Set(all.filter((it) => it.fell === fell && it.went !== 'back').map((it) => it.went));
    const told = meant.size === 1 ? { [went]: { least: 1, most: 1 } } : {};
    return [{ come: { [went]: 1 }, told }, { told: {} }];
  });

test('nor how many of those who are away have left, by the door and by every count of needs', () => {
  expect(doors.length).toBeGreaterThan(20);
  expect(new Set(doors.map(({ went }) => went)).size).toBe(3);
  expect(namedBy(['left', 'out'], seenAtDoors(doors), ['left'])).toEqual([]);
});

test('which a count of needs that falls only for those who left would tell', () => {
  const worse = doors.map((it) => ({ ...it, fell: it.went === 'left' ? '[0,1,2]' : '[0,0,0]' }));
  expect(namedBy(['left', 'out'], seenAtDoors(worse), ['left'])).not.toEqual([]);
});
