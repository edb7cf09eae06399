import { describe, expect, test } from 'vitest';
import { keptFirst } from '../../server/people/merge/outcome.ts';
import { addedBy, atDoor, identityTaken, joinedOf } from '../../server/people/record/fields.ts';
import type { Person } from '../../server/people/record/rows.ts';
import { fieldNames, guestFieldNames, guestFields, type GuestFieldName } from '../../shared/guestFields.ts';
import { isStaying } from '../../shared/people.ts';
import { some } from '../support/some.ts';

const EARLY = new Date('2026-11-19T05:00:00Z');
const LATE = new Date('2026-11-19T05:20:00Z');

/** Of each field what two records of one guest say, and what the one that is kept says then; blanks are null. */
const joins: Record<GuestFieldName, [first: unknown, second: unknown, joined: unknown][]> = {
  reference: [['K-001', 'K-002', 'K-001']],
  language: [
    ['und', 'vi', 'vi'],
    ['vi', 'und', 'vi'],
    ['vi', 'ro', 'vi'],
  ],
  ageBand: [
    ['adult', 'child', 'child'],
    ['adult', 'unsure', 'unsure'],
    ['child', 'adult', 'child'],
    ['unsure', 'adult', 'unsure'],
    ['unsure', 'child', 'unsure'],
    ['child', 'unsure', 'child'],
  ],
  preferredName: [
    [null, 'Dan', 'Dan'],
    ['Dan', null, 'Dan'],
    ['Dan', 'Ion', 'Dan'],
  ],
  vehicle: [
    [null, 'Van', 'Van'],
    ['Van', null, 'Van'],
    ['Van', 'Bus', 'Van'],
  ],
  groupId: [
    [null, 'b', 'b'],
    ['a', null, 'a'],
    ['a', 'b', 'a'],
  ],
  zone: [
    [null, 'Hall B', 'Hall B'],
    ['Hall A', null, 'Hall A'],
    ['Hall A', 'Hall B', 'Hall A'],
  ],
  arrivedAt: [
    [EARLY, LATE, EARLY],
    [LATE, EARLY, EARLY],
  ],
  sex: [
    [null, 'male', 'male'],
    ['male', null, 'male'],
    ['male', 'female', 'male'],
    ['not_asked', 'male', 'male'],
    ['male', 'not_asked', 'male'],
    ['not_asked', null, 'not_asked'],
  ],
};

const blank = {
  reference: 'K-001',
  language: 'und',
  ageBand: 'adult',
  vehicle: null,
  groupId: null,
  zone: null,
  arrivedAt: LATE,
  toldAt: null,
} as const;
const namesWhere = (fits: (it: (typeof guestFields)[GuestFieldName]) => boolean) =>
  guestFieldNames.filter((it) => fits(guestFields[it]));

describe('of a guest who is on two records', () => {
  const cases = some(guestFieldNames).flatMap((name) => some(joins[name]).map((it) => [name, ...it] as const));

  test.each(cases)('"%s" said as %s and as %s is %s once they are joined', (name, first, second, joined) => {
    const beside = guestFields[name].kept === 'personIdentity';
    const kept = { ...blank, [name]: first };
    const other = { ...blank, [name]: second };
    const taken = beside ? identityTaken({ [name]: first }, { [name]: second }) : joinedOf(kept, other);
    expect({ ...kept, ...taken }).toEqual({ ...kept, [name]: joined });
  });

  const atTheDoor = namesWhere(({ door }) => door !== 'not at the door');
  test.each(cases.filter(([name]) => atTheDoor.includes(name)))(
    '"%s" that stands as %s and is told at the door as %s stands as %s',
    (name, first, second, joined) => {
      const added = addedBy({ ...blank, [name]: first }, { ...blank, [name]: second });
      expect(added).toEqual(first === joined ? {} : { [name]: joined });
    },
  );

  test('blanks at the door are stored as nothing, whether empty or left out', () => {
    const told = { language: 'vi', ageBand: 'adult' };
    const stored = { ...told, vehicle: null, groupId: null, zone: null };
    expect(atDoor({ ...told, vehicle: '', zone: '' })).toEqual(stored);
    expect(atDoor(told)).toEqual(stored);
  });

  test('nothing is known of a name before: all of it is taken, and where neither said anything nothing is', () => {
    expect(identityTaken(null, { preferredName: 'Dan', sex: 'male' })).toEqual({ preferredName: 'Dan', sex: 'male' });
    expect(identityTaken(null, null)).toEqual({});
    expect(identityTaken({ preferredName: 'Dan' }, null)).toEqual({});
  });

  test.each([
    ['whoever is here, though they came later', ['departed', EARLY, 'a'], ['on_site', LATE, 'b']],
    ['whoever is missing, who is looked after still', ['transferred', EARLY, 'a'], ['missing', LATE, 'b']],
    ['of two who are here whoever came first', ['on_site', LATE, 'a'], ['temporarily_out', EARLY, 'b']],
    ['of two who have left whoever came first', ['departed', LATE, 'a'], ['removed_by_police', EARLY, 'b']],
    ['of two at one moment whose record was made first', ['on_site', EARLY, 'b'], ['on_site', EARLY, 'a']],
  ] as const)('where nobody chose, the kept record is %s', (_, other, kept) => {
    const record = ([presence, arrivedAt, id]: readonly [Person['presence'], Date, string]) =>
      ({ presence, arrivedAt, id }) as Person;
    const [one, two] = [record(other), record(kept)];
    const staying = ({ presence }: Person) => isStaying(presence);
    expect(keptFirst(one, two, staying)).toEqual([two, one]);
    expect(keptFirst(two, one, staying)).toEqual([two, one]);
  });
});

test('what holds of each field of a guest is what was decided', () => {
  expect(namesWhere(({ kept }) => kept === 'personIdentity')).toEqual(['preferredName', 'sex']);
  expect(namesWhere(({ compartment }) => compartment !== 'core')).toEqual(['preferredName', 'sex']);
  expect(namesWhere(({ least }) => least !== 'full')).toEqual(['preferredName']);
  // An edit of who may be a child, of a name and of a place never slips in beside another.
  expect(namesWhere(({ apart }) => apart)).toEqual(['reference', 'language', 'vehicle', 'groupId']);
  expect(namesWhere(({ compared }) => !compared)).toEqual(['arrivedAt', 'sex']);
  expect(namesWhere(({ joins: how }) => how === 'kept')).toEqual(['reference']);
  expect(namesWhere(({ edited }) => edited === 'no')).toEqual(['groupId', 'arrivedAt', 'sex']);
});

test('fields are shown in the order in which somebody asks: who they are, where they are, what was said', () => {
  expect(fieldNames.join(' ')).toBe(
    'reference language ageBand needs preferredName vehicle group zone presence arrivedAt state holder note other',
  );
});
