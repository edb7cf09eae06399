import { describe, expect, test } from 'vitest';
import { registry } from '../../server/commands.ts';
import { needKindNames, needKinds } from '../../shared/needs.ts';
import { some } from '../support/some.ts';

const all = some([...registry.values()].filter(({ contract: { name } }) => /^(people|needs)\./.test(name)));
const each = (of: (it: (typeof all)[number]) => unknown) =>
  Object.fromEntries(all.map((it) => [it.contract.name, of(it)]).toSorted());

describe('of every command about a guest or a need', () => {
  test('the sentence that it was not done says whose, and what was not done', () => {
    const whose = { whose: 'K-014', all: ['K-014', 'K-015'] };
    const said = (zone: string | null) => each((it) => it.fails?.({ ...whose, shown: () => zone }) ?? null);
    expect(said(null)).toMatchObject({
      'needs.give': 'Task for K-014 was not given to anybody',
      'needs.note': 'Note for K-014 was not kept',
      'needs.progress': 'Task for K-014 was not changed',
      'needs.raise': 'New need of K-014 was not kept',
      'people.amend': 'K-014 was not corrected',
      'people.checkIn': 'K-014 was not checked in',
      'people.identify': 'Name of K-014 was not kept',
      'people.merge': 'K-014 and K-015 were not joined',
      'people.move': 'K-014 was not moved to a new place',
      'people.setPresence': 'K-014: coming or going not kept',
      'people.undoCheckIn': 'Check-in of K-014 was not undone',
      'people.undoPresence': 'K-014: going out or coming back was not undone',
      'people.unmerge': 'A join was not undone',
    });
    expect(said('Hall B')).toMatchObject({ 'people.move': 'K-014 was not moved to Hall B' });
  });

  test('somebody else may put right before it is sent again what stands here, and nothing else', () => {
    const mends = each(({ mends: it }) => (it ? [Object.entries(it.arguments).join(' '), it.onlySent ?? false] : null));
    const note = ['note,note', false];
    expect(mends).toMatchObject({
      'needs.give': null,
      'needs.note': note,
      'needs.progress': note,
      'needs.raise': note,
      'people.amend': ['reference,reference language,language ageBand,ageBand vehicle,vehicle', true],
      'people.checkIn': [
        'reference,reference language,language ageBand,ageBand preferredName,preferredName vehicle,vehicle zone,zone',
        false,
      ],
      'people.identify': ['preferredName,preferredName', false],
      'people.merge': null,
      'people.move': ['zone,zone', false],
      'people.setPresence': ['to,presence note,note', false],
      'people.undoCheckIn': null,
      'people.undoPresence': null,
      'people.unmerge': null,
    });
  });

  test('it is shown beside the row that it is about, as that is now, with how the guest is where that decides', () => {
    const about = each(({ about: it }) => (it ? `${it.kind} ${it.by}: ${it.against?.also.join() ?? 'nothing'}` : null));
    expect(about).toMatchObject({
      'needs.give': 'need needId: holder',
      'needs.note': 'need needId: ',
      'needs.progress': 'need needId: holder',
      'needs.raise': 'person personId: nothing',
      'people.amend': 'person personId: presence',
      'people.checkIn': 'person personId: ',
      'people.identify': 'personIdentity personId: ',
      'people.merge': null,
      'people.move': 'person personId: presence',
      'people.setPresence': 'person personId: presence',
      'people.undoCheckIn': 'person personId: presence',
      'people.undoPresence': 'person personId: presence',
      'people.unmerge': null,
    });
    expect(each(({ namesGoal }) => namesGoal ?? false)).toMatchObject({ 'people.setPresence': true });
    expect(all.filter(({ namesGoal }) => namesGoal)).toHaveLength(1);
  });

  test('who may set a presence may take that back, and every other is a right of its own', () => {
    const rights = all.filter(({ right }) => right !== undefined).map((it) => [it.contract.name, it.right]);
    expect(rights).toContainEqual(['people.undoPresence', 'people.setPresence']);
  });

  test('only a need of welfare names its guest to whoever may not know what it is', () => {
    const names = registry.get('needs.raise')?.names;
    const open = needKindNames.filter((kind) => names?.({ kind }) === 'in the list');
    expect(open).toEqual(needKindNames.filter((it) => needKinds[it].compartment === 'welfare'));
    for (const kind of [...needKindNames.filter((it) => !open.includes(it)), 'not a kind'])
      expect(names?.({ kind })).toBe('nowhere');
    for (const name of ['needs.progress', 'needs.give', 'needs.note'])
      expect(registry.get(name)?.names?.({ kind: 'drink' })).toBe('nowhere');
  });
});
