import { expect, test } from 'vitest';
import { countStatuses } from '../../shared/imports.ts';
import { planCsv, planRowsFromCsv, readScaling, writeScaling } from '../../shared/plans/csv.ts';
import { scalePlan, type Expected } from '../../shared/plans/scale.ts';
import { savePlan } from '../../shared/plans/contract.ts';
import { readCsv, samplePartnerCodes, samplePlan, sampleText } from './support/samples.ts';
import { some } from '../support/some.ts';

const plan = samplePlan();
const heads = (role: string, expected: Partial<Expected> = {}): number =>
  scalePlan(plan, { size: 'medium', expected: 40, ...expected }).find((row) => row.role === role)?.heads ?? -1;
const interpreters = (languages: Expected['languages'], expected = 40) =>
  scalePlan(plan, { size: 'medium', expected, languages }).find(({ role }) => role === 'interpreter');

test('forty people at a medium centre who speak three languages call for thirty-eight', () => {
  const languages = [
    { tag: 'ro', people: 16 },
    { tag: 'vi', people: 16 },
    { tag: 'sq', people: 8 },
  ];
  const scaled = scalePlan(plan, { size: 'medium', expected: 40, languages, children: true });
  expect(scaled.reduce((sum, row) => sum + row.heads, 0)).toBe(38);
  const roles = Object.fromEntries(scaled.map((row) => [row.role, row.heads]));
  expect(roles).toMatchObject({ welfare: 8, interpreter: 5, registration: 2, security: 4, medical_screening: 2 });
});

test('the larger of the two numbers counts', () => {
  expect(heads('welfare', { size: 'small', expected: 10 })).toBe(6);
  expect(heads('welfare', { size: 'small', expected: 31 })).toBe(7);
  expect(heads('welfare', { size: 'large', expected: 120 })).toBe(24);
  expect(heads('registration', { expected: 51 })).toBe(3);
  expect(heads('welfare', { size: 'several', expected: 10 })).toBe(16);
});

test('a child, or someone who may be, brings a social worker even to a small centre', () => {
  expect(heads('child_social_worker', { size: 'small', children: false })).toBe(0);
  expect(heads('child_social_worker', { size: 'small', children: true })).toBe(1);
  expect(heads('child_social_worker', { size: 'large', children: true })).toBe(2);
});

test('interpreters come by language, English needs none, and what is left may speak any', () => {
  expect(
    interpreters([
      { tag: 'ro', people: 17 },
      { tag: 'en', people: 20 },
      { tag: 'sq', people: 1 },
    ])?.byLanguage,
  ).toEqual([
    { language: 'ro', heads: 3 },
    { language: 'sq', heads: 1 },
  ]);
  expect(interpreters([{ tag: 'ro', people: 8 }])?.byLanguage).toEqual([
    { language: 'ro', heads: 1 },
    { language: null, heads: 3 },
  ]);
  expect(interpreters([])?.byLanguage).toEqual([{ language: null, heads: 4 }]);
});

test('where nobody said how many speak a language, those left are shared out', () => {
  expect(interpreters([{ tag: 'ro', people: 8 }, { tag: 'vi' }, { tag: 'sq' }])?.byLanguage).toEqual([
    { language: 'ro', heads: 1 },
    { language: 'vi', heads: 2 },
    { language: 'sq', heads: 2 },
  ]);
});

test('a planner is told why so many', () => {
  expect(scalePlan(plan, { size: 'medium', expected: 45 }).find(({ role }) => role === 'welfare')?.why).toBe(
    'one for every 5 of 45 people',
  );
  expect(scalePlan(plan, { size: 'medium', expected: 20 }).find(({ role }) => role === 'welfare')?.why).toBe(
    '8 at a medium centre',
  );
});

test('every number of every role sums over its languages', () => {
  for (const row of some(
    scalePlan(plan, {
      size: 'large',
      expected: 133,
      languages: [{ tag: 'ro' }, { tag: 'pl', people: 40 }],
    }),
  )) {
    expect(row.byLanguage.reduce((sum, each) => sum + each.heads, 0)).toBe(row.heads);
  }
});

test('the sample plan imports as new, then as unchanged, and a row left out is named', () => {
  const csv = readCsv(sampleText('role-plan'));
  const codes = samplePartnerCodes();
  expect(countStatuses(planRowsFromCsv(csv, null, codes).rows)).toEqual({
    new: 20,
    changed: 0,
    unchanged: 0,
    wrong: 0,
  });
  expect(countStatuses(planRowsFromCsv(csv, { rows: plan, rowVersion: 3 }, codes).rows).unchanged).toBe(20);
  const shorter = readCsv(
    sampleText('role-plan')
      .split('\n')
      .filter((line) => !line.startsWith('dtn_lead'))
      .join('\n'),
  );
  expect(planRowsFromCsv(shorter, { rows: plan, rowVersion: 3 }, codes).removed).toEqual(['dtn_lead/DCC-CS']);
});

test.each(['', 'people/5', 'per_language people/8', 'on_site_if_any_child'])(
  'a way of scaling (%s) is read and written alike',
  (text) => {
    const scaling = readScaling(text);
    expect(scaling === undefined ? 'refused' : writeScaling(scaling)).toBe(text);
  },
);

test('a way of scaling that makes no sense is refused', () => {
  expect(
    ['people/0', 'people', 'guests/5'].map(
      (text) =>
        planRowsFromCsv(
          readCsv(`role,partner,small,medium,large,scales_with\nwelfare,BRC,1,2,3,${text}`),
          null,
          samplePartnerCodes(),
        ).rows[0]?.status,
    ),
  ).toEqual(['wrong', 'wrong', 'wrong']);
});

test('a plan with one role twice for a partner is refused', () => {
  const rows = [...plan, ...plan.slice(0, 1)];
  expect(savePlan.args.safeParse({ ...savePlan.example, rows }).success).toBe(false);
  expect(savePlan.args.safeParse({ ...savePlan.example, rows: plan }).success).toBe(true);
});

const fileOf = (...rows: string[]) => readCsv(['role,partner,small,medium,large,scales_with', ...rows].join('\n'));

test.each([
  [' people/5 ', { kind: 'people', per: 5 }],
  ['per_language people/8', { kind: 'per_language', per: 8 }],
  ['many people/5', undefined],
  ['people/5 each', undefined],
  ['people/12345', undefined],
])('“%s” says how a role grows, or does not', (text, scaling) => {
  expect(readScaling(text)).toEqual(scaling);
});

test('what is wrong with a row of a plan is said under its heading, once', () => {
  const problems = (row: string) => planRowsFromCsv(fileOf(row), null, samplePartnerCodes()).rows[0]?.problems;
  expect(problems('welfare,BRC,1,2,3,guests/5')).toEqual([
    {
      field: 'scales_with',
      words: 'Use people/5, per_language people/8, on_site_if_any_child, or leave it empty',
    },
  ]);
  expect(problems('welfare,BRC,1,2,3,people/0')?.map((it) => it.field)).toEqual(['scales_with']);
  expect(problems('welfare,NOBODY,1,2,3,')?.map((it) => it.field)).toEqual(['partner']);
  expect(problems('welfare,BRC,-1,2,3,')?.map((it) => it.field)).toEqual(['small']);
  expect([planCsv.columnOf(['scalesWith', 'per']), planCsv.columnOf(['large']), planCsv.columnOf([])]).toEqual([
    'scales_with',
    'large',
    '',
  ]);
});

test('a changed row of a plan is shown cell by cell, against the version that is held', () => {
  const held = { role: 'welfare', partner: 'BRC', small: 1, medium: 2, large: 3, scalesWith: null } as const;
  const { rows } = planRowsFromCsv(
    fileOf('welfare,BRC,1,2,4,people/5'),
    { rows: [held], rowVersion: 7 },
    samplePartnerCodes(),
  );
  expect(rows[0]).toMatchObject({
    key: 'welfare/BRC',
    status: 'changed',
    baseVersion: 7,
    changes: [
      { field: 'large', from: '3', to: '4' },
      { field: 'scales_with', from: '', to: 'people/5' },
    ],
  });
});
