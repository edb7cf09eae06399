import { describe, expect, it } from 'vitest';
import { argsOf, doorsFor, type Draft, draftFrom, leftOver, questionOf } from '../../client/screens/activate/draft.ts';
import { allFaults, saidIn, standing } from '../../client/screens/activate/faults.ts';
import { overflowFor } from '../../client/screens/activate/overflow.ts';
import { callsFor, roleInLine } from '../../client/screens/activate/phones.ts';
import { dialling } from '../../shared/dialling.ts';
import { chosenIn } from '../../client/screens/activate/shortlist.ts';
import type { Shortlist } from '../../shared/routes/centres.ts';
import { sizeWords, stripWords } from '../../client/screens/activate/words.ts';
import { type OperationRow } from '../../shared/operations.ts';
import { activateCentre } from '../../shared/centres.ts';
import { defaultCapacityRules } from '../../shared/venues/capacity.ts';
import { urlOf } from '../../client/data/url.ts';
import { setClock } from '../../client/data/time.ts';
import { tick } from '../../client/session/now.ts';

const now = new Date('2026-11-19T04:16:00Z');
const id = '019a9b1c-7d00-7000-8000-000000000001';

const operation = {
  id,
  codeName: 'Marram',
  type: 'warrant',
  state: 'running',
  exercise: false,
  languages: [{ tag: 'ro' }, { tag: 'vi', people: 12 }],
  expected: 40,
  atLeast: 35,
  atMost: 45,
  firstArrivalAt: '2026-11-19T06:30:00Z',
  nights: 2,
  fromSquare: 'SK 45',
  wishes: ['children'],
  openedAt: '2026-11-19T04:05:00Z',
  closedAt: null,
  rowVersion: 1,
} satisfies OperationRow;

const draft = (change: Partial<Draft> = {}): Draft => ({ ...draftFrom(operation, now), ...change });
const at = (hour: number) => `2026-11-19T${String(hour).padStart(2, '0')}:20:00Z`;
const role = (name: string, heads: number) => ({ role: name, partners: ['BRC'], heads }) as never;
const idsOf = (faults: readonly { id: string }[]): string[] => faults.map((fault) => fault.id);

describe('doors', () => {
  const arrival = new Date('2026-11-19T06:30:00Z');

  it('open ten minutes before the first arrival', () => {
    expect(doorsFor(arrival, new Date('2026-11-19T05:01:00Z')).toISOString()).toBe('2026-11-19T06:20:00.000Z');
  });

  it('open when the building is ready, where that is later', () => {
    expect(doorsFor(arrival, new Date('2026-11-19T06:47:00Z')).toISOString()).toBe('2026-11-19T06:50:00.000Z');
  });
});

describe('the planner’s question', () => {
  it('carries what the operation already says', () => {
    const question = questionOf(draft(), now);
    const asked = question && urlOf('/api/operations/:id/shortlist', { id: 'larkspur', ...question });
    const query = new URL(asked ?? '', 'https://haven.example').searchParams;
    expect(query.get('expected')).toBe('40');
    expect(query.get('square')).toBe('SK 45');
    expect(query.getAll('languages')).toEqual(['ro', 'vi:12']);
    expect(query.getAll('wishes')).toEqual(['children']);
  });

  it('is not asked while it makes no sense', () => {
    expect(questionOf(draft({ expected: null }), now)).toBeNull();
    expect(questionOf(draft({ time: 'dawn' }), now)).toBeNull();
  });

  it('names everything that is missing before a centre stands, and lets go of what is mended', () => {
    const empty = draft({ expected: null, time: '', from: '12 Station Road', square: null });
    const faults = allFaults(empty, null, now);
    expect(idsOf(faults)).toEqual(['expected', 'arrival', 'from', 'venue', 'reason']);
    const mended = draft({ reason: 'Close' });
    const later = allFaults(mended, null, now);
    expect(idsOf(standing(faults, later, mended))).toEqual(['venue']);
  });

  it('lets go of what the server refused once something else is said there', () => {
    const said = draft({ reason: 'Close' });
    const refused = [{ id: 'reason', text: 'Too short', told: saidIn(said, 'reason') }];
    expect(idsOf(standing(refused, [], { ...said, nights: 3 }))).toEqual(['reason']);
    expect(standing(refused, [], { ...said, reason: 'Close, and step-free' })).toEqual([]);
  });

  it('asks why a venue that is ruled out is used all the same', () => {
    const chosen = chosenIn(
      { fit: [], ruledOut: [{ venueId: id, reasons: [{ kind: 'too_small' }] }] } as unknown as Shortlist,
      id,
    );
    expect(idsOf(allFaults(draft({ venueId: id, reason: 'Only one' }), chosen, now))).toEqual(['override']);
  });

  it('never takes a venue that another centre is in, whatever the reason', () => {
    const list = { fit: [], ruledOut: [{ venueId: id, reasons: [{ kind: 'in_use' }] }] } as unknown as Shortlist;
    const taken = draft({ venueId: id, reason: 'Only one', overrideReason: 'It is the only one' });
    expect(idsOf(allFaults(taken, chosenIn(list, id), now))).toEqual(['venue']);
  });

  it('knows who is left for a second centre when the first takes more or fewer', () => {
    const rest = { total: 160, venueId: id };
    expect(leftOver({ rest, expected: 70 })).toBe(90);
    expect(leftOver({ rest, expected: 160 })).toBe(0);
    expect(leftOver({ rest: null, expected: 40 })).toBe(0);
  });

  it('becomes a command the server takes', () => {
    const args = argsOf(draft({ venueId: id, reason: ' Close ' }), {
      operationId: id,
      centreId: id,
      to: 'activating',
      doorsAt: new Date('2026-11-19T06:20:00Z'),
      now,
      overflowOf: null,
    });
    expect(activateCentre.args.parse(args)).toMatchObject({ expected: 40, reason: 'Close', fromSquare: 'SK 45' });
    expect(args).not.toHaveProperty('overrideReason');
  });
});

describe('the words beside a decision', () => {
  it('say the size that is worked out, and how', () => {
    const words = sizeWords(40, { nights: 2, wishes: ['women_and_men_apart'] }, defaultCapacityRules);
    expect(words.title).toBe('Medium centre');
    expect(words.line).toBe('44 beds (40 + 10%), 3 private rooms, separate sleeping.');
    expect(sizeWords(12, { nights: 0, wishes: [] }, defaultCapacityRules).places).toBe('14 places');
  });

  it('read a day of cover aloud', () => {
    const segments = [
      { from: at(6), to: at(14), heads: 8, level: 'covered' as const },
      { from: at(14), to: at(22), heads: 2, level: 'some' as const },
      { from: at(22), to: '2026-11-20T06:20:00Z', heads: 0, level: 'nobody' as const },
    ];
    const strip = { needed: 8, words: 'Relief by 14:15', level: 'relief' as const, firstShortAt: at(14), segments };
    setClock('2026-11-19T05:00:00.000Z', 0);
    tick();
    expect(stripWords(strip)).toBe('covered to 14:20, then some to 22:20, then nobody');
    setClock('2026-11-18T23:00:00.000Z', 0);
    tick();
    expect(stripWords(strip)).toBe('covered to Thu 19 Nov 14:20, then some to Thu 19 Nov 22:20, then nobody');
  });

  it('list whom to phone once each, with all they are asked for', () => {
    const partner = { code: 'BRC', name: 'Red Cross' } as never;
    const [call, ...others] = callsFor([role('welfare', 8), role('nrm_first_responder', 2)], [partner]);
    expect(call?.asks).toBe('8 welfare, 2 NRM responder');
    expect(others).toEqual([]);
    expect(roleInLine('pre_nrm_worker')).toBe('pre-NRM worker');
    expect(dialling('01632 960105')).toBe('tel:01632960105');
  });

  it('make an overflow ready for those there is no place for', () => {
    expect(overflowFor({ onSite: 41, due: 9, places: 40 })).toBe(10);
    expect(overflowFor({ onSite: 12, due: 0, places: 40 })).toBe(5);
  });
});
