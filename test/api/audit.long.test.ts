import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { event, stream, version } from '../../db/schema/engine.ts';
import { digestOf, genesis, macOf, versionDigest } from '../../server/engine/chain.ts';
import { verifyAll, verifyStream } from '../../server/engine/verify.ts';
import { startTestApp, type TestApp } from '../support/app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.stop());

/** More than are looked at in one go, twice over. */
const EVENTS = 4001;

/** A stream of so many events, each of which wrote one row. */
const longStream = async (): Promise<string> => {
  const { db, keys } = app.deps;
  const streamId = app.newId();
  const at = app.clock.now();
  const events: (typeof event.$inferInsert)[] = [];
  const versions: (typeof version.$inferInsert)[] = [];
  let mac = genesis(streamId);
  for (let seq = 1; seq <= EVENTS; seq += 1) {
    const [kind, id, row] = ['sheet', app.newId(), { seq }];
    const digest = versionDigest({ kind, id, compartment: 'core', row });
    const said = { streamId, seq, commandId: app.newId(), kind: 'sheets.make', actorId: 'maya', deviceId: null };
    const prev = mac;
    const written = digestOf([{ kind, id, digest }]);
    mac = macOf(keys.audit, prev, { ...said, occurredAt: at, recordedAt: at }, written);
    events.push({ ...said, occurredAt: at, recordedAt: at, digest: written, prev, mac });
    versions.push({
      streamId,
      seq,
      kind,
      id,
      compartment: 'core',
      centreId: null,
      digest: Buffer.from(digest, 'hex'),
      row,
    });
  }
  await db.insert(stream).values({ id: streamId, headSeq: EVENTS, headMac: mac });
  for (let n = 0; n < EVENTS; n += 1000) {
    await db.insert(event).values(events.slice(n, n + 1000));
    await db.insert(version).values(versions.slice(n, n + 1000));
  }
  return streamId;
};

test('a chain of thousands is looked at to its end: every event once, and what is wrong wherever it stands', async () => {
  const streamId = await longStream();
  const verify = () => verifyStream(app.deps.db, app.deps.keys.audit, streamId);
  expect(await verify()).toMatchObject({ events: EVENTS, versions: EVENTS, erased: 0, faults: [] });
  const { owner: sql } = app;
  const around = [1, 1999, 2000, 2001, 3999, 4000, 4001];
  for (const seq of around)
    await sql`update version set "row" = '{"seq": 0}' where stream_id = ${streamId} and seq = ${seq}`;
  await sql`update version set "row" = null where stream_id = ${streamId} and seq in (2, 2002, 4002)`;
  const verdict = await verify();
  expect(verdict).toMatchObject({ events: EVENTS, versions: EVENTS, erased: 2 });
  expect(verdict.faults).toEqual(around.map((seq) => ({ streamId, seq, what: 'version-changed' })));
  const [{ headMac } = { headMac: Buffer.alloc(0) }] = await app.deps.db
    .select({ headMac: stream.headMac })
    .from(stream)
    .where(eq(stream.id, streamId));
  expect(verdict.head).toBe(Buffer.from(headMac).toString('hex'));
});

test('every stream there is is looked at, in order, also one in which nothing has happened', async () => {
  const [empty, operationId] = [app.newId(), await app.operation()];
  await app.deps.db.insert(stream).values({ id: empty, headMac: genesis(empty) });
  const verdicts = await verifyAll(app.deps.db, app.deps.keys.audit);
  const ids = verdicts.map((it) => it.streamId);
  expect(ids).toEqual(ids.toSorted());
  expect(ids).toEqual(expect.arrayContaining([empty, operationId]));
  const nothing = { streamId: empty, events: 0, versions: 0, erased: 0, faults: [] };
  expect(verdicts.find((it) => it.streamId === empty)).toEqual({ ...nothing, head: genesis(empty).toString('hex') });
});
