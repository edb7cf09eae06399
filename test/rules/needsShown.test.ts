/** What of the needs in a command is shown to whom: kinds, how urgent, and words. */
import { expect, test } from 'vitest';
import type { ShowContext, ShownArg, Show } from '../../server/engine/description.ts';
import { kindRaised, needsInCheckIn, noteKnown, noteRaised } from '../../server/needs/description.ts';
import { type NeedCompartment, needCompartments, needKindNames, needKinds } from '../../shared/needs.ts';
import { levelFor, levels, type RoleName, roleNames, roles } from '../../shared/roles.ts';
import { some } from '../support/some.ts';

const [operationId, centreId] = ['op', 'wren'];
const grantsOf = (role: RoleName) => [
  {
    role,
    operationId: roles[role].scope === 'everywhere' ? null : operationId,
    centreId: roles[role].scope === 'centre' ? centreId : null,
    address: true,
  },
];
const shownTo = (show: Show, role: RoleName, args: object, compartment?: NeedCompartment): ShownArg => {
  if (typeof show !== 'function') throw new Error('not worked out');
  const viewer = { userId: 'somebody', grants: grantsOf(role), lead: false };
  const subject = compartment ? { compartment } : null;
  return show({ viewer, centreId, args, subject } as unknown as ShowContext) as ShownArg;
};
const reaches = (role: RoleName, compartment: NeedCompartment, least: 'kind' | 'full'): boolean =>
  levels.indexOf(levelFor(grantsOf(role), compartment, centreId)) >= levels.indexOf(least);

test.each(some(roleNames))(
  '%s is shown the kinds in a check-in that open to them, and how urgent those were said to be',
  (role) => {
    const needs = needKindNames.map((kind) => ({ kind, priority: 'P1' }));
    const open = needKindNames.filter((it) => reaches(role, needKinds[it].compartment, 'kind'));
    const { cells, parts } = shownTo(needsInCheckIn, role, { needs });
    const locked = needCompartments.some((it) => !reaches(role, it, 'kind'));
    expect(cells).toEqual({ needs: { value: open.toSorted(), locked } });
    const urgency = (kind: (typeof open)[number]) => ({
      label: `Urgency of ${needKinds[kind].title}`,
      key: 'priority',
      value: 'P1',
    });
    expect(parts).toEqual(open.map(urgency));
    for (const kind of some(needKindNames))
      expect([kind, shownTo(kindRaised, role, { kind }).cells?.needs?.value]).toEqual([
        kind,
        open.includes(kind) ? [kind] : [],
      ]);
  },
);

test('to some roles there are kinds that do not open, so that this is no empty rule', () => {
  const hidden = roleNames.filter((role) => needCompartments.some((it) => !reaches(role, it, 'kind')));
  expect(hidden).toContain('manager');
});

test('of what was said of no urgency none is shown, and a kind said twice stands once', () => {
  const { cells, parts } = shownTo(needsInCheckIn, 'manager', { needs: [{ kind: 'drink' }, { kind: 'drink' }, null] });
  expect([cells?.needs?.value, parts]).toEqual([['drink'], []]);
});

test.each(some(roleNames))(
  '%s is shown a note where the words of its compartment open, of an unknown kind as the gravest',
  (role) => {
    const cell = (open: boolean) => ({
      note: open ? { value: 'Canary', locked: false } : { value: null, locked: true },
    });
    for (const kind of some(needKindNames)) {
      const { compartment } = needKinds[kind];
      const open = reaches(role, compartment, 'full');
      expect([kind, shownTo(noteRaised, role, { kind, note: 'Canary' }).cells]).toEqual([kind, cell(open)]);
      expect([kind, shownTo(noteKnown, role, { note: 'Canary' }, compartment).cells]).toEqual([kind, cell(open)]);
    }
    const gravest = cell(reaches(role, 'safeguarding', 'full'));
    expect(shownTo(noteRaised, role, { kind: 'unheard_of', note: 'Canary' }).cells).toEqual(gravest);
    expect(shownTo(noteKnown, role, { note: 'Canary' }).cells).toEqual(gravest);
  },
);
