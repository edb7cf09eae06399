import { describe, expect, test } from 'vitest';
import { readReference } from '../../client/parts/people/reference.ts';
import { flagsToShow, flagWords, languageName, paperWords, presenceWords } from '../../client/parts/people/words.ts';
import { findGuests, showing, sortGuests } from '../../client/screens/people/list.ts';
import { type PersonRow, presences, stayFlags } from '../../shared/people.ts';
import { some } from '../support/some.ts';
import { guestRow } from './support/rows.ts';

const guest = (id: string, reference: string, over: Partial<PersonRow> = {}): PersonRow => ({
  ...guestRow,
  id,
  reference,
  flags: [],
  ...over,
});
const undone = { undoneAt: '2026-11-19T07:05:00Z', undoneReason: 'Checked in twice' };
/** One of every presence; the wristbands run the other way than the list. */
const everyone = some(presences).map((presence, at) => guest(presence, `K-0${50 - at}`, { presence }));
const listed = (people: readonly PersonRow[]) => sortGuests(people, new Map()).map(({ person }) => person.id);

describe('the list of guests', () => {
  test('begins with whom to look for and goes on to those who are gone, of every presence', () => {
    expect(listed(everyone.toReversed())).toEqual([
      'missing',
      'on_site',
      'temporarily_out',
      'in_transit',
      'expected',
      'transferred',
      'departed',
      'left_voluntarily',
      'removed_by_police',
    ]);
  });

  test('has those of one presence in the order of their wristbands, and undone check-ins after all others', () => {
    const people = [
      guest('third', 'K-003', undone),
      guest('second', 'K-002'),
      guest('gone', 'K-900', { presence: 'removed_by_police' }),
      guest('first', 'K-001'),
      guest('sought', 'K-000', { presence: 'missing', ...undone }),
    ];
    expect(listed(people)).toEqual(['first', 'second', 'gone', 'sought', 'third']);
    expect(listed(people.toReversed())).toEqual(['first', 'second', 'gone', 'sought', 'third']);
    expect(listed([guest('after', 'K-1000'), guest('before', 'K-999')])).toEqual(['before', 'after']);
  });

  test('shows no record that was joined with another, not even under All', () => {
    expect(listed([guest('joined', 'K-001', { mergedInto: 'kept', ...undone }), guest('kept', 'K-002')])).toEqual([
      'kept',
    ]);
  });

  test.each(presences)('shows who is "%s" under Here or under Gone, and whose check-in was undone under Gone', (id) => {
    const under = (person: PersonRow) =>
      showing.filter((show) => findGuests(sortGuests([person], new Map()), '', false, show).length > 0);
    const gone = ['departed', 'left_voluntarily', 'transferred', 'removed_by_police'].includes(id);
    const out = id === 'temporarily_out' ? ['out'] : [];
    expect(under(guest('a', 'K-001', { presence: id }))).toEqual(gone ? ['gone', 'all'] : ['here', ...out, 'all']);
    expect(under(guest('a', 'K-001', { presence: id, ...undone }))).toEqual(['gone', 'all']);
  });

  test('finds by the number, however short it is typed, and by a piece of it', () => {
    const all = sortGuests([guest('a', 'K-010'), guest('b', 'K-100'), guest('c', 'M-010')], new Map());
    const found = (text: string) => findGuests(all, text, false, 'here').map(({ person }) => person.reference);
    expect(found('k10')).toEqual(['K-010', 'K-100']);
    expect(found('k100')).toEqual(['K-100']);
    expect(found('K-01')).toEqual(['K-010']);
    expect(found('Z-777')).toEqual([]);
    expect(found('   ')).toHaveLength(3);
  });
});

test.each([
  ['k1', 'K-001'],
  ['K 14', 'K-014'],
  ['k-014', 'K-014'],
  [' m - 007 ', 'M-007'],
  ['k1000', 'K-1000'],
  ['K-9999', 'K-9999'],
  ['k12345', 'K12345'],
  ['14', '14'],
  ['kk14', 'KK14'],
  ['', ''],
])('"%s" typed as a wristband is read as "%s"', (typed, read) => expect(readReference(typed)).toBe(read));

test('every presence and every mark is called something of its own', () => {
  for (const words of [presences.map((it) => presenceWords[it]), stayFlags.map((it) => flagWords[it])])
    expect(new Set(some(words)).size).toBe(words.length);
});

test('every mark is worth a second look, but that somebody was keyed in from paper, which is told in words', () => {
  expect(flagsToShow(stayFlags)).toEqual(stayFlags.filter((it) => it !== 'from_paper'));
  expect(paperWords({ paperForm: 12, keyedAt: null })).toBe('From paper form 12');
  expect(paperWords({ paperForm: null, keyedAt: '2026-11-19T07:05:00Z' })).toBeNull();
  expect(paperWords({})).toBeNull();
});

test('a language is named with a capital, and one that nobody knows is said to be not known', () => {
  expect(['vi', 'und'].map(languageName)).toEqual(['Vietnamese', 'Language not known']);
});
