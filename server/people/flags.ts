import { and, eq, isNull, type SQL, sql } from 'drizzle-orm';
import { heldCommand } from '../../db/schema/attention.ts';
import { centre } from '../../db/schema/operations.ts';
import { person } from '../../db/schema/people.ts';
import { isFinished, isReceiving } from '../../shared/centres.ts';
import type { stayFlags } from '../../shared/people.ts';
import { raiseSameReference, resolveSameReference } from './sameReference.ts';
import type { Context } from '../engine/define.ts';
import type { Reader, Tx } from '../engine/deps.ts';
import { lockByName, locked } from '../engine/namedLock.ts';
import type { Person } from './record/rows.ts';

export type Flag = (typeof stayFlags)[number];
/** Marked for as long as somebody else has the same. */
export const isShared = (flag: Flag): boolean => flag === 'reference_shared' || flag === 'form_shared';
type Centre = typeof centre.$inferSelect;

/** For a centre called `here`. Counts no further than it must: a full hall costs no more to check than an empty one. */
export const fullAsked = sql`(
  select count(*) from (
    select 1 from ${person} where centre_id = here.id and presence = 'on_site' and undone_at is null
    limit here.places) as inside
  ) >= here.places`;

export const isFull = async (reader: Reader, centreId: string): Promise<boolean> => {
  const [found] = await reader.execute<{ full: boolean }>(sql`
    select ${fullAsked} as full from ${centre} as here where id = ${centreId}`);
  return found?.full ?? false;
};

/** What is marked on an arrival. Nothing is refused at the door. */
export const arrivalFlags = (where: Pick<Centre, 'state'>, full: boolean): Flag[] => {
  const flags: Flag[] = [];
  if (full) flags.push('over_capacity');
  if (isFinished(where.state)) flags.push('after_closure');
  else if (!isReceiving(where.state) && where.state !== 'standing_down') flags.push('before_opening');
  return flags;
};

/**
 * Holds a reference that is given out, and the one that this person has worn until now: in their order, as everywhere,
 * so that two who change wristbands with each other wait in turn.
 */
export const referencesHeld = (operationId: string, reference: string, personId: string): SQL => sql`(
  select count(${locked(sql`${`${operationId} `} || worn`)}) from (
    select distinct worn from (values (${reference}::text collate "C"), ((
      select reference from ${person} where id = ${personId} and operation_id = ${operationId}))) as both_of(worn)
    where worn is not null order by worn) as in_order)`;

/** Whoever gives out or frees a reference waits for the others who do so with the same one. */
export const lockReference = (tx: Tx, operationId: string, reference: string): Promise<void> =>
  lockByName(tx, `${operationId} ${reference}`);

/** Whether a command is held for this wristband. Part of the check-in's own query, as every check-in asks it. */
export const isAwaited = (operationId: string, reference: string) => sql<boolean>`exists (
  select 1 from ${heldCommand} where ${heldCommand.operationId} = ${operationId}
    and ${heldCommand.reference} = ${reference} and ${heldCommand.state} = 'held')`;

export const isWorn = (operationId: string, reference: string) => sql<boolean>`exists (
  select 1 from ${person} where ${person.operationId} = ${operationId}
    and ${person.reference} = ${reference} and ${person.undoneAt} is null)`;

/** The guest as they are once those who share a wristband or a form with them have been marked. */
export const asMarked = (guest: Person, marked: readonly Person[]): Person =>
  marked.find((it) => it.id === guest.id) ?? guest;

/** A mark put on them or taken off, whatever else is marked on them at the same moment. */
export const withMark = (flag: Flag, on: boolean): { flags: SQL } => {
  const rest = sql`${person.flags} - ${flag}::text`;
  return { flags: on ? sql`${rest} || jsonb_build_array(${flag}::text)` : rest };
};

/**
 * Marks every guest who holds this reference as sharing it, or the only one left as not; the reference is held before
 * they are looked for, so that nobody takes it unseen. Whoever locks guests too does so after the reference. Their
 * versions stay as they are: a mark made by the server makes nobody's edit stale.
 */
export const settleReference = async (
  context: Context<unknown>,
  operationId: string,
  reference: string,
): Promise<Person[]> => {
  const { tx } = context;
  await lockReference(tx, operationId, reference);
  const found = await tx
    .select({ guest: person, awaited: isAwaited(operationId, reference) })
    .from(person)
    .where(and(eq(person.operationId, operationId), eq(person.reference, reference), isNull(person.undoneAt)));
  const holders = found.map(({ guest }) => guest);
  const shared = holders.length > 1;
  const settled: Person[] = [];
  for (const it of holders.filter(({ flags }) => flags.includes('reference_shared') !== shared))
    settled.push(...(await context.rows.mark('person', eq(person.id, it.id), withMark('reference_shared', shared))));
  if (shared) await raiseSameReference(context, holders);
  else if (settled.length > 0) await resolveSameReference(context, operationId, reference);
  if (holders.length === 1 && found[0]?.awaited)
    context.after(() => context.deps.referenceKnown(operationId, reference));
  return settled;
};
