import { z } from 'zod';
import { contract } from './contract.ts';
import { newNeed } from './needs.ts';
import { instant, languageTag, optionalText, rowVersion, shortText, uuid } from './primitives.ts';

export const ageBands = ['adult', 'child', 'unsure'] as const;
export type AgeBand = (typeof ageBands)[number];
/** Anyone who is or may be under 18 is treated as a child until age is settled. */
export const mayBeChild = (band: AgeBand): boolean => band !== 'adult';

export const sexes = ['female', 'male', 'other', 'not_asked'] as const;

/** A wristband's letter and number, as `K-014`. Not a key: two guests may hold the same one until it is mended. */
export const reference = z.string().regex(/^[A-Z]-\d{3,4}$/, 'Use a letter, a dash and three digits, such as K-014');

/** Printed on a paper form, counted within an operation. */
export const paperForm = z.int().min(1, 'Enter the number printed on the form').max(9999);

export const presences = [
  'expected',
  'in_transit',
  'on_site',
  'temporarily_out',
  'departed',
  'left_voluntarily',
  'transferred',
  'missing',
  'removed_by_police',
] as const;
export type Presence = (typeof presences)[number];

const after: Record<Presence, readonly Presence[]> = {
  expected: ['in_transit', 'on_site'],
  in_transit: ['on_site', 'missing'],
  on_site: ['temporarily_out', 'departed', 'left_voluntarily', 'transferred', 'missing', 'removed_by_police'],
  temporarily_out: ['on_site', 'departed', 'left_voluntarily', 'transferred', 'missing', 'removed_by_police'],
  missing: ['on_site', 'temporarily_out', 'departed', 'left_voluntarily', 'removed_by_police'],
  departed: ['on_site'],
  left_voluntarily: ['on_site'],
  transferred: ['on_site'],
  removed_by_police: ['on_site'],
};
export const presenceMayBecome = (from: Presence, to: Presence): boolean => after[from].includes(to);
/** Presences in which the centre still looks after a guest. */
export const isStaying = (presence: Presence): boolean =>
  presence === 'on_site' || presence === 'temporarily_out' || presence === 'missing';

/** Presences of a guest who has left, and is nobody's to look for. */
export const hasLeft = (presence: Presence): boolean =>
  presence === 'departed' || presence === 'left_voluntarily' || presence === 'removed_by_police';

export const stayFlags = [
  'over_capacity',
  'after_closure',
  'before_opening',
  'reference_shared',
  'from_paper',
  'form_shared',
] as const;

const ids = {
  operationId: '0193e0a0-0000-7000-8000-000000000001',
  centreId: '0193e0a0-0000-7000-8000-000000000002',
  personId: '0193e0a0-0000-7000-8000-000000000004',
};

export const checkIn = contract({
  name: 'people.checkIn',
  title: 'Check a guest in. A fact: never refused for capacity or for coming late',
  args: z.strictObject({
    operationId: uuid,
    centreId: uuid,
    personId: uuid,
    reference: reference.optional(),
    preferredName: optionalText(60).optional(),
    ageBand: z.enum(ageBands),
    sex: z.enum(sexes).optional(),
    language: languageTag,
    vehicle: optionalText(60).optional(),
    groupId: uuid.optional(),
    zone: optionalText(60).optional(),
    needs: z.array(newNeed).max(30),
    /** Number of the paper form it was written on before. */
    paperForm: paperForm.optional(),
    /** The time written on the form: it happened then, and was keyed in at the command's own time. */
    writtenAt: instant.optional(),
  }),
  result: z.object({
    personId: uuid,
    reference,
    flags: z.array(z.enum(stayFlags)),
    alreadyHere: z.boolean(),
  }),
  example: {
    ...ids,
    reference: 'K-014',
    ageBand: 'adult',
    language: 'vi',
    needs: [{ id: '0193e0a0-0000-7000-8000-000000000003', kind: 'drink' }],
  },
});

export const undoCheckIn = contract({
  name: 'people.undoCheckIn',
  title: 'Undo a mistaken check-in. The record stays, struck through, with its reason',
  args: z.strictObject({ operationId: uuid, personId: uuid, reason: shortText(200), baseVersion: rowVersion }),
  result: z.object({ personId: uuid, rowVersion }),
  example: {
    operationId: ids.operationId,
    personId: ids.personId,
    reason: 'Scanned the wrong wristband',
    baseVersion: 1,
  },
});

export const amendPerson = contract({
  name: 'people.amend',
  title: 'Correct what was recorded at the door: reference, language, age, group, vehicle',
  args: z.strictObject({
    operationId: uuid,
    personId: uuid,
    baseVersion: rowVersion,
    reference: reference.optional(),
    language: languageTag.optional(),
    ageBand: z.enum(ageBands).optional(),
    groupId: uuid.nullable().optional(),
    vehicle: optionalText(60).nullable().optional(),
  }),
  result: z.object({ personId: uuid, rowVersion }),
  example: { operationId: ids.operationId, personId: ids.personId, baseVersion: 1, language: 'sq' },
});

export const identifyPerson = contract({
  name: 'people.identify',
  heldAs: 'What they like to be called',
  title: 'Keep the name a guest likes to be called by, and later their sex for sleeping arrangements',
  args: z.strictObject({
    operationId: uuid,
    personId: uuid,
    /** 0 where nothing was known before. */
    baseVersion: z.union([z.literal(0), rowVersion]),
    preferredName: optionalText(60).nullable().optional(),
    sex: z.enum(sexes).nullable().optional(),
  }),
  result: z.object({ personId: uuid, rowVersion }),
  example: { operationId: ids.operationId, personId: ids.personId, baseVersion: 0, preferredName: 'Dan' },
});

export const movePerson = contract({
  name: 'people.move',
  heldAs: 'Where they are',
  title: 'Record which zone or bed a guest is in now',
  args: z.strictObject({ operationId: uuid, personId: uuid, zone: optionalText(60), baseVersion: rowVersion }),
  result: z.object({ personId: uuid, rowVersion }),
  example: { operationId: ids.operationId, personId: ids.personId, zone: 'Hall A', baseVersion: 1 },
});

export const setPresence = contract({
  name: 'people.setPresence',
  heldAs: 'Going out or coming back',
  title: 'Record that a guest went out, came back, left, moved on or is missing. Leaving is never blocked',
  args: z.strictObject({
    operationId: uuid,
    personId: uuid,
    to: z.enum(presences),
    /** Where to, for `transferred`. */
    centreId: uuid.optional(),
    note: optionalText(300).optional(),
    baseVersion: rowVersion,
  }),
  result: z.object({ personId: uuid, rowVersion }),
  example: { operationId: ids.operationId, personId: ids.personId, to: 'temporarily_out', baseVersion: 1 },
});

/** What anyone caring for the guest may see. */
export const personRow = z.object({
  id: uuid,
  operationId: uuid,
  centreId: uuid,
  reference,
  language: z.string(),
  ageBand: z.enum(ageBands),
  presence: z.enum(presences),
  zone: z.string().nullable(),
  vehicle: z.string().nullable(),
  groupId: uuid.nullable(),
  flags: z.array(z.enum(stayFlags)),
  arrivedAt: z.string(),
  /** When and why the check-in was undone, or `null`. */
  undoneAt: z.string().nullable(),
  undoneReason: z.string().nullable(),
  /** What was said at the last change of presence. */
  presenceNote: z.string().nullable().optional(),
  /** The paper form they were keyed in from, and when. */
  paperForm: z.number().nullable().optional(),
  keyedAt: z.string().nullable().optional(),
  /** The record it was joined with, then undone too. */
  mergedInto: uuid.nullable().optional(),
  rowVersion,
});
export type PersonRow = z.infer<typeof personRow>;

/** Same id as the person. At `kind` level only the preferred name travels. */
export const personIdentityRow = z.object({
  id: uuid,
  operationId: uuid,
  centreId: uuid,
  preferredName: z.string().nullable(),
  sex: z.enum(sexes).nullable().optional(),
  rowVersion,
});
export type PersonIdentityRow = z.infer<typeof personIdentityRow>;

export const stayRow = z.object({
  id: uuid,
  operationId: uuid,
  centreId: uuid,
  personId: uuid,
  arrivedAt: z.string(),
  leftAt: z.string().nullable(),
  endedAs: z.string().nullable(),
});
