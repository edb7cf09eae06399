import { expect, test } from 'vitest';
import {
  defaultNeedClocks,
  endsWithGuest,
  isOpenNeed,
  needClocks,
  needCompartments,
  needDueAt,
  needKindNames,
  needKinds,
  needMayBecome,
  needStates,
  priorities,
  type NeedState,
} from '../../shared/needs.ts';
import {
  ageBands,
  hasLeft,
  isStaying,
  mayBeChild,
  presenceMayBecome,
  presences,
  type Presence,
} from '../../shared/people.ts';
import { some } from '../support/some.ts';

/** What each state may become, as a whole table: what is not in it may not. */
const whatMayBecome = <State extends string>(all: readonly State[], may: (from: State, to: State) => boolean) =>
  Object.fromEntries(some(all).map((from) => [from, all.filter((to) => may(from, to)).join(' ')]));

test('a guest goes from one presence only to those that can follow it', () => {
  expect(whatMayBecome<Presence>(presences, presenceMayBecome)).toEqual({
    expected: 'in_transit on_site',
    in_transit: 'on_site missing',
    on_site: 'temporarily_out departed left_voluntarily transferred missing removed_by_police',
    temporarily_out: 'on_site departed left_voluntarily transferred missing removed_by_police',
    departed: 'on_site',
    left_voluntarily: 'on_site',
    transferred: 'on_site',
    missing: 'on_site temporarily_out departed left_voluntarily removed_by_police',
    removed_by_police: 'on_site',
  });
});

test('whoever is out for a while or missing is still looked after, and whoever was transferred has not left', () => {
  expect(presences.filter(isStaying)).toEqual(['on_site', 'temporarily_out', 'missing']);
  expect(presences.filter(hasLeft)).toEqual(['departed', 'left_voluntarily', 'removed_by_police']);
});

test('only a certain adult is not treated as a child', () => {
  expect(ageBands.filter(mayBeChild)).toEqual(['child', 'unsure']);
});

test('a need goes from one state only to those that can follow it', () => {
  expect(whatMayBecome<NeedState>(needStates, needMayBecome)).toEqual({
    open: 'accepted in_progress met declined escalated',
    accepted: 'open in_progress met declined escalated',
    in_progress: 'open accepted met declined escalated',
    met: 'open accepted in_progress',
    declined: 'open accepted in_progress',
    escalated: 'accepted in_progress met declined',
    left_before_met: 'open met declined',
    undone: 'open met declined',
  });
  expect(needStates.filter(isOpenNeed)).toEqual(['open', 'accepted', 'in_progress', 'escalated']);
});

test('care ends with its guest; health, safety and, on leaving, what the lead was alerted to do not', () => {
  const ends = needCompartments.flatMap((compartment) =>
    [true, false].flatMap((alerts) =>
      (['left_before_met', 'undone'] as const)
        .filter((as) => endsWithGuest({ compartment, alerts }, as))
        .map((as) => `${compartment} ${alerts ? 'alerted ' : ''}${as}`),
    ),
  );
  expect(ends).toEqual(['welfare alerted undone', 'welfare left_before_met', 'welfare undone']);
});

const raised = new Date('2026-11-19T06:00:00Z');
test('each clock runs its own minutes from when the need was raised, and the last priority has none', () => {
  const due = priorities.map((it) => needDueAt(raised, it, defaultNeedClocks)?.toISOString().slice(11, 16));
  expect(due).toEqual(['06:05', '07:00', '10:00', undefined]);
});

test('a clock is whole minutes, from one to a day, or two days where there is time', () => {
  const takes = (changes: object): boolean => needClocks.safeParse({ ...defaultNeedClocks, ...changes }).success;
  for (const [priority, most] of [
    ['P1', 1440],
    ['P2', 1440],
    ['P3', 2880],
  ] as const) {
    const taken = [0, 1, 1.5, most, most + 1].map((minutes) => takes({ [priority]: minutes }));
    expect([priority, taken]).toEqual([priority, [false, true, false, true, false]]);
  }
  expect(takes({ P4: 60 })).toBe(false);
});

const kindsThat = (fits: (kind: (typeof needKinds)[keyof typeof needKinds]) => boolean) =>
  needKindNames.filter((name) => fits(needKinds[name]));

test('what may cost a life or must stay with a few stands in its own compartment, and the lead hears of it', () => {
  expect(kindsThat((it) => it.compartment === 'safeguarding')).toEqual(['self_harm', 'threat', 'private_talk']);
  expect(kindsThat((it) => it.compartment === 'health')).toEqual([
    'emergency_care',
    'withdrawal',
    'pain',
    'first_aid',
    'medicine',
    'pregnancy',
    'infection',
  ]);
  const alerting = kindsThat((it) => it.alerts === true);
  expect(alerting).toEqual(kindsThat((it) => it.priority === 'P1' || it.compartment !== 'welfare'));
  expect(kindsThat((it) => it.priority === 'P1' && it.compartment === 'welfare')).toEqual([
    'lone_child',
    'missing_person',
  ]);
});

test('each kind of need is as urgent as was decided', () => {
  const of = Object.fromEntries(
    priorities.map((priority) => [priority, kindsThat((it) => it.priority === priority).join(' ')]),
  );
  expect(of).toEqual({
    P1: 'emergency_care self_harm threat private_talk lone_child missing_person withdrawal',
    P2: 'pain first_aid medicine pregnancy infection warmth drink clothing infant_care mobility_aid interpreter toilet',
    P3: 'food shower hygiene_pack rest phone_call with_someone faith listening pet belongings',
    P4: 'legal_advice nrm_talk accommodation transport money family_tracing home_return follow_up',
  });
});
