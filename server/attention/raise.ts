/**
 * Puts a refusal in front of a person. It is raised before the tablet hears of it, so that a tablet never forgets a
 * command which nobody would be shown; asked again after a crash, it finds what it raised before.
 */
import { and, eq, or, sql } from 'drizzle-orm';
import { attention } from '../../db/schema/attention.ts';
import { centre, operation } from '../../db/schema/operations.ts';
import { accessGrant } from '../../db/schema/users.ts';
import type { AttentionKind } from '../../shared/attention.ts';
import { needKinds } from '../../shared/needs.ts';
import type { ProblemBody } from '../../shared/problems.ts';
import { grantsWithin, permits } from '../../shared/roles.ts';
import type { Actor } from '../auth/actor.ts';
import { momentOf } from '../clock.ts';
import { canonical } from '../command/canonical.ts';
import { execute } from '../command/execute.ts';
import { keepable } from '../command/keepable.ts';
import { knownCommand } from '../command/known.ts';
import type { Deps, Reader } from '../deps.ts';
import { idAfter, onBehalfOf, ownCommand } from './internal.ts';
import { raise } from './rows.ts';
import { idIn, type Subject, subjectOf, type Words } from './subject.ts';

/** As it was sent: nothing of it need be well made but the id. */
interface Refused {
  id: string;
  args: unknown;
  occurredAt: Date | string;
}

type Author = Pick<Actor, 'userId' | 'name' | 'deviceId' | 'grants'>;

const wordsOf = (args: unknown): Words => {
  const kept = keepable(args);
  return kept !== null && typeof kept === 'object' && !Array.isArray(kept) ? (kept as Words) : { said: kept };
};

/** Nobody fills the list of an operation they never had a place in. */
export const belongs = async (reader: Reader, actor: Author, operationId: string): Promise<boolean> => {
  if (actor.deviceId !== null || grantsWithin(actor.grants, operationId).length > 0) return true;
  const [had] = await reader
    .select({ id: accessGrant.id })
    .from(accessGrant)
    .where(
      and(
        eq(accessGrant.userId, actor.userId),
        or(eq(accessGrant.operationId, operationId), sql`${accessGrant.operationId} is null`),
      ),
    )
    .limit(1);
  return had !== undefined;
};

const isCentre = async (reader: Reader, operationId: string, centreId: string): Promise<boolean> => {
  const [found] = await reader
    .select({ id: centre.id })
    .from(centre)
    .where(and(eq(centre.id, centreId), eq(centre.operationId, operationId)));
  return found !== undefined;
};

/** Whose leads are to look: where it was said, else where the guest is, else where its author works. */
const centreFor = async (
  reader: Reader,
  operationId: string,
  name: string,
  args: Words,
  subject: Subject | null,
  actor: Author,
): Promise<string | null> => {
  // There the centre named is where somebody goes.
  const named = name === 'people.setPresence' ? null : idIn(args, 'centreId');
  if (named && (await isCentre(reader, operationId, named))) return named;
  if (subject) return subject.centreId;
  return grantsWithin(actor.grants, operationId).find((it) => it.centreId !== null)?.centreId ?? null;
};

const kindOf = (problem: ProblemBody, args: Words, subject: Subject | null): AttentionKind => {
  const base = args['baseVersion'];
  const overtaken = typeof base === 'number' && subject !== null && subject.rowVersion > base;
  return overtaken || problem.type === '/problems/stale-version' ? 'conflict' : 'refused';
};

/** Whose it is, unless that would tell those who see only a clock whose need it is. */
const personIdsIn = (name: string, args: Words): string[] => {
  const kind = args['kind'] as keyof typeof needKinds;
  const open = name !== 'needs.progress' && (name !== 'needs.raise' || needKinds[kind]?.compartment === 'welfare');
  const personId = idIn(args, 'personId');
  return open && personId ? [personId] : [];
};

const raising = (name: string, actor: Author, sent: Refused, problem: ProblemBody, args: Words, id: string) =>
  ownCommand('attention.raise', async (context) => {
    const { tx, now } = context;
    const { operationId } = context.args;
    const subject = await subjectOf(tx, operationId, name, args);
    const centreId = await centreFor(tx, operationId, name, args, subject, actor);
    const whose = { authorId: actor.userId, deviceId: actor.deviceId };
    const what = { commandId: sent.id, command: name, problem, personIds: personIdsIn(name, args) };
    const row = { id, operationId, centreId, kind: kindOf(problem, args, subject), ...whose, ...what };
    await raise(context, row, { args, occurredAt: momentOf(sent.occurredAt, now) });
  });

const isOperation = async (reader: Reader, id: string): Promise<boolean> => {
  const [found] = await reader.select({ id: operation.id }).from(operation).where(eq(operation.id, id));
  return found !== undefined;
};

const isRaised = async (reader: Reader, id: string): Promise<boolean> => {
  const [found] = await reader.select({ id: attention.id }).from(attention).where(eq(attention.id, id));
  return found !== undefined;
};

/** A planner's choice of a venue names other places when it is refused: it stays with whoever made it. */
const isForLeads = (name: string): boolean => {
  const known = knownCommand(name);
  return known === undefined || permits('manager', known.right ?? name);
};

/**
 * Raises a refused command for attention, once however often it is called. Call it with every refusal, a replayed one
 * too, before the tablet is answered, unless an open form shows the refusal. Nothing is raised for the registers or of
 * what no lead may do, and nothing for choices made under "needs attention": what they are about is still there.
 * @returns whether it stands in a list, so that nobody else need show it
 */
export const onRefused = async (
  deps: Deps,
  actor: Author,
  command: { contract: { name: string } } | string,
  sent: Refused,
  problem: ProblemBody,
): Promise<boolean> => {
  const name = keepable(typeof command === 'string' ? command : command.contract.name) as string;
  const args = wordsOf(sent.args);
  const operationId = idIn(args, 'operationId');
  if (operationId === null || name.startsWith('attention.') || !isForLeads(name)) return false;
  // Another command under an id in use is another refusal.
  const reused = problem.type === '/problems/id-reused' ? canonical([name, args]) : '';
  const id = idAfter(sent.id, `attention ${reused}`);
  if (await isRaised(deps.db, id)) return true;
  if (!(await isOperation(deps.db, operationId)) || !(await belongs(deps.db, actor, operationId))) return false;
  const request = { id, args: { operationId }, occurredAt: momentOf(sent.occurredAt, deps.clock.now()) };
  const raised = await execute(
    raising(name, actor, sent, problem, args, id),
    onBehalfOf(actor, operationId),
    request,
    deps,
  );
  if (!raised.ok) throw new Error(`a refusal could not be raised: ${raised.problem.type}`);
  return true;
};
