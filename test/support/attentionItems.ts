import { registry } from '../../server/commands.ts';
import { failedIn, mendsIn } from '../../server/attention/show/failed.ts';
import { nowKnown } from '../../server/engine/known.ts';
import type { AttentionItem } from '../../shared/attention.ts';

nowKnown(registry);

export const ids = {
  operation: '0193e0a0-0000-7000-8000-000000000001',
  centre: '0193e0a0-0000-7000-8000-000000000002',
  desk1: '0193e0a0-0000-7000-8000-000000000011',
  desk2: '0193e0a0-0000-7000-8000-000000000012',
};

let made = 0;
const nextId = (): string => `0193e0a0-0000-7000-8000-${String((made += 1)).padStart(12, '0')}`;

/** Something to sort out: refused unless it says otherwise. */
export const item = (over: Partial<AttentionItem> = {}): AttentionItem => {
  const { command = null, references = [], fields = [] } = over;
  const said = Object.fromEntries(fields.map((it) => [it.name, it.values[0]]));
  // As the commands themselves say it.
  return {
    ...plain,
    id: nextId(),
    commandId: nextId(),
    ...over,
    failed: failedIn(command, references, fields),
    mends: mendsIn(command, said),
  };
};

const plain: Omit<AttentionItem, 'id' | 'commandId' | 'failed' | 'mends'> = {
  operationId: ids.operation,
  centreId: ids.centre,
  kind: 'refused',
  authorId: null,
  personIds: [],
  asked: false,
  raisedAt: '2026-11-19T07:10:00.000Z',
  settledAt: null,
  settledAs: null,
  rowVersion: 1,
  command: null,
  problem: null,
  references: [],
  sides: [],
  fields: [],
  joined: null,
  title: null,
  more: [],
  hidden: null,
  handedIn: null,
  whyNot: null,
  choices: [],
  settledReason: null,
  settledBy: null,
  mergeId: null,
};

const field = (
  name: AttentionItem['fields'][number]['name'],
  values: AttentionItem['fields'][number]['values'],
  marks: { differs?: boolean; locked?: boolean } = {},
) => ({ name, values, differs: false, locked: false, ...marks });

const asked = (who: string, at: string, personId: string | null = null) => ({
  who,
  at: `2026-11-19T${at}:00.000Z`,
  personId,
});

export const twice = item({
  kind: 'same_reference',
  personIds: [ids.desk1, ids.desk2],
  raisedAt: '2026-11-19T06:58:00.000Z',
  references: ['K-023'],
  sides: [asked('Desk 1, Meera S.', '06:48', ids.desk1), asked('Desk 2, Leon A.', '06:51', ids.desk2)],
  fields: [
    field('language', ['ro', 'ro']),
    field('ageBand', ['adult', 'unsure'], { differs: true }),
    field('needs', [['drink'], ['food', 'drink']], { differs: true, locked: true }),
    field('preferredName', [null, 'Mihai']),
    field('vehicle', ['Coach 1', 'Coach 1']),
  ],
  joined: { keepId: ids.desk1, joinId: ids.desk2, reference: 'K-023', ageBand: 'unsure', name: 'Mihai' },
  choices: ['join', 'apart', 'ask'],
});

export const bed = item({
  command: 'people.move',
  references: ['K-036'],
  problem: {
    type: '/problems/claim-lost',
    title: 'Someone else got it first',
    status: 409,
    detail: 'Bed A12 was not given to K-036. K-030 got it first. Choose another bed',
  },
  sides: [asked('Desk 1, Meera S.', '07:10')],
  fields: [field('zone', ['Bed A12'])],
  choices: ['retry', 'amend', 'discard', 'ask'],
});

export const place = item({
  kind: 'conflict',
  command: 'people.move',
  raisedAt: '2026-11-19T07:25:00.000Z',
  references: ['K-019'],
  sides: [asked('Desk 2, Leon A.', '07:22'), { who: 'Now', at: '2026-11-19T07:25:00.000Z', personId: null }],
  fields: [field('zone', ['Quiet room', 'Hall A'], { differs: true })],
  choices: ['retry', 'discard', 'amend', 'ask'],
});

export const task = item({
  command: 'needs.progress',
  raisedAt: '2026-11-19T07:31:00.000Z',
  problem: { type: '/problems/not-found', title: 'Nothing here, or not for you', status: 404 },
  references: ['K-008'],
  sides: [asked('Desk 1, Meera S.', '07:30')],
  choices: ['retry', 'discard', 'ask'],
});

export const heldOver = item({
  kind: 'held',
  command: 'people.move',
  raisedAt: '2026-11-19T06:40:00.000Z',
  references: ['M-007'],
  sides: [asked('Desk 2, Leon A.', '06:40')],
  fields: [field('zone', ['Hall A'])],
  choices: ['discard', 'ask'],
});

export const stopped = item({
  kind: 'quarantined',
  command: 'people.checkIn',
  title: 'Check a guest in',
  references: ['K-052'],
  handedIn: { by: 'Tablet 4', at: '2026-11-19T07:40:00.000Z', from: 'Leon A.', proven: true },
  raisedAt: '2026-11-19T07:40:00.000Z',
  sides: [asked('Tablet 4, Leon A.', '07:05')],
  choices: ['release', 'discard'],
});

export const joinedEarlier = item({
  kind: 'duplicate',
  references: ['K-002', 'K-031'],
  settledAt: '2026-11-19T07:04:00.000Z',
  settledAs: 'joined',
  settledBy: 'S. Whitlock',
  sides: [asked('Desk 1, Meera S.', '06:20', ids.desk1), asked('Desk 2, Leon A.', '06:24', ids.desk2)],
  fields: [field('language', ['vi', 'vi']), field('ageBand', ['adult', 'adult'])],
  mergeId: '0193e0a0-0000-7000-8000-000000000099',
});
