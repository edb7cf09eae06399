/**
 * Recomputes a stream's chain: every event's code from the one before, every version's digest from its words.
 * Whoever changes the tables without the key cannot make it fit. What it cannot see is an end cut off together with
 * the stream's own head; for that, compare with a head kept elsewhere.
 */
import { asc, eq, sql } from 'drizzle-orm';
import { event, stream, version } from '../../db/schema/engine.ts';
import type { Db, Reader } from './deps.ts';
import { digestOf, genesis, macOf, versionDigest } from './chain.ts';

export interface Fault {
  streamId: string;
  /** Where the chain stops fitting. */
  seq: number;
  what: 'missing' | 'event-changed' | 'order-changed' | 'version-changed' | 'head-changed';
}

export interface Verdict {
  streamId: string;
  events: number;
  versions: number;
  /** Versions whose words were erased; their digests still fit. */
  erased: number;
  head: string;
  faults: Fault[];
}

const BATCH = 2000;
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

type StoredEvent = typeof event.$inferSelect;
type StoredVersion = typeof version.$inferSelect;

const versionsOf = async (
  db: Reader,
  streamId: string,
  from: number,
  to: number,
): Promise<Map<number, StoredVersion[]>> => {
  const rows = await db
    .select()
    .from(version)
    .where(sql`${version.streamId} = ${streamId} and ${version.seq} > ${from} and ${version.seq} <= ${to}`);
  const bySeq = new Map<number, StoredVersion[]>();
  for (const it of rows) bySeq.set(it.seq, [...(bySeq.get(it.seq) ?? []), it]);
  return bySeq;
};

/** The centre whose readers are served it is told by its words, and goes with them. */
const isChanged = ({ kind, id, compartment, centreId, row, digest }: StoredVersion): boolean =>
  row !== null &&
  (versionDigest({ kind, id, compartment, row }) !== hex(digest) || (row['centreId'] ?? null) !== centreId);

/** What is wrong with one event, given the code of the one before. */
const faultsOf = (
  key: Uint8Array,
  it: StoredEvent,
  expected: { seq: number; prev: Uint8Array },
  versions: readonly StoredVersion[],
): Fault['what'][] => {
  const faults: Fault['what'][] = [];
  if (it.seq !== expected.seq) faults.push('missing');
  if (hex(it.prev) !== hex(expected.prev)) faults.push('order-changed');
  if (hex(macOf(key, it.prev, it, it.digest)) !== hex(it.mac)) faults.push('event-changed');
  const digests = versions.map(({ kind, id, digest }) => ({ kind, id, digest: hex(digest) }));
  if (hex(digestOf(digests)) !== hex(it.digest) || versions.some(isChanged)) faults.push('version-changed');
  return faults;
};

/**
 * As of one moment: what is written meanwhile is not taken for a fault.
 * @param key the audit key, kept outside the database
 */
export const verifyStream = (db: Db, key: Uint8Array, streamId: string): Promise<Verdict> =>
  db.transaction((tx) => verifyNow(tx, key, streamId), {
    isolationLevel: 'repeatable read',
    accessMode: 'read only',
  });

const verifyNow = async (db: Reader, key: Uint8Array, streamId: string): Promise<Verdict> => {
  const [head] = await db.select().from(stream).where(eq(stream.id, streamId));
  const verdict: Verdict = { streamId, events: 0, versions: 0, erased: 0, head: '', faults: [] };
  let at = { seq: 0, mac: genesis(streamId) as Uint8Array };
  for (;;) {
    const events = await db
      .select()
      .from(event)
      .where(sql`${event.streamId} = ${streamId} and ${event.seq} > ${at.seq}`)
      .orderBy(asc(event.seq))
      .limit(BATCH);
    const last = events.at(-1);
    if (!last) break;
    const versions = await versionsOf(db, streamId, at.seq, last.seq);
    for (const it of events) {
      const own = versions.get(it.seq) ?? [];
      const found = faultsOf(key, it, { seq: at.seq + 1, prev: at.mac }, own);
      verdict.faults.push(...found.map((what) => ({ streamId, seq: it.seq, what })));
      verdict.events += 1;
      verdict.versions += own.length;
      verdict.erased += own.filter((one) => one.row === null).length;
      at = { seq: it.seq, mac: it.mac };
    }
  }
  verdict.head = hex(at.mac);
  if (!head || head.headSeq !== at.seq || hex(head.headMac) !== hex(at.mac)) {
    verdict.faults.push({ streamId, seq: head?.headSeq ?? 0, what: 'head-changed' });
  }
  return verdict;
};

/** Every stream there is. */
export const verifyAll = async (db: Db, key: Uint8Array): Promise<Verdict[]> => {
  const streams = await db.select({ id: stream.id }).from(stream).orderBy(asc(stream.id));
  const verdicts: Verdict[] = [];
  for (const { id } of streams) verdicts.push(await verifyStream(db, key, id));
  return verdicts;
};
