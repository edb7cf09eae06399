/**
 * The one door for every change. In one transaction: the receipt (a known id gets its stored answer), the right,
 * the handler, then the stream's counter, whose row lock puts commits in order, the chained event, the new versions.
 * A refusal rolls all of that back and is kept as a receipt too, so that a queue never jams on it.
 */
import { eq, sql } from 'drizzle-orm';
import { stream } from '../../db/schema/engine.ts';
import { Problem } from '../../shared/problems.ts';
import { mayRegisterNamed } from '../../shared/roles.ts';
import { type ChainedEvent, digestOf, genesis, macOf, versionDigest, type VersionRow } from './chain.ts';
import { type Actor, actorMay } from './actor.ts';
import { type Deps, type Head, handlersTx, type Tx, type WholeTx } from './deps.ts';
import type { StoredVersion } from './changes.ts';
import { brokenConstraint, isConflict } from './databaseErrors.ts';
import { type AnyCommand, type Context, REGISTERS } from './define.ts';
import { Rows } from './rows.ts';
import { notAfter } from './clock.ts';
import { type Hashes, hashesOf, type Outcome, refuse, type Request, storedAnswer, toldSeq } from './receipts.ts';
import { together } from './together.ts';

const TRIES = 4;

export const execute = async (command: AnyCommand, actor: Actor, request: Request, deps: Deps): Promise<Outcome> => {
  const { name } = command.contract;
  const hashes = hashesOf(name, request);
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await accept(command, actor, request, hashes, deps);
    } catch (error) {
      if (error instanceof Problem) return refuse(name, actor, request, hashes, error, deps);
      const known = refusalFor(command, error);
      if (known) return refuse(name, actor, request, hashes, known, deps);
      if (!isConflict(error) || attempt === TRIES) throw error;
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

/** The command's id has been used before. */
class Replayed extends Error {}

const accept = async (
  command: AnyCommand,
  actor: Actor,
  request: Request,
  hashes: Hashes,
  deps: Deps,
): Promise<Outcome> => {
  const afterwards: (() => void)[] = [];
  try {
    const outcome = await deps.db.transaction(async (tx) => {
      const now = deps.clock.now();
      const rows = new Rows(tx);
      const context = contextFor(command, actor, request, tx, deps, now, rows, afterwards);
      // Sent together, the claim first: what the handler did is rolled back where the id has been used.
      const [, result] = await together([
        claimReceipt(tx, command, actor, request, hashes[0], now),
        handle(command, request, context),
      ]);
      return append(tx, command, actor, request, now, rows.versions, result, deps);
    });
    deps.announce(outcome.streamId, outcome.seq, outcome.versions);
    for (const task of afterwards) task();
    return { ok: true, seq: toldSeq(outcome.streamId, outcome.seq), result: outcome.result, replay: false };
  } catch (error) {
    if (error instanceof Replayed) return storedAnswer(deps.db, actor, request, hashes);
    throw error;
  }
};

/** Asks for the right, then does the work. */
const handle = async (
  command: AnyCommand,
  request: Request,
  context: ReturnType<typeof contextFor>,
): Promise<unknown> => {
  context.ask();
  if (command.createsStream) await openStream(context.tx, command.stream(request.args as never));
  const result = await command.handle(context as unknown as Context<never>);
  if (!context.authorised()) throw new Error(`${command.contract.name} never asked for the right`);
  return result;
};

const claimReceipt = async (
  tx: WholeTx,
  command: AnyCommand,
  actor: Actor,
  request: Request,
  bodyHash: Buffer,
  now: Date,
) => {
  const claimed = await tx.execute(sql`
    insert into receipt (command_id, author_id, device_id, name, body_hash, recorded_at)
    values (${request.id}, ${actor.userId}, ${actor.deviceId}, ${command.contract.name}, ${bodyHash}, ${now.toISOString()})
    on conflict do nothing returning command_id`);
  if (claimed.length === 0) throw new Replayed();
};

const contextFor = (
  command: AnyCommand,
  actor: Actor,
  request: Request,
  tx: WholeTx,
  deps: Deps,
  now: Date,
  rows: Rows,
  afterwards: (() => void)[],
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
    occurredAt: notAfter(request.occurredAt, now),
    now,
    authorise: askAt,
    authorised: () => authorised,
    after: (task: () => void) => void afterwards.push(task),
  };
};

/** Locks the counter until the commit, so that numbers become visible in their order and none is passed over. */
const placeInLine = async (tx: WholeTx, streamId: string): Promise<Head | undefined> => {
  const [head] = await tx.select().from(stream).where(eq(stream.id, streamId)).for('update');
  return head;
};

const append = async (
  tx: WholeTx,
  command: AnyCommand,
  actor: Actor,
  request: Request,
  now: Date,
  changed: readonly VersionRow[],
  result: unknown,
  deps: Deps,
) => {
  const streamId = command.stream(request.args as never);
  const head = await (deps.placeInLine ?? placeInLine)(tx, streamId);
  if (!head) throw new Problem('not-found');
  const seq = head.headSeq + 1;
  const chained = {
    streamId,
    seq,
    commandId: request.id,
    kind: command.contract.name,
    actorId: actor.userId,
    deviceId: actor.deviceId,
    occurredAt: request.occurredAt,
    recordedAt: now,
  };
  const written = lastWords(changed);
  const digest = digestOf(written);
  const mac = macOf(deps.keys.audit, head.headMac, chained, digest);
  const rows = JSON.stringify(written.map(({ centreId, ...it }) => ({ ...it, centre_id: centreId })));
  await record(tx, { ...chained, digest, prev: head.headMac, mac }, rows, result);
  // In the form the database gives them back.
  const versions = (JSON.parse(rows) as StoredVersion[]).map((it) => ({ kind: it.kind, id: it.id, row: it.row, seq }));
  return { streamId, seq, result, versions };
};

type Written = VersionRow & { digest: string };

/** The last word on a row wins. */
const lastWords = (versions: readonly VersionRow[]): Written[] => {
  const last = new Map(versions.map((it) => [`${it.kind} ${it.id}`, it]));
  return [...last.values()].map((it) => ({ ...it, digest: versionDigest(it) }));
};

type Recorded = ChainedEvent & { digest: Uint8Array; prev: Uint8Array; mac: Uint8Array };

/** One statement, however many rows there are: the lock on the stream is held no longer than it must. */
const record = (tx: WholeTx, it: Recorded, rows: string, result: unknown) =>
  tx.execute(sql`
    with placed as (
      update stream set head_seq = ${it.seq}, head_mac = ${it.mac} where id = ${it.streamId}
    ), told as (
      insert into event
        (stream_id, seq, command_id, kind, actor_id, device_id, occurred_at, recorded_at, digest, prev, mac)
      values (${it.streamId}, ${it.seq}, ${it.commandId}, ${it.kind}, ${it.actorId}, ${it.deviceId},
        ${it.occurredAt.toISOString()}, ${it.recordedAt.toISOString()}, ${it.digest}, ${it.prev}, ${it.mac})
    ), answered as (
      update receipt set stream_id = ${it.streamId}, seq = ${it.seq}, result = ${JSON.stringify(result)}::json
      where command_id = ${it.commandId}
    )
    insert into version (stream_id, seq, kind, id, compartment, centre_id, digest, "row")
    select ${it.streamId}::uuid, ${it.seq}::bigint, v.kind, v.id, v.compartment, v.centre_id, decode(v.digest, 'hex'), v."row"
    from jsonb_to_recordset(${rows}::text::jsonb)
      as v(kind text, id text, compartment text, centre_id uuid, digest text, "row" jsonb)`);

const DUPLICATE_KEY = /_pkey$/;

/** A broken constraint is a refusal where the command knows it, or where it says that an id is taken or leads nowhere. */
const refusalFor = ({ breaks = {} }: AnyCommand, error: unknown): Problem | null => {
  const constraint = brokenConstraint(error);
  if (constraint === null) return null;
  const known = breaks[constraint];
  if (known) return new Problem(known[0], { detail: known[1] });
  if (constraint.endsWith('_fkey')) return new Problem('not-found');
  return DUPLICATE_KEY.test(constraint)
    ? new Problem('already-exists', { detail: 'This id has been used. Make a new one' })
    : null;
};
