import { z } from 'zod';
import { contract } from './contract.ts';
import { fieldNames } from './guestFields.ts';
import { raiseNeed } from './needs.ts';
import { ageBands, identifyPerson, movePerson, reference, setPresence } from './people.ts';
import type { ProblemBody } from './problems.ts';
import { rowVersion, shortText, uuid } from './primitives.ts';

/**
 * What a person has to sort out.
 * `refused`: a command was not accepted. `conflict`: it was made from what somebody has changed since.
 * `same_reference`: one wristband, two records. `duplicate`: two records that may be one person.
 * `held`: about a guest the server does not know yet. `quarantined`: from a revoked tablet, or unproven.
 * `clock`: a tablet, or a computer, tells a time that cannot be.
 */
export const attentionKinds = [
  'refused',
  'conflict',
  'same_reference',
  'duplicate',
  'held',
  'quarantined',
  'clock',
] as const;
export type AttentionKind = (typeof attentionKinds)[number];

export const settlements = ['discarded', 'retried', 'joined', 'kept_apart', 'released', 'resolved'] as const;

/** What may be chosen; a screen shows these and no others. */
export const attentionChoices = ['retry', 'amend', 'discard', 'join', 'apart', 'release', 'resolve', 'ask'] as const;

/** The row everyone at the centre is sent, so that numbers are live: ids and marks only. */
export const attentionRow = z.object({
  id: uuid,
  operationId: uuid,
  centreId: uuid.nullable(),
  kind: z.enum(attentionKinds),
  /** The author of the command. */
  authorId: z.string().nullable(),
  personIds: z.array(uuid),
  /** Somebody has been asked to look. */
  asked: z.boolean(),
  raisedAt: z.string(),
  settledAt: z.string().nullable(),
  settledAs: z.enum(settlements).nullable(),
  rowVersion,
});
export type AttentionRow = z.infer<typeof attentionRow>;

const side = z.object({
  /** `Desk 1, Meera S.`; "Now" where it is what the record says now. */
  who: z.string(),
  at: z.string().nullable(),
  personId: uuid.nullable(),
});

/** `GET /api/operations/:id/attention?centreId=` → `{items, settled}`: own for a volunteer, the centre's for a lead. */
export const attentionItem = z.object({
  ...attentionRow.shape,
  commandId: uuid.nullable(),
  /** The command's name. */
  command: z.string().nullable(),
  problem: z.custom<ProblemBody>().nullable(),
  /** Wristbands of the guests concerned, such as `K-023`, as far as known. */
  references: z.array(z.string()),
  /** First what was sent, second what it conflicts with; one side where it conflicts with nothing. */
  sides: z.array(side).max(2),
  /** Each with one value per side; `null` where there is none. Values of a locked compartment are left out: `locked`. */
  fields: z.array(
    z.strictObject({
      name: z.enum(fieldNames),
      values: z.array(z.union([z.string(), z.array(z.string())]).nullable()),
      differs: z.boolean(),
      locked: z.boolean(),
    }),
  ),
  /** The record that a join would make. */
  joined: z
    .strictObject({ keepId: uuid, joinId: uuid, reference, ageBand: z.enum(ageBands), name: z.string().nullable() })
    .nullable(),
  /** The command in words: `Check a guest in`; `null` where nobody here can read it, or Haven knows no such command. */
  title: z.string().nullable(),
  /** The sentence that it was not done; `null` where there is none for it. */
  failed: z.string().nullable(),
  /** Arguments that may be corrected before it is sent again, each with the field it is shown in. */
  mends: z.array(z.strictObject({ argument: z.string(), field: z.enum(fieldNames) })),
  /** Arguments without a field above, in words; `null` where empty. */
  more: z.array(z.strictObject({ label: z.string(), value: z.string().nullable() })),
  /** How many values this role may not see, and who may: `the health or safeguarding lead`. */
  hidden: z.strictObject({ count: z.int(), heldBy: z.string() }).nullable(),
  /** How it came in, where it is or was kept sealed. */
  handedIn: z
    .strictObject({
      /** `Tablet 1`, or `the account of R. Iqbal`. */
      by: z.string(),
      at: z.string(),
      /** Whom it names as its author; `null` where it names nobody with a place in this operation. */
      from: z.string().nullable(),
      /** Their own key, or their own session, says that it is theirs. */
      proven: z.boolean(),
    })
    .nullable(),
  /** Why this person cannot let it in, or send it again, in words; `null` where they can or nothing is to be said. */
  whyNot: z.string().nullable(),
  choices: z.array(z.enum(attentionChoices)),
  settledReason: z.string().nullable(),
  settledBy: z.string().nullable(),
  /** The join that settled it, while it can be undone. */
  mergeId: uuid.nullable(),
});
export type AttentionItem = z.infer<typeof attentionItem>;
/** Open ones told at once, the oldest first; `skip` passes over those told already. */
export const ATTENTION_PAGE = 200;
export const attentionList = z.object({ items: z.array(attentionItem), settled: z.array(attentionItem) });

const at = {
  operationId: '0193e0a0-0000-7000-8000-000000000001',
  attentionId: '0193e0a0-0000-7000-8000-000000000041',
};

export const retryRefused = contract({
  name: 'attention.retry',
  settles: 'attentionId',
  title: 'Send a refused command again from how things stand now, as it was or amended. Cites the old one',
  args: z.strictObject({
    operationId: uuid,
    attentionId: uuid,
    /** Arguments that replace the old ones. */
    set: z.record(z.string(), z.unknown()).optional(),
    /** Version of the attention row that was looked at. */
    baseVersion: rowVersion,
  }),
  result: z.object({ attentionId: uuid, commandId: uuid }),
  example: { ...at, set: { zone: 'Hall B' }, baseVersion: 1 },
});

export const settleAttention = contract({
  name: 'attention.settle',
  settles: 'attentionId',
  title: 'Discard what was refused, or say that two records are two people, or that a clock is set; with a reason',
  args: z.strictObject({
    operationId: uuid,
    attentionId: uuid,
    as: z.enum(['discarded', 'kept_apart', 'resolved']),
    reason: shortText(300),
    baseVersion: rowVersion,
  }),
  result: z.object({ attentionId: uuid }),
  example: { ...at, as: 'discarded', reason: 'Done by the other tablet', baseVersion: 1 },
});

export const askAboutAttention = contract({
  name: 'attention.ask',
  title: 'Ask somebody to go and look before it is decided',
  args: z.strictObject({ operationId: uuid, attentionId: uuid, baseVersion: rowVersion }),
  result: z.object({ attentionId: uuid }),
  example: { ...at, baseVersion: 1 },
});

/**
 * Lets in what was kept sealed: only what concerns the care of guests, never above what whoever handed it in might do,
 * nor above what whoever lets it in may. It stands in its author's name, or in that of the tablet or account it came by.
 */
export const releaseQuarantined = contract({
  name: 'attention.release',
  settles: 'attentionId',
  title: 'Let in what nobody can vouch for: only what concerns the care of guests, never above its sender’s right',
  args: z.strictObject({ operationId: uuid, attentionId: uuid, baseVersion: rowVersion }),
  result: z.object({ attentionId: uuid, commandId: uuid }),
  example: { ...at, baseVersion: 1 },
});

export const mergePeople = contract({
  name: 'people.merge',
  settles: 'joinId',
  title: 'Two records are one person: join them. The safer answer stands, every need is kept, and it can be undone',
  args: z.strictObject({
    operationId: uuid,
    mergeId: uuid,
    keepId: uuid,
    joinId: uuid,
    keepVersion: rowVersion,
    joinVersion: rowVersion,
  }),
  result: z.object({ mergeId: uuid, personId: uuid, rowVersion }),
  example: {
    operationId: at.operationId,
    mergeId: '0193e0a0-0000-7000-8000-000000000042',
    keepId: '0193e0a0-0000-7000-8000-000000000004',
    joinId: '0193e0a0-0000-7000-8000-000000000005',
    keepVersion: 1,
    joinVersion: 1,
  },
});

export const unmergePeople = contract({
  name: 'people.unmerge',
  title: 'Undo a join: both records stand again',
  args: z.strictObject({ operationId: uuid, mergeId: uuid, reason: shortText(300) }),
  result: z.object({ mergeId: uuid }),
  example: { operationId: at.operationId, mergeId: '0193e0a0-0000-7000-8000-000000000042', reason: 'Two sisters' },
});

/** Commands that may be held: they name their guest by wristband while nobody here knows the record. */
const holdable = [raiseNeed, movePerson, setPresence, identifyPerson] as const;
export type Holdable = (typeof holdable)[number];
const holdableName = z.enum(holdable.map((it) => it.name));

/** What is shown of one that is held. */
export const heldAs = (name: Holdable['name']): string => holdable.find((it) => it.name === name)?.heldAs ?? '';

export const holdUntilKnown = contract({
  name: 'people.later',
  title: 'Say something of a guest whom another tablet registered without signal. Held until that tablet is heard',
  args: z.strictObject({
    operationId: uuid,
    centreId: uuid,
    /** This row's own id. */
    heldId: uuid,
    reference,
    command: holdableName,
    /** The command's arguments without the guest and without a base version. */
    args: z.record(z.string(), z.unknown()),
  }),
  result: z.object({ heldId: uuid, held: z.boolean() }),
  example: {
    operationId: at.operationId,
    centreId: '0193e0a0-0000-7000-8000-000000000002',
    heldId: '0193e0a0-0000-7000-8000-000000000043',
    reference: 'M-007',
    command: 'people.move',
    args: { zone: 'Hall B' },
  },
});

export const heldStates = ['held', 'done', 'refused', 'dropped'] as const;
export type HeldState = (typeof heldStates)[number];

/** A held command, without its arguments: those follow the guest's own rules once it is done. */
export const heldCommandRow = z.object({
  id: uuid,
  operationId: uuid,
  centreId: uuid,
  reference,
  command: holdableName,
  authorId: z.string(),
  authorName: z.string(),
  occurredAt: z.string(),
  state: z.enum(heldStates),
});
export type HeldCommandRow = z.infer<typeof heldCommandRow>;
