/**
 * The one door for every change. In one transaction: the right, the handler, then the stream's counter, whose lock puts
 * commits in order, and with the commit the chained event, the new versions and the receipt. A known id breaks on its
 * receipt, takes everything back and gets its stored answer. A refusal rolls all of that back too and is kept as a
 * receipt, so that a queue never jams on it.
 */
import { stream } from '../../db/schema/engine.ts';
import { Problem } from '../../shared/problems.ts';
import { mayRegisterNamed } from '../../shared/roles.ts';
import { append, placeOf } from './append.ts';
import { genesis } from './chain.ts';
import { type Actor, actorMay } from './actor.ts';
import { type Deps, handlersTx, type Tx, type WholeTx } from './deps.ts';
import { brokenConstraint, isConflict, isUnavailable } from './databaseErrors.ts';
import { type AnyCommand, type Context, REGISTERS, toldIn } from './define.ts';
import { giveWay } from './giveWay.ts';
import { Rows } from './rows.ts';
import { type Claim, claimOf } from './claims.ts';
import { answerBefore, answeredSeq, hashesOf, type Outcome, refuse, type Request } from './receipts.ts';

const TRIES = 4;

export const execute = async (command: AnyCommand, actor: Actor, request: Request, deps: Deps): Promise<Outcome> => {
  const { name } = command.contract;
  const hashes = hashesOf(name, request);
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await giveWay.write(() => accept(command, actor, request, hashes.kept, deps, attempt));
    } catch (error) {
      const refused = error instanceof Problem ? error : refusalFor(command, error);
      // A command sent again that cannot be done twice is answered as it was, by its receipt.
      if (refused) return refuse(name, actor, request, hashes, refused, deps);
      if (isConflict(error) && attempt < TRIES) continue;
      // Nor need it fail the second time in a manner that anybody thought of.
      const before = isUnavailable(error) ? null : await answerBefore(deps.db, actor, request, hashes);
      if (before) return before;
      throw error;
    }
  }
};

const openStream = async (tx: Tx, id: string): Promise<void> => {
  const opened = await tx
    .insert(stream)
    .values({ id, headMac: genesis(id) })
    .onConflictDoNothing()
    .returning({ id: stream.id });
  if (opened.length > 0 || id === REGISTERS) return;
  throw new Problem('already-exists', { detail: 'This id has been used. Make a new one' });
};

const accept = async (
  command: AnyCommand,
  actor: Actor,
  request: Request,
  bodyHash: Buffer,
  deps: Deps,
  attempt: number,
): Promise<Outcome> => {
  const afterwards: (() => void)[] = [];
  const streamId = command.stream(request.args as never);
  const { result, seq, versions, recorded } = await deps.db.transaction(async (tx) => {
    const now = deps.clock.now();
    const rows = new Rows(tx);
    const place = placeOf(tx, streamId, deps);
    const claim = await claimOf(tx, streamId, request.occurredAt, now, toldIn(command, request.args));
    const context = contextFor(
      command,
      actor,
      request,
      tx,
      deps,
      { now, ...claim },
      rows,
      afterwards,
      attempt === 1 ? place : null,
    );
    const answer = await handle(command, request, context);
    const done = { command, actor, request, bodyHash, versions: rows.versions, result: answer };
    return { result: answer, ...append(tx, streamId, await place(), done, deps.keys.audit) };
  });
  await recorded;
  deps.announce(streamId, seq, versions);
  for (const task of afterwards) task();
  return { ok: true, seq: answeredSeq(streamId, seq), result, replay: false };
};

/** Asks for the right, does the work, and answers what the contract names of it: the rest is left out, as of a query. */
const handle = async (
  command: AnyCommand,
  request: Request,
  context: ReturnType<typeof contextFor>,
): Promise<unknown> => {
  context.ask();
  if (command.createsStream) await openStream(context.tx, command.stream(request.args as never));
  const result = await command.handle(context as unknown as Context<never>);
  if (!context.authorised()) throw new Error(`${command.contract.name} never asked for the right`);
  return command.contract.result.parse(result);
};

const contextFor = (
  command: AnyCommand,
  actor: Actor,
  request: Request,
  tx: WholeTx,
  deps: Deps,
  when: Claim & { now: Date },
  rows: Rows,
  afterwards: (() => void)[],
  place: (() => Promise<unknown>) | null,
) => {
  const right = command.right ?? command.contract.name;
  // A test sees that whatever is not asked of the registers names its operation.
  const { operationId, centreId } = request.args as { operationId: string; centreId?: string };
  let authorised = false;
  const refuseUnless = (allowed: boolean) => {
    if (!allowed) throw new Problem('not-found');
    authorised = true;
  };
  const askAt = (at: string | null | undefined) => refuseUnless(actorMay(actor, right, { operationId, centreId: at }));
  return {
    ask: () => {
      if (command.where === 'registers') refuseUnless(mayRegisterNamed(actor.grants, right));
      if (command.where === 'args') askAt(centreId);
    },
    tx: handlersTx(tx),
    rows,
    deps,
    actor,
    args: request.args,
    commandId: request.id,
    ...when,
    authorise: askAt,
    authorised: () => authorised,
    after: (task: () => void) => void afterwards.push(task),
    takePlace: async () => {
      await place?.();
      return place !== null;
    },
  };
};

const DUPLICATE_KEY = /_pkey$/;
/** Written by the door itself: where one of these does not fit, that is nothing anybody said. */
const OWN = /^(stream|event|version|receipt)_/;

/** A broken constraint is a refusal where the command knows it, or where it says that an id is taken or leads nowhere. */
const refusalFor = ({ breaks = {} }: AnyCommand, error: unknown): Problem | null => {
  const constraint = brokenConstraint(error);
  if (constraint === null || OWN.test(constraint)) return null;
  const known = breaks[constraint];
  if (known) return new Problem(known[0], { detail: known[1] });
  if (constraint.endsWith('_fkey')) return new Problem('not-found');
  return DUPLICATE_KEY.test(constraint)
    ? new Problem('already-exists', { detail: 'This id has been used. Make a new one' })
    : null;
};
