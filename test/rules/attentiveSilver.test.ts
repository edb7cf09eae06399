import { describe, expect, test } from 'vitest';
import { breakdownOf } from '../../server/counts/breakdown.ts';
import { Groups } from '../../server/counts/groups.ts';
import { readManifest } from '../../server/exercise/manifest.ts';
import { EXERCISE_STARTS } from '../../server/exercise/play.ts';
import { boundsOfCells } from '../../shared/disclosure.ts';
import { namedBy, type Seen } from '../support/attentive.ts';
import { answerOf, countBy, namedInAll, namedInGroup, type Question, questions } from '../support/questions.ts';
import { type HalfHour, type Recorded, smallOperation, TAGS, type Told } from '../support/smallOperations.ts';
import { some } from '../support/some.ts';

const OPERATIONS = 200;
const atoms: Record<Question, readonly string[]> = {
  sex: ['male', 'female', 'unknown'],
  age: ['adult', 'child'],
  languages: TAGS,
};
const operations = Array.from({ length: OPERATIONS }, (_it, seed) => smallOperation(seed + 1));

const groupsOf = ({ halfHours }: Told) => halfHours.flatMap(({ group, view }) => (group ? [{ ...group, view }] : []));

/** Who went out of one centre's door and came back, and who of them has left for good. */
const outcomes = ({ doors }: Told, centreId: string): Seen[] =>
  doors
    .filter((it) => it.centreId === centreId)
    .flatMap(({ to }): Seen[] => [
      to === 'back' ? { go: { out: 1 }, never: ['left'] } : { come: { [to]: 1 } },
      { told: {} },
    ]);

describe(`over ${OPERATIONS} small operations`, () => {
  test('there are groups of one centre and of several, with small cells, after corrections, and people who left', () => {
    const groups = operations.flatMap(groupsOf);
    expect(groups.length).toBeGreaterThan(OPERATIONS);
    const smalls = groups.filter(({ truth }) => Object.values(countBy(truth, answerOf.sex)).some((n) => n < 5));
    expect(smalls.length).toBeGreaterThan(100);
    const several = groups.filter(({ truth }) => new Set(truth.map((it) => it.centreId)).size > 1);
    expect(several.length).toBeGreaterThan(20);
    expect(operations.filter((it) => groupsOf(it).length > 2).length).toBeGreaterThan(20);
    expect(operations.filter(({ doors }) => doors.some(({ to }) => to === 'left')).length).toBeGreaterThan(100);
  });

  test('nobody is in two groups', () => {
    for (const [at, it] of some(operations.entries())) {
      const counted = groupsOf(it).flatMap(({ truth }) => truth.map(({ id }) => id));
      expect([at, counted.length]).toEqual([at, new Set(counted).size]);
    }
  });

  test.each(questions)('an attentive silver can name no cell of one to four of %s', (question) => {
    for (const [at, it] of some(operations.entries())) {
      const shown = groupsOf(it);
      expect([at, shown.flatMap(({ told, truth }) => namedInGroup(question, told, truth))]).toEqual([at, []]);
      expect([at, namedInAll(question, atoms[question], shown)]).toEqual([at, []]);
    }
  });

  test('nor how many of those who are away have left', () => {
    const doors = operations.flatMap((it) =>
      [...new Set(it.doors.map((door) => door.centreId))].map((centreId) => ({ it, centreId })),
    );
    for (const { it, centreId } of some(doors))
      expect([it, namedBy(['left', 'out'], outcomes(it, centreId), ['left'])]).toEqual([it, []]);
  });
});

describe('over Exercise Larkspur', () => {
  const guests = readManifest().map((it, n): Recorded & { arrives: number } => ({
    ...it,
    id: `guest ${n}`,
    centreId: 'wren',
    is: 'on site',
  }));
  const tags = [...new Set(guests.map((it) => it.language))];
  const often = countBy(guests, (it) => it.language);
  const listed = tags.toSorted((a, b) => (often[b] ?? 0) - (often[a] ?? 0));

  const shown = (() => {
    const groups = new Groups();
    const found: ReturnType<typeof groupsOf> = [];
    for (let minute = 30; minute <= 360; minute += 30) {
      for (const it of guests.filter(({ arrives }) => arrives > minute - 30 && arrives <= minute))
        groups.recorded(it.id, it, true);
      const counted = new Set(groups.close(new Date(EXERCISE_STARTS.getTime() + minute * 60_000), listed));
      const told = groups.closed.at(-1);
      if (told && counted.size > 0)
        found.push({ told, truth: guests.filter(({ id }) => counted.has(id)), view: breakdownOf(groups.closed) });
    }
    return found;
  })();

  test('silver is told who came in of nearly all, in a few tables', () => {
    expect(guests.length).toBe(80);
    expect(shown.map(({ view }) => view?.text)).toEqual([
      '24 who came in by Thu 19 Nov 06:30',
      '53 who came in by Thu 19 Nov 07:30',
      '74 who came in by Thu 19 Nov 08:30',
    ]);
    const told = (question: Question) => shown.at(-1)?.view?.[question].map(({ key, count }) => `${key} ${count.text}`);
    expect(told('sex')).toEqual(['male 34 to 37', 'female 25', 'unknown 12 to 15']);
    expect(told('age')).toEqual(['adult 62 to 71', 'child 3 to 12']);
    expect(told('languages')).toEqual(['ro 13 to 16', 'sq 3 to 12', 'vi 3 to 12', 'lv 1 or more', 'other 30 to 54']);
  });

  test.each(questions)('an attentive silver can name no cell of one to four of %s', (question) => {
    expect(shown.flatMap(({ told, truth }) => namedInGroup(question, told, truth))).toEqual([]);
    const answers = [...new Set(guests.map(answerOf[question]))];
    expect(answers.length).toBeGreaterThan(1);
    expect(namedInAll(question, answers, shown)).toEqual([]);
  });
});

/** Another rule, and what an attentive silver would make of its tables. */
const namedUnder = (question: Question, halfHours: readonly HalfHour[], listed: (it: HalfHour) => string[]) => {
  const seen: Seen[] = [];
  let was: readonly Recorded[] = [];
  for (const it of halfHours) {
    const same = (a: Recorded, b: Recorded) => a.id === b.id && answerOf[question](a) === answerOf[question](b);
    const came = it.onSite.filter((one) => !was.some((other) => same(one, other)));
    const went = was.filter((one) => !it.onSite.some((other) => same(one, other)));
    if (came.length > 0) seen.push({ come: countBy(came, answerOf[question]) });
    if (went.length > 0) seen.push({ go: countBy(went, answerOf[question]) });
    const keys = listed(it);
    const counts = countBy(it.onSite, answerOf[question]);
    const named = keys.map((key) => counts[key] ?? 0);
    const bounds = boundsOfCells([...named, it.onSite.length - named.reduce((all, n) => all + n, 0)]);
    const told = keys.map((key, at) => [key, bounds[at] ?? { least: 0, most: it.onSite.length }] as const);
    seen.push({ told: Object.fromEntries(told) });
    was = it.onSite;
  }
  return namedBy(atoms[question], seen);
};

describe('she is not to be had by a worse rule', () => {
  test.each(questions)('a table of who is on site at every half hour would name people by %s', (question) => {
    const found = operations.filter(
      ({ halfHours }) => namedUnder(question, halfHours, () => atoms[question].slice(0, -1)).length > 0,
    );
    expect(found.length).toBeGreaterThan(OPERATIONS / 2);
  });

  test('two cuts of the same people by two lists of languages would', () => {
    const cells = [...TAGS.slice(0, 3), 'other'];
    const [first = '', second = '', ...rest] = cells;
    const found = operations.filter(({ halfHours }) => {
      const keyOf = (it: Recorded) => (cells.includes(it.language) ? it.language : 'other');
      const counts = countBy(halfHours.at(-1)?.onSite ?? [], keyOf);
      const cut = (keys: string[]): Seen => {
        const bounds = boundsOfCells(keys.map((key) => counts[key] ?? 0));
        return { told: Object.fromEntries(keys.flatMap((key, at) => (bounds[at] ? [[key, bounds[at]]] : []))) };
      };
      const [one, other] = [cut(cells), cut([second, first, ...rest])];
      expect([namedBy(cells, [{ come: counts }, one]), namedBy(cells, [{ come: counts }, other])]).toEqual([[], []]);
      return namedBy(cells, [{ come: counts }, one, other]).length > 0;
    });
    expect(found.length).toBeGreaterThan(5);
  });

  test('a second group told by the difference of two tables that were each hidden for themselves would', () => {
    const found = operations.filter((it) => {
      const shown = groupsOf(it);
      let all: readonly Recorded[] = [];
      const seen = shown.flatMap(({ truth }): Seen[] => {
        all = [...all, ...truth];
        const counts = countBy(all, answerOf.age);
        const [adult, child] = boundsOfCells(atoms.age.map((key) => counts[key] ?? 0));
        return [{ come: countBy(truth, answerOf.age) }, { told: { ...(adult && { adult }), ...(child && { child }) } }];
      });
      return namedBy(atoms.age, seen).length > 0;
    });
    expect(found.length).toBeGreaterThan(0);
  });
});
