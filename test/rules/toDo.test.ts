import { expect, test, vi } from 'vitest';
import { needStates, type NeedRow, type NeedState, priorities, type Priority } from '../../shared/needs.ts';

vi.mock('../../client/session/session.ts', () => ({ can: () => false, isLead: () => false, me: {} }));
vi.mock('../../client/parts/centres/here.ts', () => ({ coarseNow: {}, needsHere: {} }));
const { isToDo } = await import('../../client/parts/needs/toDo.ts');

const now = new Date('2026-11-19T07:00:00Z');
const before = '2026-11-19T06:59:00Z';
const after = '2026-11-19T07:01:00Z';

const need = (priority: Priority, state: NeedState, holderId: string | null, dueAt: string | null): NeedRow => ({
  id: 'need',
  operationId: 'op',
  centreId: 'wren',
  personId: 'k30',
  compartment: 'welfare',
  priority,
  state,
  holder: holderId,
  holderId,
  alerts: false,
  raisedAt: '2026-11-19T06:00:00Z',
  dueAt,
  acceptedAt: null,
  closedAt: null,
  rowVersion: 1,
});

const running: readonly NeedState[] = ['open', 'accepted', 'in_progress', 'escalated'];

test.each(needStates.flatMap((state) => priorities.map((priority) => ({ state, priority }))))(
  'a $priority that is $state is to do for whom it waits, and for nobody else',
  ({ state, priority }) => {
    const who = (holderId: string | null, dueAt: string | null) => {
      const it = need(priority, state, holderId, dueAt);
      return {
        volunteer: isToDo(it, { userId: 'meera', lead: false }, now),
        lead: isToDo(it, { userId: 'maya', lead: true }, now),
      };
    };
    const open = running.includes(state);
    const forLeads = priority === 'P1' || state === 'escalated';
    // Nobody has it: theirs who take such things, whether it is late or not.
    for (const dueAt of [before, after, null])
      expect(who(null, dueAt)).toEqual({ volunteer: open && !forLeads, lead: open });
    // Somebody has it: theirs until they accept it and once it is late; the lead's where they let its time run out.
    const given = state === 'open';
    const late = open && (priority !== 'P1' || given);
    expect(who('meera', before)).toEqual({ volunteer: late, lead: given });
    expect(who('meera', after)).toEqual({ volunteer: given, lead: false });
    expect(who('leon', before)).toEqual({ volunteer: false, lead: given });
  },
);
