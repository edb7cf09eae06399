import { expect, test } from 'vitest';
import { beside } from '../../server/attention/show/beside.ts';
import { flatten } from '../../server/attention/show/parts.ts';
import { isSameItem, spentOf, authorNamedIn } from '../../server/attention/intake/spent.ts';
import { locked, shown } from '../../server/engine/description.ts';
import { fieldNames } from '../../shared/guestFields.ts';
import { item } from './support/line.ts';

test('two sides differ where both say something and not the same; what one side is silent about does not differ', () => {
  const [zone, language, needs] = ['zone', 'language', 'needs'] as const;
  const fields = beside([
    { [language]: shown('ro'), [zone]: shown('Hall A'), [needs]: shown(['drink', 'food']) },
    { [language]: shown('ro'), [zone]: shown('Hall B'), [needs]: shown(['drink', 'food']) },
  ]);
  const of = (all: typeof fields, name: string) => all.find((it) => it.name === name);
  expect(fields.map(({ name }) => name)).toEqual(fieldNames.filter((it) => ['zone', 'language', 'needs'].includes(it)));
  expect(of(fields, zone)).toEqual({ name: zone, values: ['Hall A', 'Hall B'], differs: true, locked: false });
  expect([of(fields, language)?.differs, of(fields, needs)?.differs]).toEqual([false, false]);
  const lists = beside([{ [needs]: shown(['drink', 'food']) }, { [needs]: shown(['food', 'drink']) }]);
  expect(lists[0]?.differs).toBe(true);
  for (const other of [{}, { [zone]: shown(null) }]) {
    expect(beside([{ [zone]: shown('Hall A') }, other])).toEqual([
      { name: zone, values: ['Hall A', null], differs: false, locked: false },
    ]);
    expect(beside([other, { [zone]: shown('Hall A') }])[0]?.differs).toBe(false);
  }
  expect(beside([{ [zone]: shown('Hall A') }])).toEqual([
    { name: zone, values: ['Hall A'], differs: false, locked: false },
  ]);
});

test('what is locked on either side is said to be locked, and shows nothing', () => {
  for (const sides of [
    [{ zone: locked }, { zone: shown('Hall B') }],
    [{ zone: shown('Hall A') }, { zone: locked }],
  ])
    expect(beside(sides)[0]).toMatchObject({ differs: false, locked: true });
});

test('a value is told with the words that lead to it', () => {
  const words = (key: string, value: unknown) => flatten(key, value).map((it) => `${it.label}: ${String(it.value)}`);
  expect(words('paperForm', 12)).toEqual(['Paper form: 12']);
  expect(words('groupId', 'x')).toEqual(['Group: x']);
  expect(words('centreId', 'x')).toEqual(['Centre: x']);
  expect(words('note', null)).toEqual(['Note: null']);
  expect(words('ready', { fireBriefing: true })).toEqual(['Ready fire briefing: true']);
  expect(words('zones', [{ name: 'Hall A', beds: 4 }, { name: 'Hall B' }])).toEqual([
    'Zones 1 name: Hall A',
    'Zones 1 beds: 4',
    'Zones 2 name: Hall B',
  ]);
  // Whom a mark is of needs no words before it.
  expect(words('subject', { kind: 'guest', id: 'x' })).toEqual(['Kind: guest', 'Who: x']);
});

test('what has been seen to is known again by what it was, and by nothing else', () => {
  const [one, other] = [item({ box: 'sealedWords', authorId: 'meera' }), item({ box: 'otherWords' })];
  const left = spentOf(one);
  expect(JSON.stringify(left)).not.toContain('sealedWords');
  expect([isSameItem(one, one), isSameItem(left, one)]).toEqual([true, true]);
  expect([isSameItem(one, other), isSameItem(left, other)]).toEqual([false, false]);
  expect([authorNamedIn(one), authorNamedIn(left)]).toEqual(['meera', 'meera']);
  for (const none of [null, {}, 'x']) {
    expect([isSameItem(none, one), authorNamedIn(none)]).toEqual([false, null]);
    expect(spentOf(none)).toEqual({ spent: null, authorId: null });
  }
});
