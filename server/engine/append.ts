/** The end of every change: its place in the stream, then its event, its versions and its receipt in one statement. */
import { sql } from 'drizzle-orm';
import { send } from '../../db/connect.ts';
import { Problem } from '../../shared/problems.ts';
import type { Actor } from './actor.ts';
import { type ChainedEvent, digestOf, macOf } from './chain.ts';
import type { StoredVersion } from './changes.ts';
import type { AnyCommand } from './define.ts';
import type { Deps, Head, Tx, WholeTx } from './deps.ts';
import { locked } from './namedLock.ts';
import type { Request } from './receipts.ts';
import type { DigestedVersion } from './rows.ts';

/**
 * Locks the counter until the commit, so that numbers become visible in their order and none is passed over. Whoever
 * comes next waits for its turn, and in turn: the row's own lock lets whoever is quick pass by the others. Whoever needs
 * the counter before the end takes both here too: one that held the row alone would wait for whoever waits for it.
 */
export const placeInLine = async (tx: Pick<Tx, 'execute'>, streamId: string): Promise<Head | undefined> => {
  const [head] = await tx.execute<{ head_seq: number; head_mac: Uint8Array }>(sql`
    with turn as materialized (select ${locked(`stream ${streamId}`)})
    select head_seq, head_mac from stream where id = ${streamId} and (select count(*) from turn) = 1 for update`);
  return head && { headSeq: head.head_seq, headMac: head.head_mac };
};

/**
 * The place of one change in its stream: taken once, early or at the end. When it is recorded is read once it has it,
 * so that times of a stream go up as its numbers do, however long a change took until then.
 */
export const placeOf = (tx: WholeTx, streamId: string, deps: Pick<Deps, 'placeInLine' | 'clock'>) => {
  const take = async (): Promise<Place | undefined> => {
    const head = await (deps.placeInLine ?? placeInLine)(tx, streamId);
    return head && { ...head, recordedAt: deps.clock.now() };
  };
  let taken: ReturnType<typeof take> | null = null;
  return () => (taken ??= take());
};

interface Place extends Head {
  recordedAt: Date;
}

export interface Done {
  command: AnyCommand;
  actor: Actor;
  request: Request;
  bodyHash: Buffer;
  versions: readonly DigestedVersion[];
  result: unknown;
}

/**
 * Sends the rest of a change, and does not wait for it: its commit goes out in the same breath. The change has happened
 * once the transaction has ended *and* `recorded` has been answered.
 */
export const append = (tx: WholeTx, streamId: string, place: Place | undefined, done: Done, key: Uint8Array) => {
  if (!place) throw new Problem('not-found');
  const { command, actor, request, bodyHash } = done;
  const seq = place.headSeq + 1;
  const event: ChainedEvent = {
    streamId,
    seq,
    commandId: request.id,
    kind: command.contract.name,
    actorId: actor.userId,
    deviceId: actor.deviceId,
    occurredAt: request.occurredAt,
    recordedAt: place.recordedAt,
  };
  const written = lastWords(done.versions);
  const digest = digestOf(written);
  const mac = macOf(key, place.headMac, event, digest);
  const rows = JSON.stringify(written.map(({ centreId, ...it }) => ({ ...it, centre_id: centreId })));
  const recorded = record(
    tx,
    { ...event, digest, prev: place.headMac, mac },
    rows,
    JSON.stringify(done.result),
    bodyHash,
  );
  // In the form the database gives them back.
  const versions = (JSON.parse(rows) as StoredVersion[]).map((it) => ({ kind: it.kind, id: it.id, row: it.row, seq }));
  return { seq, versions, recorded };
};

/** The last word on a row wins. */
const lastWords = (versions: readonly DigestedVersion[]): DigestedVersion[] => [
  ...new Map(versions.map((it) => [`${it.kind} ${it.id}`, it])).values(),
];

const RECORD = `
  with placed as (
    update stream set head_seq = $2, head_mac = $11 where id = $1::text::uuid
  ), told as (
    insert into event
      (stream_id, seq, command_id, kind, actor_id, device_id, occurred_at, recorded_at, digest, prev, mac)
    values ($1::text::uuid, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
  ), answered as (
    insert into receipt (command_id, author_id, device_id, name, body_hash, stream_id, seq, result, recorded_at)
    values ($3, $5, $6, $4, $12, $1::text::uuid, $2, $13, $8)
  )
  insert into version (stream_id, seq, kind, id, compartment, centre_id, digest, "row")
  select $1::text::uuid, $2, v.kind, v.id, v.compartment, v.centre_id, decode(v.digest, 'hex'), v."row"
  from jsonb_to_recordset($14::text::jsonb)
    as v(kind text, id text, compartment text, centre_id uuid, digest text, "row" jsonb)`;

type Recorded = ChainedEvent & { digest: Uint8Array; prev: Uint8Array; mac: Uint8Array };

/** One statement, however many rows there are: the stream is held no longer than it must. */
const record = (tx: WholeTx, it: Recorded, rows: string, result: string | undefined, bodyHash: Buffer) =>
  send(tx, RECORD, [
    it.streamId,
    it.seq,
    it.commandId,
    it.kind,
    it.actorId,
    it.deviceId,
    it.occurredAt.toISOString(),
    it.recordedAt.toISOString(),
    it.digest,
    it.prev,
    it.mac,
    bodyHash,
    result ?? null,
    rows,
  ]);
