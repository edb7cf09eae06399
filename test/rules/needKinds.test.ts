import { expect, test } from 'vitest';
import {
  defaultNeedClocks,
  endsWithGuest,
  needCompartments,
  needDueAt,
  needKinds,
  needMayBecome,
  needStates,
  type NeedState,
  openNeedStates,
  priorities,
} from '../../shared/needs.ts';
import { some } from '../support/some.ts';

const health = ['emergency_care', 'withdrawal', 'pain', 'first_aid', 'medicine', 'pregnancy', 'infection'];
const safeguarding = ['self_harm', 'threat', 'private_talk'];
const urgent = ['emergency_care', 'withdrawal', ...safeguarding, 'lone_child', 'missing_person'];
const soon = 'pain first_aid medicine pregnancy infection warmth drink clothing infant_care mobility_aid';
const within: Record<(typeof priorities)[number], string[]> = {
  P1: urgent,
  P2: [...soon.split(' '), 'interpreter', 'toilet'],
  P3: 'food shower hygiene_pack rest phone_call with_someone faith listening pet belongings'.split(' '),
  P4: 'legal_advice nrm_talk accommodation transport money family_tracing home_return follow_up'.split(' '),
};
const kinds = some(Object.entries(needKinds));
const whose = (is: (it: (typeof kinds)[number][1]) => boolean): string[] =>
  kinds.flatMap(([kind, it]) => (is(it) ? [kind] : [])).toSorted();

test('each kind of need has its urgency', () => {
  for (const it of some(priorities))
    expect([it, whose((of) => of.priority === it)]).toEqual([it, within[it].toSorted()]);
});

test('what concerns health or safety is told to nobody as welfare, and only that or the gravest alerts the lead', () => {
  expect(whose((it) => it.compartment === 'health')).toEqual(health.toSorted());
  expect(whose((it) => it.compartment === 'safeguarding')).toEqual(safeguarding.toSorted());
  expect(whose((it) => it.alerts === true)).toEqual([...new Set([...urgent, ...health])].toSorted());
});

/** As a whole table: what is not in it may not. */
const after: Record<NeedState, string> = {
  open: 'accepted in_progress met declined escalated',
  accepted: 'open in_progress met declined escalated',
  in_progress: 'open accepted met declined escalated',
  escalated: 'accepted in_progress met declined',
  declined: 'open accepted in_progress',
  met: 'open accepted in_progress',
  left_before_met: 'open met declined',
  undone: 'open met declined',
};

test.each(some(needStates))('a need that is "%s" becomes only what can follow', (from) => {
  const may = needStates.filter((to) => needMayBecome(from, to));
  expect(may.toSorted()).toEqual(after[from].split(' ').toSorted());
});

test('a need is open until it was met, said no to, or ended with its guest', () =>
  expect(openNeedStates).toEqual(['open', 'accepted', 'in_progress', 'escalated']));

test('care of welfare ends with its guest; what alerts the lead only where they never were here', () => {
  for (const compartment of some(needCompartments))
    for (const alerts of [true, false]) {
      const welfare = compartment === 'welfare';
      const need = { compartment, alerts };
      expect([need, endsWithGuest(need, 'left_before_met'), endsWithGuest(need, 'undone')]).toEqual([
        need,
        welfare && !alerts,
        welfare,
      ]);
    }
});

test('a need is due so many minutes after it was said, and where nobody waits for it, never', () => {
  const at = new Date('2026-11-19T05:00:00Z');
  const due = priorities.map((it) => needDueAt(at, it, defaultNeedClocks)?.toISOString().slice(11, 16) ?? null);
  expect(due).toEqual(['05:05', '06:00', '09:00', null]);
});
