/**
 * A guest is checked in who is known already, and something is said otherwise than it stands. What was corrected stands
 * until somebody has looked: what was said again is left out of the check-in, and asked about.
 */
import { and, eq } from 'drizzle-orm';
import { version } from '../../db/schema/engine.ts';
import { personIdentity } from '../../db/schema/people.ts';
import type { FieldOf, GuestFieldName } from '../../shared/guestFields.ts';
import { amendPerson, identifyPerson } from '../../shared/people.ts';
import { Problem } from '../../shared/problems.ts';
import { openAbout, raise, readSentArgs } from '../attention/items/rows.ts';
import { canonical } from '../engine/canonical.ts';
import type { Context } from '../engine/define.ts';
import type { Args } from './comingAgain.ts';
import type { Person } from './record/rows.ts';

type Values = Record<string, unknown>;

const same = (one: unknown, other: unknown): boolean => canonical([one ?? null]) === canonical([other ?? null]);
/** What is said where nobody knows, or nobody asked. */
const blanks: readonly unknown[] = [undefined, null, '', 'und', 'not_asked'];
const isBlank = (value: unknown): boolean => blanks.includes(value);

/** Of the record, those that can be said at the door and corrected after. */
const ofRecord = ['reference', 'language', 'ageBand', 'vehicle', 'groupId'] as const satisfies FieldOf<'person'>[];
const besideRecord = ['preferredName', 'sex'] as const satisfies FieldOf<'personIdentity'>[];

/** Fields in which the two say something, and not the same. */
const differing = <F extends GuestFieldName>(names: readonly F[], known: Values, told: Values): F[] =>
  names.filter((it) => !isBlank(told[it]) && !isBlank(known[it]) && !same(told[it], known[it]));

/** How the record stood before, each value that it has had since it was made. */
const stood = async ({ tx }: Context<Args>, known: Person): Promise<Values[]> => {
  const rows = await tx
    .select({ row: version.row })
    .from(version)
    .where(and(eq(version.streamId, known.operationId), eq(version.kind, 'person'), eq(version.id, known.id)));
  return rows.flatMap(({ row }) => (row ? [row] : []));
};

/** Those that somebody has said otherwise since. Another wristband than any before is one they have been given now. */
const corrected = async (context: Context<Args>, known: Person) => {
  const told = context.args as Values;
  const fields = differing(ofRecord, known, told);
  if (fields.length === 0) return [];
  const before = await stood(context, known);
  return fields.filter((it) => {
    const values = before.map((row) => row[it]).filter((value) => !isBlank(value));
    if (it === 'reference') return values.some((value) => same(value, told[it]));
    return values.some((value) => !same(value, known[it]));
  });
};

const named = async ({ tx, args }: Context<Args>, known: Person) => {
  const [found] = await tx.select().from(personIdentity).where(eq(personIdentity.id, known.id)).for('update');
  return found ? differing(besideRecord, found, args) : [];
};

const isAsked = async (context: Context<Args>, known: Person, command: string, args: Values): Promise<boolean> => {
  const open = await openAbout(context.tx, known.operationId, known.id);
  for (const it of open.filter((one) => one.kind === 'conflict' && one.command === command)) {
    const sent = await readSentArgs(context.tx, it.id);
    if (sent && same({ ...sent.args, baseVersion: 0 }, { ...args, baseVersion: 0 })) return true;
  }
  return false;
};

/** As if it had been sent as a correction, and come too late. */
const askAbout = async (context: Context<Args>, known: Person, command: string, said: Values): Promise<void> => {
  if (Object.keys(said).length === 0) return;
  const { id: personId, operationId, centreId } = known;
  const args = { operationId, personId, baseVersion: known.rowVersion, ...said };
  if (await isAsked(context, known, command, args)) return;
  const { userId: authorId, deviceId } = context.actor;
  const problem = new Problem('stale-version', {
    detail: 'It was said at the door again, otherwise than it stands. Look at what it says now',
  }).body();
  const what = { kind: 'conflict' as const, commandId: context.commandId, command, problem, personIds: [personId] };
  const row = { id: context.deps.newId(), operationId, centreId, authorId, deviceId, ...what };
  await raise(context, row, { args, occurredAt: context.occurredAt });
};

const picked = (args: Values, names: readonly string[]): Values =>
  Object.fromEntries(names.map((it) => [it, args[it]]));

/** The check-in without what is asked about instead. */
export const withoutRetold = async (context: Context<Args>, known: Person): Promise<Context<Args>> => {
  const { args } = context;
  const [record, beside] = [await corrected(context, known), await named(context, known)];
  await askAbout(context, known, amendPerson.name, picked(args, record));
  await askAbout(context, known, identifyPerson.name, picked(args, beside));
  const left = Object.fromEntries(Object.entries(args).filter(([it]) => ![...record, ...beside].includes(it as never)));
  const { language, ageBand } = known;
  return { ...context, args: { language, ageBand, ...left } as Args };
};
