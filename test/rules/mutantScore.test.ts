import { expect, test } from 'vitest';
import { scoreOf, toPercent } from '../mutants/scoreOf.mjs';

const source = 'export const a = (b) => b > 1;\nexport const c = (d) =>\n  d ||\n  2;\n';
const mutant = (status: string, replacement: string, line = 1, from = 25, toLine = line, to = 30) => ({
  status,
  replacement,
  location: { start: { line, column: from }, end: { line: toLine, column: to } },
});
const report = {
  files: {
    'shared/x/a.ts': {
      source,
      mutants: [
        mutant('Killed', 'true'),
        mutant('Timeout', 'false'),
        mutant('Survived', 'b >= 1'),
        mutant('NoCoverage', 'b < 1'),
        mutant('Ignored', '""'),
        mutant('Survived', 'd && 2', 3, 3, 4, 4),
      ],
    },
  },
};
const named = (changes: object = {}) => [
  {
    file: 'shared/x/a.ts',
    in: 'export const a = (b) => b > 1;',
    from: 'b > 1',
    to: 'b >= 1',
    why: 'b is whole',
    ...changes,
  },
];

test('what is named as equivalent is no longer counted, and what is left out never was', () => {
  expect(scoreOf(report, []).folders).toEqual([
    { folder: 'shared/x', noticed: 2, survived: 2, uncovered: 1, equivalent: 0 },
  ]);
  const { folders, survivors, unfit } = scoreOf(report, named());
  expect(folders).toEqual([{ folder: 'shared/x', noticed: 2, survived: 1, uncovered: 1, equivalent: 1 }]);
  expect(survivors.map(({ from, to }) => `${from} → ${to}`)).toEqual(['b > 1 → b < 1', 'd ||\n  2 → d && 2']);
  expect(unfit).toEqual([]);
});

test('an entry that fits no mutant that survived is told, unless its file was not tried', () => {
  expect(scoreOf(report, named({ to: 'b <= 1' })).unfit).toHaveLength(1);
  expect(scoreOf(report, named({ to: 'true' })).unfit).toHaveLength(1);
  expect(scoreOf(report, named({ file: 'shared/y.ts' })).unfit).toEqual([]);
});

test('a score is rounded down', () => {
  expect(toPercent({ noticed: 849, survived: 150, uncovered: 1 })).toBe('84 %');
  expect(toPercent({ noticed: 0, survived: 0, uncovered: 0 })).toBe('–');
});
