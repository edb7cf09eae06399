/**
 * Puts a refusal in front of a person. It is raised before the tablet hears of it, so that a tablet never forgets a
 * command which nobody would be shown; asked again after a crash, it finds what it raised before.
 */
import { eq } from 'drizzle-orm';
import { attention } from '../../../db/schema/attention.ts';
import { operation } from '../../../db/schema/operations.ts';
import type { AttentionKind } from '../../../shared/attention.ts';
import type { ProblemBody } from '../../../shared/problems.ts';
import { grantsWithin, permits } from '../../../shared/roles.ts';
import type { Actor } from '../../engine/actor.ts';
import { givePlace, grantsEver } from '../../access/placed.ts';
import { momentOf } from '../../engine/clock.ts';
import { canonical } from '../../engine/canonical.ts';
import { execute } from '../../engine/execute.ts';
import { keepable } from '../../engine/keepable.ts';
import { knownCommand } from '../../engine/known.ts';
import type { Deps, Reader } from '../../engine/deps.ts';
import { tabletGrants } from '../../access/tabletUsers.ts';
import { idAfter, onBehalfOf, ownCommand } from '../../engine/own.ts';
import { centreNamed, placeOfTablet } from './place.ts';
import { raise } from '../items/rows.ts';
import { neverMight } from '../../engine/refusals.ts';
import { idIn, subjectOf } from '../../engine/subject.ts';
import type { CommandArgs, Subject } from '../../engine/description.ts';

/** As it was sent: only its id is known to be well formed. */
interface Refused {
  id: string;
  args: unknown;
  occurredAt: Date | string;
}

type Author = Pick<Actor, 'userId' | 'name' | 'deviceId' | 'grants'>;

const wordsOf = (args: unknown): CommandArgs => {
  const kept = keepable(args);
  return kept !== null && typeof kept === 'object' && !Array.isArray(kept) ? (kept as CommandArgs) : { said: kept };
};

/** An account fills no list of an operation it never had a place in. */
export const belongs = async (
  reader: Reader,
  { userId, grants }: Pick<Actor, 'userId' | 'grants'>,
  operationId: string,
): Promise<boolean> =>
  givePlace(grantsWithin(grants, operationId)) || givePlace(await grantsEver(reader, userId, operationId));

/** The centre whose leads are to look: the one it names, else the guest's, else one where its author works. */
const centreFor = async (
  reader: Reader,
  operationId: string,
  name: string,
  args: CommandArgs,
  subject: Subject | null,
  actor: Author,
): Promise<string | null> => {
  const there = (await centreNamed(reader, operationId, name, args)) ?? subject?.centreId;
  return there ?? grantsWithin(actor.grants, operationId).find((it) => it.centreId !== null)?.centreId ?? null;
};

const kindOf = (problem: ProblemBody, args: CommandArgs, subject: Subject | null): AttentionKind => {
  const base = args['baseVersion'];
  const overtaken = typeof base === 'number' && subject !== null && subject.rowVersion > base;
  return overtaken || problem.type === '/problems/stale-version' ? 'conflict' : 'refused';
};

/** Which guest it is about, unless those who see only a mark may not know that. */
const personIdsIn = (operationId: string, name: string, args: CommandArgs): string[] => {
  if (args['operationId'] !== operationId || knownCommand(name)?.names?.(args) === 'nowhere') return [];
  const personId = idIn(args, 'personId');
  return personId ? [personId] : [];
};

const raising = (name: string, actor: Author, sent: Refused, problem: ProblemBody, args: CommandArgs, id: string) =>
  ownCommand('attention.raise', async (context) => {
    const { tx, now } = context;
    const { operationId } = context.args;
    const subject = await subjectOf(tx, operationId, name, args);
    const centreId = await centreFor(tx, operationId, name, args, subject, actor);
    const whose = { authorId: actor.userId, deviceId: actor.deviceId };
    const what = { commandId: sent.id, command: name, problem, personIds: personIdsIn(operationId, name, args) };
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

/** A refused choice of a venue names other places: such a refusal stays with the planner who made it. */
const isForLeads = (name: string): boolean => {
  const known = knownCommand(name);
  return known === undefined || permits('manager', known.right ?? name);
};

/**
 * Which operation's list it goes on, and in whose name. A tablet's goes on that of its own operation, whatever it names;
 * an account's on that of the operation it names, if it ever had a role there. `null` where it goes on none.
 */
const homeFor = async (deps: Deps, actor: Author, named: string): Promise<{ id: string; author: Author } | null> => {
  if (actor.deviceId === null) {
    const isTheirs = (await isOperation(deps.db, named)) && (await belongs(deps.db, actor, named));
    return isTheirs ? { id: named, author: actor } : null;
  }
  const place = await placeOfTablet(deps.db, actor.deviceId);
  return place && { id: place.operationId, author: { ...actor, grants: tabletGrants(place) } };
};

/**
 * Raises a refused command for attention, once however often it is called. Call it with every refusal, replayed ones
 * included, before the tablet is answered, unless an open form shows the refusal. Nothing is raised for the registers,
 * for what no lead or what its sender never might do, or for choices made under "needs attention": what they are about is still listed.
 * @returns whether it is on a list, so that nobody else need show it
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
  const named = idIn(args, 'operationId');
  if (named === null || knownCommand(name)?.decides || !isForLeads(name)) return false;
  if (await neverMight(deps.db, actor, name, args)) return false;
  // Another command under an id in use is another refusal.
  const reused = problem.type === '/problems/id-reused' ? canonical([name, args]) : '';
  const id = idAfter(sent.id, `attention ${reused}`);
  if (await isRaised(deps.db, id)) return true;
  const home = await homeFor(deps, actor, named);
  if (!home) return false;
  const request = { id, args: { operationId: home.id }, occurredAt: momentOf(sent.occurredAt, deps.clock.now()) };
  const raised = await execute(
    raising(name, home.author, sent, problem, args, id),
    onBehalfOf(actor, home.id),
    request,
    deps,
  );
  if (!raised.ok) throw new Error(`a refusal could not be raised: ${raised.problem.type}`);
  return true;
};
