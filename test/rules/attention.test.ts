import { expect, test } from 'vitest';
import { answersOf, changedArgs } from '../../client/screens/attention/amend.ts';
import { offersFor } from '../../client/screens/attention/choices.ts';
import { sortItems, stillOpen } from '../../client/screens/attention/order.ts';
import { emptyWords, heldBy, rowsOf, valueWords } from '../../client/screens/attention/values.ts';
import { joinParts, settledWords } from '../../client/screens/attention/outcome.ts';
import { headOf, leadOf, subOf, titleOf, whyOf } from '../../client/screens/attention/words.ts';
import {
  askAboutAttention,
  heldAs,
  holdUntilKnown,
  mergePeople,
  releaseQuarantined,
  retryRefused,
  settleAttention,
} from '../../shared/attention.ts';
import { bed, heldOver, item, joinedEarlier, place, stopped, task, twice } from '../support/attentionItems.ts';
import { setClock } from '../../client/data/time.ts';
import { tick } from '../../client/session/now.ts';

// The day they are of.
setClock('2026-11-19T07:42:00.000Z', 0);
tick();

test('each thing to sort out says in one line whom it is about and what happened', () => {
  expect([twice, bed, place, task, heldOver, stopped, joinedEarlier].map(titleOf)).toEqual([
    'K-023 checked in twice',
    'K-036 was not moved to Bed A12',
    'K-019 place: two answers',
    'Task for K-008 was not changed',
    'M-007: not heard from the other tablet yet',
    'K-052 was not checked in',
    'K-002 and K-031: one person?',
  ]);
});

test('what is kept sealed says how it came, whose it is, and what letting it in would mean', () => {
  expect(subOf(stopped)).toBe('Waits to be let in. Tablet 4 at 07:05');
  expect(leadOf(stopped)).toEqual([
    'Handed in by Tablet 4 at 07:40.',
    'Leon A. said it: that is proven.',
    'Ask them first. If you let it in, it stands in their name, and the log says that you let it in.',
  ]);
  const handedIn = { by: 'the account of Sam S.', at: '2026-11-19T07:40:00.000Z', from: 'Leon A.', proven: false };
  const forged = item({ ...stopped, command: 'centres.setState', handedIn, choices: ['discard', 'ask'] });
  expect(titleOf(forged)).toBe('State of the centre was not changed');
  expect(subOf(forged)).toMatch(/^Not proven who said it/);
  expect(leadOf(forged)).toEqual([
    'Handed in by the account of Sam S. at 07:40.',
    'It says it is from Leon A., but that is not proven.',
  ]);
  expect(titleOf(item({ ...stopped, command: 'users.invite', title: 'Invite somebody' }))).toBe(
    'Not done: invite somebody',
  );
  expect(titleOf(item({ kind: 'quarantined' }))).toBe('Nobody here can read this');
});

test('a command nobody named is still shown in plain words', () => {
  expect(titleOf(item({ command: 'something.new' }))).toBe('Something was not kept');
  expect(whyOf(null)).toEqual(['Nobody has said why. Try again.']);
});

test('the second line says who and when, and for a refusal why', () => {
  expect(subOf(twice)).toBe('Desk 1 at 06:48, Desk 2 at 06:51');
  expect(subOf(place)).toBe('Desk 2 at 07:22');
  expect(subOf(task)).toBe('Gone, or not for this role. Desk 1 at 07:30');
  expect(subOf(bed)).toBe('Someone else got it first. Desk 1 at 07:10');
});

test('the oldest that needs a person is first, what somebody is looking at later, then what nobody is known to have said, what only waits last', () => {
  const looking = item({ asked: true, raisedAt: '2026-11-19T06:00:00.000Z' });
  const fromNobody = item({ kind: 'quarantined', raisedAt: '2026-11-19T05:00:00.000Z' });
  expect(sortItems([heldOver, fromNobody, task, looking, bed, twice]).map((it) => it.id)).toEqual(
    [twice, bed, task, looking, fromNobody, heldOver].map((it) => it.id),
  );
});

test('a choice made here takes its row off the list, also while it waits for a signal', () => {
  const all = [twice, bed, task];
  expect(stillOpen(all, [{ settles: bed.id }])).toEqual([twice, task]);
  expect(stillOpen(all, [{ settles: twice.joined?.joinId ?? '' }])).toEqual([bed, task]);
  expect(stillOpen(all, [{ settles: null }])).toEqual(all);
});

test('whatever decides names what it settles, and asking somebody to look settles nothing', () => {
  expect([retryRefused, settleAttention, releaseQuarantined].map((it) => it.settles)).toEqual(
    Array(3).fill('attentionId'),
  );
  expect([mergePeople.settles, askAboutAttention.settles]).toEqual(['joinId', undefined]);
});

test('whatever may be held says what is shown of it meanwhile', () => {
  const shown = holdUntilKnown.args.shape.command.options.map(heldAs);
  expect(shown).toEqual(['A need', 'Where they are', 'Going out or coming back', 'What they like to be called']);
});

test('only what the server offers can be chosen, and asking twice is not offered', () => {
  expect(offersFor(twice).map((it) => it.label)).toEqual([
    'Same person: join them',
    'Two people: new wristband',
    'Ask someone to check',
  ]);
  expect(offersFor({ ...twice, asked: true, choices: ['apart', 'ask'] }).map((it) => it.label)).toEqual([
    'Two people: new wristband',
  ]);
  expect(offersFor(stopped).map((it) => it.label)).toEqual(['Let it in', 'Discard']);
  expect(offersFor(item({ choices: [] }))).toEqual([]);
});

test('of two answers that stand against each other neither stands out more', () => {
  const main = offersFor(place).filter((it) => it.main);
  expect(main.map((it) => it.label)).toEqual(['Keep what it says now', 'Use what this tablet said']);
  const pair = offersFor(twice).filter((it) => it.main);
  expect(pair.map((it) => it.label)).toEqual(['Same person: join them', 'Two people: new wristband']);
});

test('a join says beforehand what becomes of needs, name and age', () => {
  expect(joinParts(twice)).toEqual([
    { words: 'every need is kept' },
    { words: 'the name is kept' },
    { strong: 'Not sure', words: 'is used, because it is the safer answer' },
  ]);
  expect(headOf(twice)).toBe('K-023 was checked in twice');
  expect(joinParts(bed)).toEqual([]);
});

test('values read as people say them, and what was not said says so', () => {
  expect(valueWords('language', 'ro')).toBe('\u2068Română\u2069 · Romanian');
  expect(valueWords('ageBand', 'unsure')).toBe('Not sure');
  expect(valueWords('needs', ['drink', 'food'])).toBe('Drink, food');
  expect(valueWords('needs', [])).toBeNull();
  expect(valueWords('presence', 'temporarily_out')).toBe('Out for now');
  expect(valueWords('arrivedAt', '2026-11-19T06:48:00.000Z')).toBe('06:48');
  expect(valueWords('zone', undefined)).toBeNull();
  expect(emptyWords('preferredName')).toBe('not asked');
});

test('of many answers those that differ come first, of a few none moves', () => {
  const field = (differs: boolean) => ({ name: 'zone' as const, values: [], differs, locked: false });
  const [a, b, c] = [field(false), field(true), field(false)];
  expect(rowsOf([a, b, c])).toEqual([a, b, c]);
  expect(rowsOf([a, c, a, c, a, b])).toEqual([b, a, c, a, c, a]);
});

test('what is locked names who holds it, and never whether there is anything', () => {
  expect(heldBy('needs')).toBe('Held by the health lead');
  expect(heldBy('preferredName')).toBe('Held by the lead');
});

test('what waits for another tablet names the wristband it waits for', () => {
  expect(leadOf(heldOver)[0]).toContain('M-007');
});

test('changing a refusal sends what was changed and no more', () => {
  const answers = answersOf(bed);
  expect(answers).toEqual({ zone: 'Bed A12' });
  expect(changedArgs(bed, answers)).toEqual({});
  expect(changedArgs(bed, { zone: ' Bed A14 ' })).toEqual({ zone: 'Bed A14' });
  const band = { name: 'reference' as const, values: ['K-014'], differs: false, locked: false };
  const correction = item({ command: 'people.amend', fields: [band] });
  expect(answersOf(correction)).toEqual({ reference: 'K-014' });
  expect(changedArgs(correction, { reference: 'k 15' })).toEqual({ reference: 'K-015' });
});

test('a misread wristband can be corrected, so that what waits finds its guest', () => {
  const misread = item({ ...heldOver, command: 'people.later' });
  expect(answersOf(misread)).toEqual({ reference: 'M-007' });
  expect(changedArgs(misread, { reference: 'm 70' })).toEqual({ reference: 'M-070' });
});

test('a locked value cannot be changed by who may not see it', () => {
  const note = { name: 'note' as const, values: [null], differs: false, locked: true };
  expect(answersOf(item({ command: 'needs.raise', fields: [note] }))).toEqual({});
});

test('what was sorted out says how, when and by whom', () => {
  expect(settledWords(joinedEarlier)).toBe('Joined at 07:04 by S. Whitlock');
  expect(settledWords(item({ kind: 'conflict', settledAs: 'discarded' }))).toBe('Left as it was');
});
