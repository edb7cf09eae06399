import { describe, expect, test } from 'vitest';
import { groupWith, othersFor, wearing } from '../../client/parts/people/others.ts';
import { blank, type Entry, toHold } from '../../client/parts/people/toHold.ts';
import { backWords, offersFor } from '../../client/screens/people/offers.ts';
import { type PersonRow, presences } from '../../shared/people.ts';

const guest = (presence: PersonRow['presence'], over: object = {}) => ({ id: 'a', presence, ...over }) as PersonRow;
const everything = () => true;
const here = offersFor(guest('on_site'), everything);

describe('of a guest somebody may record', () => {
  test('what can follow from where they are, and of all what is said of anybody', () => {
    const always = ['need', 'place', 'group', 'amend', 'undo'];
    const offered = presences.map((it) => {
      const more = [...offersFor(guest(it), everything)];
      for (const one of always) expect([it, one, more.includes(one as 'need')]).toEqual([it, one, true]);
      return [it, more.filter((one) => !always.includes(one)).join(' ')];
    });
    expect(Object.fromEntries(offered)).toEqual({
      expected: 'back',
      in_transit: 'back missing',
      on_site: 'out leaving transfer missing police',
      temporarily_out: 'back leaving transfer missing police',
      departed: 'back',
      left_voluntarily: 'back',
      transferred: 'back',
      missing: 'back leaving police',
      removed_by_police: 'back',
    });
  });

  test('no correction and no group where this tablet knows only part of the record', () => {
    const part = offersFor(guest('on_site', { partial: true }), everything);
    expect([...here].filter((it) => !part.has(it))).toEqual(['group', 'amend']);
  });

  test.each([
    ['needs.raise', 'need'],
    ['people.move', 'place'],
    ['people.setPresence', 'out leaving transfer missing police'],
    ['people.amend', 'group amend'],
    ['log.write', 'police'],
    ['people.undoCheckIn', 'undo'],
  ])('without the right to %s not: %s', (right, offers) => {
    const left = offersFor(guest('on_site'), (it) => it !== right);
    expect([...here].filter((it) => !left.has(it)).join(' ')).toBe(offers);
  });

  test('that they are here, in words that fit where they were', () => {
    const words: Partial<Record<PersonRow['presence'], string>> = {
      missing: 'They are found',
      in_transit: 'They have arrived',
      expected: 'They have arrived',
    };
    expect(presences.map(backWords)).toEqual(presences.map((it) => words[it] ?? 'They are back'));
  });
});

describe('of a guest whom only another tablet knows is kept', () => {
  const held = (entry: Partial<Entry>) => {
    const it = toHold({ ...blank, ...entry });
    const { needId, ...args } = it?.args ?? {};
    expect(needId === undefined).toBe(it?.of.name !== 'needs.raise');
    return it && [it.of.name, args];
  };

  test('each thing that can be said, once all of it is said', () => {
    const all = { kind: 'drink', note: ' Warm ', zone: ' Hall B ', name: ' Dan ' } as const;
    expect(held({ ...all, what: 'out' })).toEqual(['people.setPresence', { to: 'temporarily_out' }]);
    expect(held({ ...all, what: 'back' })).toEqual(['people.setPresence', { to: 'on_site' }]);
    expect(held({ ...all, what: 'place' })).toEqual(['people.move', { zone: 'Hall B' }]);
    expect(held({ ...all, what: 'name' })).toEqual(['people.identify', { preferredName: 'Dan' }]);
    expect(held({ ...all, what: 'need' })).toEqual(['needs.raise', { kind: 'drink', note: 'Warm' }]);
    expect(held({ ...all, what: 'need', note: '  ' })).toEqual(['needs.raise', { kind: 'drink' }]);
  });

  test('nothing while an answer is missing, whatever else has been typed', () => {
    const all = { kind: 'drink', note: 'Warm', zone: 'Hall B', name: 'Dan' } as const;
    for (const it of [
      { what: null },
      { what: 'place', zone: '  ' },
      { what: 'name', name: '  ' },
      { what: 'need', kind: '' },
    ] as const)
      expect(held({ ...all, ...it })).toBeNull();
  });
});

describe('beside a guest are found', () => {
  const came = (id: string, minute: number, over: Partial<PersonRow> = {}) =>
    guest('on_site', {
      id,
      reference: id,
      undoneAt: null,
      groupId: null,
      arrivedAt: `2026-11-19T05:${10 + minute}:00Z`,
      ...over,
    });
  const ids = (people: PersonRow[], typed = '') => othersFor(people, came('K-001', 0), typed).map(({ id }) => id);

  test('the eight who came last, and by their wristband whoever came before', () => {
    const people = Array.from({ length: 10 }, (_, n) => came(`K-00${n}`, n));
    expect(ids(people)).toEqual(['K-009', 'K-008', 'K-007', 'K-006', 'K-005', 'K-004', 'K-003', 'K-002']);
    expect([ids(people, 'k0'), ids(people, 'K-001'), ids(people, 'K-00')]).toEqual([['K-000'], [], ['K-000']]);
  });

  test.each(presences)(
    'those who are looked after here and wholly known: one who is "%s" only while they are',
    (presence) => {
      const stays = ['on_site', 'temporarily_out', 'missing'].includes(presence);
      expect(ids([came('K-002', 1, { presence })])).toEqual(stays ? ['K-002'] : []);
      expect(ids([came('K-002', 1, { presence, undoneAt: '2026-11-19T06:00:00Z' })])).toEqual([]);
      expect(ids([{ ...came('K-002', 1, { presence }), partial: true } as PersonRow])).toEqual([]);
    },
  );

  test('and are of one group then: the other’s, else their own, else a new one', () => {
    const [mine, theirs] = [came('a', 0, { groupId: 'mine' }), came('b', 1, { groupId: 'theirs' })];
    expect(groupWith(mine, theirs, 'new')).toBe('theirs');
    expect(groupWith(mine, came('b', 1), 'new')).toBe('mine');
    expect(groupWith(came('a', 0), came('b', 1), 'new')).toBe('new');
    expect(groupWith(came('a', 0), undefined, 'new')).toBe('new');
  });

  test('by a wristband, however it is typed, whoever wears it and was not checked in by mistake', () => {
    const people = [came('K-014', 0, { undoneAt: '2026-11-19T06:00:00Z' }), came('b', 1, { reference: 'K-014' })];
    expect(wearing(people, 'k14')?.id).toBe('b');
    expect(wearing(people, 'k15')).toBeUndefined();
  });
});
