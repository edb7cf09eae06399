import { signal } from '@preact/signals';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { author } from '../../client/data/author.ts';
import type { RollCallRow } from '../../shared/rollCalls/contract.ts';
import { at, begin, call, day, guest, mark, night, shift, show, visit } from './support/rollCallRows.ts';

vi.mock('../../client/data/connection.ts', () => ({ online: signal(true), dataAge: signal(0) }));
vi.mock('../../client/session/session.ts', () => ({
  operationId: signal('op'),
  centreId: signal('wren'),
  sees: () => 'full',
  can: () => false,
}));

const page = {
  ...(await import('../../client/screens/rollCall/count.ts')),
  ...(await import('../../client/screens/rollCall/words.ts')),
};
const all = () => {
  const { notSeen, seen, out } = page.countHere.value;
  return [...notSeen, ...seen, ...out];
};
const head = (id: string) => {
  const it = all().find((one) => one.id === id);
  if (!it) throw new Error(`${id} is not on the list`);
  return it;
};

beforeEach(begin);

describe('the count of a roll call', () => {
  test('is of the centre that is chosen, and the last that ended there is the latest of its own', () => {
    const ended = (id: string, endedAt: string, more: Partial<RollCallRow> = {}) => ({ ...call, id, endedAt, ...more });
    show(
      'rollCall',
      { ...call, id: 'elsewhere', centreId: 'other' },
      ended('first', at('08:00')),
      ended('last', at('09:00')),
      ended('joined', at('09:10'), { joinedTo: 'last' }),
      ended('there', at('09:12'), { centreId: 'other' }),
    );
    expect([page.callHere.value, page.lastEnded.value?.id]).toEqual([null, 'last']);
  });

  test('before it begins is of those who are on site now, none of them seen', () => {
    show('rollCall');
    show('person', guest(1), guest(2, { presence: 'departed' }), guest(3, { centreId: 'other' }));
    show(
      'slot',
      shift(),
      shift({ id: night, shiftStart: at('10:00'), state: 'accepted', arrived: 0, arrivedAt: null }),
    );
    show('rollCallMark', mark('old', 'guest 1'));
    const { expected, seen, notSeen } = page.countHere.value;
    expect([expected, seen.length, notSeen.map((it) => it.guest?.reference ?? 'on shift')]).toEqual([
      3,
      0,
      ['K-001', 'on shift', 'on shift'],
    ]);
  });

  test('waits for nobody who was missing before, as far as this device knows why', () => {
    const need = { operationId: 'op', centreId: 'wren', raisedAt: at('08:30'), closedAt: null, state: 'open' };
    show('person', guest(1, { presence: 'missing' }), guest(2, { presence: 'missing' }));
    show(
      'need',
      { ...need, id: 'a', personId: 'guest 1' } as never,
      { ...need, id: 'b', personId: 'guest 2' } as never,
    );
    show('needDetail', { id: 'a', kind: 'missing_person' } as never, { id: 'b', kind: 'drink' } as never);
    const { out, notSeen } = page.countHere.value;
    expect([out.map((it) => it.id), notSeen.map((it) => it.id)]).toEqual([['guest 1'], ['guest 2']]);
  });

  test('of this tablet is of what it marked itself, with those on no list, and others are told apart', () => {
    show('person', guest(1), guest(2));
    const theirs = { countedBy: 'other tablet' };
    show(
      'rollCallMark',
      mark('a', 'guest 1'),
      mark('b', 'guest 2', theirs),
      mark('c', null, { reference: 'K-090' }),
      mark('d', null, { reference: 'K-091', ...theirs }),
    );
    expect([page.ownCount.value, page.tablets.value]).toEqual([2, 2]);
    expect(['guest 1', 'guest 2'].map((id) => page.seenHere(head(id)))).toEqual([true, false]);
    show('rollCallMark', mark('b', 'guest 2', theirs));
    // One that has marked nobody yet counts too.
    expect([page.ownCount.value, page.tablets.value]).toEqual([0, 2]);
  });

  test('at a desk is told apart by the account', () => {
    author.value = { id: 'tess', name: 'Tess', device: null };
    show('person', guest(1), guest(2));
    show('rollCallMark', mark('a', 'guest 1', { countedBy: 'tess' }), mark('b', 'guest 2', { countedBy: 'joan' }));
    expect(page.ownCount.value).toBe(1);
  });

  test('was whole when the last of them was seen for the first time', () => {
    show('person', guest(1), guest(2));
    expect(page.allSeenAt.value).toBeNull();
    show(
      'rollCallMark',
      mark('a', 'guest 1', { markedAt: at('09:21') }),
      mark('b', 'guest 2', { markedAt: at('09:19') }),
      mark('c', 'guest 2', { markedAt: at('09:29') }),
    );
    expect(page.allSeenAt.value).toBe(at('09:21'));
  });
});

describe('the list of a roll call', () => {
  test('has guests by number, then the book, then the roster, which tells of each by number', () => {
    show('person', guest(1000), guest(2), guest(999));
    show('visit', visit('Ben'), visit('Ada'));
    show('slot', shift({ language: 'ro', partner: 'ZEB' }));
    const titles = page.inOrder(all()).map(page.titleOf);
    expect(titles.slice(0, 5)).toEqual(['K-002', 'K-999', 'K-1000', 'Ada', 'Ben']);
    expect(titles.slice(5)).toEqual([1, 2].map((n) => expect.stringMatching(`^ZEB: .+, Romanian ${n} of 2$`)));
    show('slot', shift({ arrived: 1, partnerName: 'Zebra Trust' }));
    expect(page.inOrder(all()).map(page.titleOf).at(-1)).toMatch(/^Zebra Trust: [^,]+$/);
  });

  test('is by place, those without one last, each by number', () => {
    show(
      'person',
      guest(1000, { zone: 'Hall B' }),
      guest(2),
      guest(999, { zone: 'Hall B' }),
      guest(4, { zone: 'Hall A' }),
    );
    const shown = page.byZone(all()).map(({ zone, heads }) => [zone, heads.map(page.titleOf)]);
    expect(shown).toEqual([
      ['Hall A', ['K-004']],
      ['Hall B', ['K-999', 'K-1000']],
      [null, ['K-002']],
    ]);
  });

  test('has those of a shift together', () => {
    show('slot', shift(), shift({ id: night, partner: 'SJA', arrived: 1 }));
    show('person', guest(1));
    expect(page.byShift(all()).map(({ shift: { id }, heads }) => [id, heads.length])).toEqual([
      [day, 2],
      [night, 1],
    ]);
  });

  test('is searched by wristband, name and organisation, in the place that was chosen', () => {
    show('person', guest(1, { zone: 'Hall A' }), guest(2));
    show('personIdentity', { id: 'guest 2', preferredName: 'Ana', rowVersion: 1 } as never);
    show('visit', visit('Ben', { zone: 'Hall A' }));
    const ids = (text: string, zone: string | null) =>
      page
        .found(all(), text, zone)
        .map((it) => it.id)
        .toSorted();
    expect([ids('ana', null), ids('red', null), ids('K-001', null), ids('ben', null)]).toEqual([
      ['guest 2'],
      ['Ben'],
      ['guest 1'],
      ['Ben'],
    ]);
    expect([ids('', 'Hall A'), ids('', ''), ids('ana', 'Hall A')]).toEqual([['Ben', 'guest 1'], ['guest 2'], []]);
  });

  test('says of each what they are and where they were last', () => {
    show(
      'person',
      guest(1, { ageBand: 'child', zone: 'Hall A' }),
      guest(2, { ageBand: 'unsure' }),
      guest(3),
      guest(4, { presence: 'temporarily_out', presenceNote: 'To the shop' }),
      guest(5, { presence: 'temporarily_out' }),
    );
    show('visit', visit('Ben', { kind: 'interpreter', zone: 'Desk', signedInAt: '2026-11-18T21:00:00.000Z' }));
    show('slot', shift({ shiftEnd: '2026-11-20T06:00:00.000Z' }));
    expect(['guest 1', 'guest 2', 'guest 3', 'Ben'].map((id) => page.placeOf(head(id)))).toEqual([
      'Child · Hall A',
      'May be a child · Place not said',
      'Place not said',
      'Desk · interpreter, signed in Wed 18 Nov 21:00',
    ]);
    expect(['guest 1', 'guest 2', 'guest 3', 'Ben'].map((id) => page.isChild(head(id)))).toEqual([
      true,
      true,
      false,
      false,
    ]);
    expect(['guest 4', 'guest 5'].map((id) => page.outWords(head(id)))).toEqual([
      'Out for now · To the shop',
      'Out for now',
    ]);
    const rostered = all().find((it) => it.shift);
    expect(rostered && page.placeOf(rostered)).toBe('On the roster to Fri 20 Nov 06:00, not in the sign-in book');
    expect([1, 2].map((n) => page.ofKind(n, 'visitor'))).toEqual(['1 visitor', '2 visitors']);
  });
});
