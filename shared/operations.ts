import { z } from 'zod';
import { contract } from './contract.ts';
import { count, gridSquare, instant, languageTag, optionalText, rowVersion, shortText, uuid } from './primitives.ts';

export const operationTypes = ['warrant', 'labour_inspection', 'welfare_visit', 'walk_in', 'exercise'] as const;
export const operationStates = ['planned', 'running', 'closed'] as const;

/** Facilities a planner may ask for, as on the first column of activation. */
export const wishes = ['women_and_men_apart', 'children', 'families', 'step_free', 'pets'] as const;

/** What is expected of an operation, or at one of its centres. */
export const expectation = {
  expected: count(1000).min(1, 'Enter how many people are expected'),
  atLeast: count(1000).optional(),
  atMost: count(1000).optional(),
  firstArrivalAt: instant.optional(),
  nights: z.int().min(0).max(30).optional(),
  /** Ten-kilometre square, never an address. */
  fromSquare: gridSquare.optional(),
  languages: z
    .array(z.strictObject({ tag: languageTag, people: count(1000).optional() }))
    .max(30)
    .optional(),
  wishes: z.array(z.enum(wishes)).max(wishes.length).optional(),
};

const operationId = '0193e0a0-0000-7000-8000-000000000001';

export const openOperation = contract({
  name: 'operations.open',
  title: 'Open an operation under a code name',
  args: z.strictObject({
    operationId: uuid,
    codeName: shortText(40),
    type: z.enum(operationTypes),
    state: z.enum(['planned', 'running']),
    exercise: z.boolean().optional(),
    ...expectation,
    expected: expectation.expected.optional(),
    policeLead: optionalText(80).optional(),
    careLead: optionalText(80).optional(),
  }),
  result: z.object({ operationId: uuid }),
  example: { operationId, codeName: 'Marram', type: 'warrant', state: 'running', expected: 40, fromSquare: 'SK 45' },
});

export const changeOperation = contract({
  name: 'operations.change',
  title: 'Change what is expected, who leads, or start and close the operation',
  args: z.strictObject({
    operationId: uuid,
    baseVersion: rowVersion,
    state: z.enum(operationStates).optional(),
    ...expectation,
    expected: expectation.expected.optional(),
    policeLead: optionalText(80).nullable().optional(),
    careLead: optionalText(80).nullable().optional(),
  }),
  result: z.object({ operationId: uuid, rowVersion }),
  example: { operationId, baseVersion: 1, expected: 45 },
});

const nullableText = z.string().nullable();

export const operationRow = z.object({
  id: uuid,
  codeName: z.string(),
  type: z.enum(operationTypes),
  state: z.enum(operationStates),
  exercise: z.boolean(),
  languages: z.array(z.object({ tag: z.string(), people: z.number().optional() })),
  // From here on only for those whose role opens the operation fully.
  expected: z.number().nullable().optional(),
  atLeast: z.number().nullable().optional(),
  atMost: z.number().nullable().optional(),
  firstArrivalAt: nullableText.optional(),
  nights: z.number().nullable().optional(),
  fromSquare: nullableText.optional(),
  wishes: z.array(z.enum(wishes)).optional(),
  policeLead: nullableText.optional(),
  careLead: nullableText.optional(),
  openedAt: z.string(),
  closedAt: nullableText,
  rowVersion,
});
export type OperationRow = z.infer<typeof operationRow>;
