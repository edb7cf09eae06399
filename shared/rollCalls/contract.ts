import { z } from 'zod';
import { contract } from '../contract.ts';
import { reference } from '../people.ts';
import { count, optionalText, rowVersion, uuid } from '../primitives.ts';
import { visitKinds } from '../visits.ts';

export const rollCallReasons = ['fire', 'drill', 'check'] as const;
export type RollCallReason = (typeof rollCallReasons)[number];

/** Whom a roll call counts. Everyone but guests is in the sign-in book. */
export const headKinds = ['guest', ...visitKinds] as const;
export type HeadKind = (typeof headKinds)[number];

const ids = {
  operationId: '0193e0a0-0000-7000-8000-000000000001',
  centreId: '0193e0a0-0000-7000-8000-000000000002',
  rollCallId: '0193e0a0-0000-7000-8000-000000000007',
};
const markId = '0193e0a0-0000-7000-8000-000000000008';
const where = { operationId: uuid, centreId: uuid, rollCallId: uuid };

/** Someone on a list, or a wristband that is on none this tablet holds. */
const subject = z.union([
  z.strictObject({ kind: z.enum(headKinds), id: uuid }),
  z.strictObject({ kind: z.literal('guest'), reference }),
]);
export type Subject = z.infer<typeof subject>;

export const startRollCall = contract({
  name: 'rollCalls.start',
  title: 'Start counting everyone at a centre. While one is running there, a second start joins it',
  args: z.strictObject({ ...where, reason: z.enum(rollCallReasons), meetAt: optionalText(80).optional() }),
  /** `joined`: the roll call that was running already, which this one's marks count for. */
  result: z.object({ rollCallId: uuid, joined: uuid.nullable() }),
  example: { ...ids, reason: 'fire', meetAt: 'The far car park' },
});

export const markSeen = contract({
  name: 'rollCalls.mark',
  title: 'Mark someone as seen. A fact: never refused, also where the roll call has ended or is not known yet',
  args: z.strictObject({ ...where, markId: uuid, subject, zone: optionalText(60).optional() }),
  /** `late`: it came after the roll call had ended. */
  result: z.object({ markId: uuid, late: z.boolean() }),
  example: { ...ids, markId, subject: { kind: 'guest', id: '0193e0a0-0000-7000-8000-000000000004' } },
});

export const takeMarkBack = contract({
  name: 'rollCalls.unmark',
  title: 'Take one mark back for good. May come before the mark it takes back',
  args: z.strictObject({ ...where, markId: uuid }),
  result: z.object({ markId: uuid }),
  example: { ...ids, markId },
});

export const endRollCall = contract({
  name: 'rollCalls.end',
  title: 'End a roll call, and keep how many were seen. Ending it twice changes nothing more',
  args: z.strictObject(where),
  result: z.object({ rollCallId: uuid, rowVersion }),
  example: ids,
});

export const rollCallRow = z.object({
  id: uuid,
  operationId: uuid,
  centreId: uuid,
  reason: z.enum(rollCallReasons),
  meetAt: z.string().nullable(),
  /** The one it joined, which was running when it was started elsewhere. */
  joinedTo: uuid.nullable(),
  startedAt: z.string(),
  startedBy: z.string(),
  endedAt: z.string().nullable(),
  endedBy: z.string().nullable(),
  /** Heads as counted at the end. */
  endedSeen: count().nullable(),
  endedExpected: count().nullable(),
  rowVersion,
});
export type RollCallRow = z.infer<typeof rollCallRow>;

/** One sighting. It is made once and may be taken back once; nothing else about it changes. */
export const rollCallMarkRow = z.object({
  id: uuid,
  operationId: uuid,
  centreId: uuid,
  /** As the tablet knew it: perhaps one that has joined another. */
  rollCallId: uuid,
  /** Null together while only its taking back has arrived. */
  subjectKind: z.enum(headKinds).nullable(),
  subjectId: uuid.nullable(),
  reference: z.string().nullable(),
  zone: z.string().nullable(),
  markedAt: z.string().nullable(),
  markedBy: z.string().nullable(),
  /** The tablet it was made on, else the account. */
  countedBy: z.string().nullable(),
  /** It came after the end. */
  late: z.boolean(),
  takenBackAt: z.string().nullable(),
});
export type RollCallMarkRow = z.infer<typeof rollCallMarkRow>;
