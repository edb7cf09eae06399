import { and, eq, isNull } from 'drizzle-orm';
import { person } from '../../db/schema/people.ts';
import type { ArgsOf } from '../../shared/contract.ts';
import type { checkIn } from '../../shared/people.ts';
import { believe } from '../engine/claims.ts';
import type { Context } from '../engine/define.ts';
import type { Tx } from '../engine/deps.ts';
import { lockByName } from '../engine/namedLock.ts';
import { type Flag, isShared, lockReference, withMark } from './flags.ts';
import type { Person } from './record/rows.ts';

type Args = ArgsOf<typeof checkIn>;

/** People are received on paper before anybody has come to open their operation. */
const ON_PAPER_MS = 24 * 3_600_000;

/** The time that is written on a form. */
export const writtenOn = ({ paperForm, writtenAt }: Args): Date | null =>
  paperForm === undefined || writtenAt === undefined ? null : new Date(writtenAt);

/** A paper form tells of the time that is written on it; where that cannot be, it stands when it was keyed in. */
export const asWritten = (context: Context<Args>): Context<Args> => {
  if (context.args.paperForm === undefined) return context;
  const at = writtenOn(context.args) ?? context.toldAt ?? context.occurredAt;
  const written = believe(at, context.heardAt, context.began, ON_PAPER_MS);
  return { ...context, ...written, ...(written.toldAt && { occurredAt: context.occurredAt }) };
};

/** When a guest came, and what was told of that where it cannot be. */
export const arrivalIn = ({ occurredAt, toldAt }: Pick<Context<Args>, 'occurredAt' | 'toldAt'>) => ({
  arrivedAt: occurredAt,
  toldAt,
});

/** The form, and when it was keyed in by the sender's own clock, as far as that was told. */
export const formOf = ({ args, occurredAt, heardAt }: Context<Args>): Pick<Person, 'paperForm' | 'keyedAt'> => {
  if (args.paperForm === undefined) return { paperForm: null, keyedAt: null };
  return { paperForm: args.paperForm, keyedAt: args.writtenAt === undefined ? heardAt : occurredAt };
};

export const withPaper = (flags: readonly Flag[], paperForm: number | null): Flag[] =>
  paperForm === null ? [...flags] : [...flags, 'from_paper'];

/** Whoever keys in a form, or undoes that, waits for the others who do so with the same one. */
export const lockForm = (tx: Tx, operationId: string, form: number): Promise<void> =>
  lockByName(tx, `${operationId} form ${form}`);

/**
 * What a guest shares with others now. What they wear and were written down on is held first, so that nobody marks them
 * meanwhile: whoever writes their flags anew asks here.
 */
export const stillShared = async (tx: Tx, guest: Pick<Person, 'id' | 'operationId' | 'reference' | 'paperForm'>) => {
  const { id, operationId, reference, paperForm } = guest;
  await lockReference(tx, operationId, reference);
  if (paperForm !== null) await lockForm(tx, operationId, paperForm);
  const [held] = await tx.select({ flags: person.flags }).from(person).where(eq(person.id, id));
  return (held?.flags ?? []).filter(isShared);
};

/** Marks every guest keyed in from this form as sharing it, or the only one left as not. The form is held first. */
export const settleForm = async (
  context: Context<unknown>,
  operationId: string,
  form: number | null,
): Promise<Person[]> => {
  if (form === null) return [];
  const { tx } = context;
  await lockForm(tx, operationId, form);
  const holders = await tx
    .select()
    .from(person)
    .where(and(eq(person.operationId, operationId), eq(person.paperForm, form), isNull(person.undoneAt)));
  const shared = holders.length > 1;
  const settled: Person[] = [];
  for (const it of holders.filter(({ flags }) => flags.includes('form_shared') !== shared))
    settled.push(...(await context.rows.mark('person', eq(person.id, it.id), withMark('form_shared', shared))));
  return settled;
};
