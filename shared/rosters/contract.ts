import { z } from 'zod';
import { contract } from '../contract.ts';
import { wallSpan } from '../london.ts';
import { partnerCode, rosterRole } from '../partners/names.ts';
import { count, instant, languageTag, optionalText, rowVersion, shortText, uuid } from '../primitives.ts';

export const slotStates = ['not_asked', 'asked', 'accepted', 'declined', 'arrived', 'stood_down'] as const;
export type SlotState = (typeof slotStates)[number];
export const answerChannels = ['phone', 'in_person', 'text', 'email', 'radio'] as const;

const heads = count(1_000);
const someHeads = z.int().min(1, 'Enter at least one').max(1_000);

/** One role of one partner in one shift. A partner says how many come, never who. */
export const slotRow = z.strictObject({
  id: uuid,
  operationId: uuid,
  centreId: uuid,
  rowVersion,
  role: rosterRole,
  partner: partnerCode,
  /** As the register has it when they come, for those who may not read that; of an earlier release nobody kept it. */
  partnerName: z.string().nullable().default(null),
  /** Interpreters: which language; null takes any. */
  language: languageTag.nullable(),
  // Not checked against the limits of what may be typed: shifts computed from the opening time may exceed them.
  shiftStart: z.string(),
  shiftEnd: z.string(),
  needed: z.int(),
  state: z.enum(slotStates),
  asked: heads,
  askedAt: z.string().nullable(),
  answerBy: z.string().nullable(),
  accepted: heads,
  arriveBy: z.string().nullable(),
  arrived: heads,
  arrivedAt: z.string().nullable(),
  /** The answer exactly as it was given. */
  words: optionalText(500),
  saidBy: optionalText(80),
  channel: z.enum(answerChannels).nullable(),
  /** When they said so; of an answer of an earlier release nobody kept it. */
  answeredAt: z.string().nullable().default(null),
  note: optionalText(500),
});
export type Slot = z.infer<typeof slotRow>;

/** What the gap and coverage rules need of a slot. */
export type SlotLike = Pick<
  Slot,
  | 'role'
  | 'partner'
  | 'language'
  | 'shiftStart'
  | 'shiftEnd'
  | 'needed'
  | 'state'
  | 'asked'
  | 'accepted'
  | 'arriveBy'
  | 'arrived'
  | 'arrivedAt'
>;

const next: Record<SlotState, readonly SlotState[]> = {
  not_asked: ['asked', 'accepted', 'declined', 'arrived', 'stood_down'],
  asked: ['asked', 'accepted', 'declined', 'arrived', 'stood_down'],
  accepted: ['asked', 'accepted', 'declined', 'arrived', 'stood_down'],
  declined: ['asked', 'accepted', 'declined', 'arrived'],
  arrived: ['arrived', 'stood_down'],
  // Whoever turns up after being stood down has still turned up.
  stood_down: ['arrived'],
};

/** May a slot go from one state to the other? An arrival is a fact and is never refused. */
export const slotMayBecome = (from: SlotState, to: SlotState): boolean => next[from].includes(to);

const where = { operationId: uuid, slotId: uuid, baseVersion: rowVersion };
const done = z.object({ slotId: uuid, rowVersion });
const id = (last: number): string => `019a9b1c-7d00-7000-8000-0000000000${last}`;
const exampleSlot = { operationId: id(40), slotId: id(41), baseVersion: 1 };

export const wrongShiftWords = 'A shift ends after it starts, within 24 hours';
const DAY = 24 * 3_600_000;

/** From 06:00 to 06:00 is a day also over the night that has an hour more. */
export const fitsADay = (start: Date | string, end: Date | string): boolean => {
  const length = +new Date(end) - +new Date(start);
  return length > 0 && (length <= DAY || wallSpan(start, end) <= DAY);
};

const lastsADay = (args: { shiftStart?: string | undefined; shiftEnd?: string | undefined }): boolean => {
  if (args.shiftStart === undefined || args.shiftEnd === undefined) return true;
  return fitsADay(args.shiftStart, args.shiftEnd);
};
const wrongShift = { path: ['shiftEnd'], message: wrongShiftWords };

export const addSlot = contract({
  name: 'roster.add',
  title: 'Add a slot to the roster',
  args: z
    .strictObject({
      operationId: uuid,
      centreId: uuid,
      slotId: uuid,
      role: rosterRole,
      partner: partnerCode,
      language: languageTag.nullable().default(null),
      shiftStart: instant,
      shiftEnd: instant,
      needed: someHeads,
      note: optionalText(500).default(''),
    })
    .refine(lastsADay, wrongShift),
  result: done,
  example: {
    operationId: id(40),
    centreId: id(42),
    slotId: id(41),
    role: 'welfare',
    partner: 'BRC',
    shiftStart: '2026-11-19T06:00:00Z',
    shiftEnd: '2026-11-19T14:00:00Z',
    needed: 8,
  },
});

/** Changing the number or the times of an accepted slot re-opens it: it becomes `asked` again when more are needed. */
export const changeSlot = contract({
  name: 'roster.change',
  title: 'Change the number, times or partner of a slot',
  args: z.strictObject({
    ...where,
    changes: z
      .strictObject({
        partner: partnerCode,
        language: languageTag.nullable(),
        shiftStart: instant,
        shiftEnd: instant,
        needed: heads,
        note: optionalText(500),
      })
      .partial()
      .refine(lastsADay, wrongShift)
      .refine((changes) => Object.keys(changes).length > 0, 'Change at least one field'),
  }),
  result: done,
  example: { ...exampleSlot, changes: { needed: 6 } },
});

export const askSlot = contract({
  name: 'roster.ask',
  title: 'Record that a partner was asked',
  args: z.strictObject({ ...where, heads: someHeads, arriveBy: instant, answerBy: instant.nullable().default(null) }),
  result: done,
  example: { ...exampleSlot, heads: 8, arriveBy: '2026-11-19T06:20:00Z' },
});

const answerParts = {
  ...where,
  words: optionalText(500).default(''),
  saidBy: shortText(80),
  channel: z.enum(answerChannels).default('phone'),
};

/** `accepted` may be fewer than asked: the rest stays a gap. */
export const answerSlot = contract({
  name: 'roster.answer',
  title: 'Record what a partner answered',
  args: z.discriminatedUnion('answer', [
    z.strictObject({ ...answerParts, answer: z.literal('accepted'), heads: someHeads, arriveBy: instant }),
    z.strictObject({ ...answerParts, answer: z.literal('declined') }),
  ]),
  result: done,
  example: {
    ...exampleSlot,
    answer: 'accepted',
    heads: 4,
    arriveBy: '2026-11-19T21:30:00Z',
    words: 'Can do 4 by 21:30',
    saidBy: 'K Thorpe',
    channel: 'phone',
  },
});

/** No shift of one partner is left out for want of room: roles, languages and shifts of a day, and some to spare. */
const MOST_AT_ONCE = 200;

/** One call, one save: what one partner said to its shifts. Zero heads is a no, and one that comes says by when. */
const answerTo = z
  .strictObject({ slotId: uuid, baseVersion: rowVersion, heads, arriveBy: instant.nullable().default(null) })
  .refine((it) => it.heads === 0 || it.arriveBy !== null, { path: ['arriveBy'], message: 'Say by when they come' });
export const answerSlots = contract({
  name: 'roster.answerAll',
  title: 'Record what one partner answered for several shifts at once. One change, one line of the log',
  args: z
    .strictObject({
      operationId: uuid,
      centreId: uuid,
      partner: partnerCode,
      answers: z.array(answerTo).min(1, 'Say what they answered').max(MOST_AT_ONCE),
      words: answerParts.words,
      saidBy: answerParts.saidBy,
      channel: answerParts.channel,
    })
    .refine((it) => new Set(it.answers.map(({ slotId }) => slotId)).size === it.answers.length, {
      path: ['answers'],
      message: 'Answer each shift once',
    }),
  result: z.object({ slots: z.array(done) }),
  example: {
    operationId: id(40),
    centreId: id(42),
    partner: 'BRC',
    answers: [
      { slotId: id(41), baseVersion: 1, heads: 8, arriveBy: '2026-11-19T06:20:00Z' },
      { slotId: id(43), baseVersion: 1, heads: 0 },
    ],
    words: 'Nobody for the night yet',
    saidBy: 'K Thorpe',
    channel: 'phone',
  },
});

/** `count` is how many of the slot are on site in all. A fact: no base version, never refused for its number. */
export const arriveSlot = contract({
  name: 'roster.arrive',
  title: 'Record how many of a slot have arrived',
  args: z.strictObject({ operationId: uuid, slotId: uuid, count: heads }),
  result: done,
  example: { operationId: id(40), slotId: id(41), count: 8 },
});

export const standDownSlot = contract({
  name: 'roster.standDown',
  title: 'Stand a slot down',
  args: z.strictObject({ ...where, reason: optionalText(500).default('') }),
  result: done,
  example: { ...exampleSlot, reason: 'Fewer people than expected' },
});
