import { expect, test } from 'vitest';
import type { z } from 'zod';
import { type SentKind, sentKinds } from '../../shared/kinds/kinds.ts';
import { viewOf } from '../../shared/kinds/views.ts';
import { type Level, levels } from '../../shared/roles.ts';
import { some } from '../support/some.ts';

/**
 * What is kept back from whoever sees less than all of a row, written out; a level that is left out is sent nothing.
 * Words and numbers that are told otherwise than they stand are tested where they are made so.
 */
const keptBack: Partial<Record<SentKind, Partial<Record<Level, string[]>>>> = {
  operation: {
    marker: [
      'expected',
      'atLeast',
      'atMost',
      'firstArrivalAt',
      'nights',
      'fromSquare',
      'wishes',
      'policeLead',
      'careLead',
    ],
    kind: ['expected', 'atLeast', 'atMost', 'nights', 'wishes'],
  },
  centre: { marker: [], kind: [] },
  centreAccess: { kind: [] },
  slot: {
    marker: [
      'needed',
      'asked',
      'askedAt',
      'answerBy',
      'accepted',
      'arriveBy',
      'words',
      'saidBy',
      'channel',
      'answeredAt',
      'note',
    ],
    kind: ['words', 'saidBy', 'note'],
  },
  logEntry: { kind: [] },
  personIdentity: { kind: ['sex'] },
  rollCall: { marker: ['startedBy', 'endedBy'] },
  need: { marker: [], kind: [] },
  needDetail: { kind: ['note'] },
};

const fieldsOf = (it: z.ZodType): string[] => Object.keys((it as z.ZodObject).shape);
const partLevels = some(levels.filter((it) => it !== 'full'));

test.each(sentKinds)('of a row of "%s" each level is kept back what is written here, and no less', (kind) => {
  const { views } = viewOf(kind) ?? { views: null };
  const whole = views ? fieldsOf(views.full) : [];
  expect(whole).toContain('id');
  const told = partLevels.flatMap((level) => {
    const view = views?.[level];
    return view ? [[level, whole.filter((it) => !fieldsOf(view).includes(it))]] : [];
  });
  expect(Object.fromEntries(told)).toEqual(keptBack[kind] ?? {});
});
