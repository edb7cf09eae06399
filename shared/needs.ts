import { z } from 'zod';
import { contract } from './contract.ts';
import { optionalText, rowVersion, shortText, uuid } from './primitives.ts';

export const priorities = ['P1', 'P2', 'P3', 'P4'] as const;
export type Priority = (typeof priorities)[number];

export const needCompartments = ['welfare', 'health', 'safeguarding'] as const;
export type NeedCompartment = (typeof needCompartments)[number];

interface NeedKind {
  title: string;
  priority: Priority;
  compartment: NeedCompartment;
  /** The lead must hear of it at once. */
  alerts?: true;
}

const kinds = {
  emergency_care: { title: 'Feeling very unwell', priority: 'P1', compartment: 'health', alerts: true },
  self_harm: { title: 'May harm themselves', priority: 'P1', compartment: 'safeguarding', alerts: true },
  threat: { title: 'Afraid of someone here', priority: 'P1', compartment: 'safeguarding', alerts: true },
  private_talk: { title: 'Wants to talk in private', priority: 'P1', compartment: 'safeguarding', alerts: true },
  lone_child: { title: 'Child on their own', priority: 'P1', compartment: 'welfare', alerts: true },
  missing_person: { title: 'Missing person', priority: 'P1', compartment: 'welfare', alerts: true },
  withdrawal: { title: 'Withdrawal', priority: 'P1', compartment: 'health', alerts: true },
  pain: { title: 'Pain or hurt', priority: 'P2', compartment: 'health', alerts: true },
  first_aid: { title: 'First aid', priority: 'P2', compartment: 'health', alerts: true },
  medicine: { title: 'Medicine', priority: 'P2', compartment: 'health', alerts: true },
  pregnancy: { title: 'Baby or pregnant', priority: 'P2', compartment: 'health', alerts: true },
  infection: { title: 'May be infectious', priority: 'P2', compartment: 'health', alerts: true },
  warmth: { title: 'Warmth', priority: 'P2', compartment: 'welfare' },
  drink: { title: 'Drink', priority: 'P2', compartment: 'welfare' },
  clothing: { title: 'Dry clothes', priority: 'P2', compartment: 'welfare' },
  infant_care: { title: 'Infant care', priority: 'P2', compartment: 'welfare' },
  mobility_aid: { title: 'Help to move about', priority: 'P2', compartment: 'welfare' },
  interpreter: { title: 'Interpreter', priority: 'P2', compartment: 'welfare' },
  toilet: { title: 'Toilet', priority: 'P2', compartment: 'welfare' },
  food: { title: 'Food', priority: 'P3', compartment: 'welfare' },
  shower: { title: 'Wash', priority: 'P3', compartment: 'welfare' },
  hygiene_pack: { title: 'Wash pack', priority: 'P3', compartment: 'welfare' },
  rest: { title: 'Rest', priority: 'P3', compartment: 'welfare' },
  phone_call: { title: 'Phone call', priority: 'P3', compartment: 'welfare' },
  with_someone: { title: 'With someone', priority: 'P3', compartment: 'welfare' },
  faith: { title: 'Faith', priority: 'P3', compartment: 'welfare' },
  listening: { title: 'Someone to listen', priority: 'P3', compartment: 'welfare' },
  pet: { title: 'Pet', priority: 'P3', compartment: 'welfare' },
  belongings: { title: 'Belongings', priority: 'P3', compartment: 'welfare' },
  legal_advice: { title: 'Legal advice', priority: 'P4', compartment: 'welfare' },
  nrm_talk: { title: 'Talk about referral', priority: 'P4', compartment: 'welfare' },
  accommodation: { title: 'Somewhere to stay', priority: 'P4', compartment: 'welfare' },
  transport: { title: 'Transport', priority: 'P4', compartment: 'welfare' },
  money: { title: 'Money', priority: 'P4', compartment: 'welfare' },
  family_tracing: { title: 'Family tracing', priority: 'P4', compartment: 'welfare' },
  home_return: { title: 'Going home', priority: 'P4', compartment: 'welfare' },
  follow_up: { title: 'Follow-up', priority: 'P4', compartment: 'welfare' },
} as const satisfies Record<string, NeedKind>;

export type NeedKindName = keyof typeof kinds;
export const needKinds: Record<NeedKindName, NeedKind> = kinds;
export const needKindNames = Object.keys(kinds) as [NeedKindName, ...NeedKindName[]];

/** Minutes to the end of each clock; `null` has none. A planning assumption, so it is a setting. */
export const needClocks = z.strictObject({
  P1: z.int().min(1).max(1440),
  P2: z.int().min(1).max(1440),
  P3: z.int().min(1).max(2880),
  P4: z.null(),
});
export type NeedClocks = z.infer<typeof needClocks>;
export const defaultNeedClocks: NeedClocks = { P1: 5, P2: 60, P3: 240, P4: null };

/** `left_before_met`, `undone`: the guest is gone, or never was; nobody says so by hand. */
export const needStates = [
  'open',
  'accepted',
  'in_progress',
  'met',
  'declined',
  'escalated',
  'left_before_met',
  'undone',
] as const;
export type NeedState = (typeof needStates)[number];

const after: Record<NeedState, readonly NeedState[]> = {
  open: ['accepted', 'in_progress', 'met', 'declined', 'escalated'],
  accepted: ['open', 'in_progress', 'met', 'declined', 'escalated'],
  in_progress: ['open', 'accepted', 'met', 'declined', 'escalated'],
  escalated: ['accepted', 'in_progress', 'met', 'declined'],
  // Taken back at once, whoever had it still has it.
  declined: ['open', 'accepted', 'in_progress'],
  met: ['open', 'accepted', 'in_progress'],
  // What was done before is often told after.
  left_before_met: ['open', 'met', 'declined'],
  undone: ['open', 'met', 'declined'],
};
export const needMayBecome = (from: NeedState, to: NeedState): boolean => after[from].includes(to);
const closedStates = ['met', 'declined', 'left_before_met', 'undone'] as const satisfies readonly NeedState[];
export const openNeedStates = needStates.filter((it) => !(closedStates as readonly NeedState[]).includes(it));
export const isOpenNeed = (state: NeedState): boolean => openNeedStates.includes(state);

export type EndedWithGuest = 'left_before_met' | 'undone';
/**
 * Care ends with the stay it was for. What concerns health or safety, and on leaving whatever the lead was alerted to,
 * stays open with whoever holds it until they decide.
 */
export const endsWithGuest = (
  { compartment, alerts }: { compartment: NeedCompartment; alerts: boolean },
  as: EndedWithGuest,
): boolean => compartment === 'welfare' && (as === 'undone' || !alerts);

/** When the clock of a need runs out, or `null` where its priority has no clock. */
export const needDueAt = (raisedAt: Date, priority: Priority, clocks: NeedClocks): Date | null => {
  const minutes = clocks[priority];
  return minutes === null ? null : new Date(raisedAt.getTime() + minutes * 60_000);
};

export const newNeed = z.strictObject({
  id: uuid,
  kind: z.enum(needKindNames),
  priority: z.enum(priorities).optional(),
});

export const raiseNeed = contract({
  name: 'needs.raise',
  heldAs: 'A need',
  title: 'Raise a need for a guest, or for the centre as a whole',
  args: z.strictObject({
    operationId: uuid,
    centreId: uuid,
    needId: uuid,
    personId: uuid.optional(),
    kind: z.enum(needKindNames),
    priority: z.enum(priorities).optional(),
    note: optionalText(500).optional(),
  }),
  result: z.object({ needId: uuid }),
  example: {
    operationId: '0193e0a0-0000-7000-8000-000000000001',
    centreId: '0193e0a0-0000-7000-8000-000000000002',
    needId: '0193e0a0-0000-7000-8000-000000000003',
    personId: '0193e0a0-0000-7000-8000-000000000004',
    kind: 'clothing',
    note: 'Shoes size 42',
  },
});

export const progressNeed = contract({
  name: 'needs.progress',
  title: 'Take, start, finish, hand over, escalate or reopen a need',
  args: z.strictObject({
    operationId: uuid,
    needId: uuid,
    to: z.enum(needStates),
    note: optionalText(500).optional(),
    baseVersion: rowVersion,
  }),
  result: z.object({ needId: uuid, rowVersion }),
  example: {
    operationId: '0193e0a0-0000-7000-8000-000000000001',
    needId: '0193e0a0-0000-7000-8000-000000000003',
    to: 'accepted',
    baseVersion: 1,
  },
});

export const noteNeed = contract({
  name: 'needs.note',
  title: 'Add a line to what is said of a need, whoever holds it',
  args: z.strictObject({ operationId: uuid, needId: uuid, note: shortText(500) }),
  result: z.object({ needId: uuid }),
  example: {
    operationId: '0193e0a0-0000-7000-8000-000000000001',
    needId: '0193e0a0-0000-7000-8000-000000000003',
    note: 'The police have been told',
  },
});

/** The clock of a need. Sent from `marker` up: its times are its guest's, so whoever may not know whom is sent none. */
export const needRow = z.object({
  id: uuid,
  operationId: uuid,
  centreId: uuid,
  personId: uuid.nullable(),
  compartment: z.enum(needCompartments),
  priority: z.enum(priorities),
  state: z.enum(needStates),
  /** Name of whoever holds it, and their user id. */
  holder: z.string().nullable(),
  holderId: z.string().nullable(),
  alerts: z.boolean(),
  raisedAt: z.string(),
  dueAt: z.string().nullable(),
  acceptedAt: z.string().nullable(),
  closedAt: z.string().nullable(),
  rowVersion,
});
export type NeedRow = z.infer<typeof needRow>;

/** What the need is; travels only to those whose role opens its compartment. Same id as the need. */
export const needDetailRow = z.object({
  id: uuid,
  operationId: uuid,
  centreId: uuid,
  compartment: z.enum(needCompartments),
  kind: z.enum(needKindNames),
  note: z.string().nullable().optional(),
});
export type NeedDetailRow = z.infer<typeof needDetailRow>;
