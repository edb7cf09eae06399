import { drizzle } from 'drizzle-orm/postgres-js';
import { getTableColumns, type SQL, sql } from 'drizzle-orm';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { event, version } from '../../db/schema/engine.ts';
import { verifyStream } from '../../server/engine/verify.ts';
import { type Person, startTestApp, type TestApp } from '../support/app.ts';
import { arrival, setScene, type Scene } from '../support/scene.ts';

let app: TestApp;
let scene: Scene;
let tablet: Person;

beforeAll(async () => {
  app = await startTestApp();
  scene = await setScene(app);
  const { operationId, centreId } = scene;
  const paired = await app.pairTablet({ operationId, centreId, hands: [{ name: 'Joan P.' }] });
  tablet = await paired.unlock();
  await tablet.done('people.checkIn', arrival(app, scene, { needs: [{ id: app.newId(), kind: 'threat' }] }));
});
afterAll(() => app.stop());

/** Where an event, or a version, stands: not what it says. One that is moved is found as missing, or out of order. */
const places = ['streamId', 'seq'];

/** Another value than the one that is there, whatever it is. */
const another = (column: PgColumn): SQL => {
  const name = sql.identifier(column.name);
  const as: Record<string, SQL> = {
    uuid: sql`${app.newId()}::uuid`,
    text: sql`coalesce(${name}, '') || 'x'`,
    bytea: sql`set_byte(${name}, 0, get_byte(${name}, 0) # 1)`,
    jsonb: sql`${name} || '{"slipped":"in"}'::jsonb`,
  };
  const type = column.getSQLType();
  const value = type.startsWith('timestamp') ? sql`${name} + interval '1 ms'` : as[type];
  if (!value) throw new Error(`No other value is known for ${column.name}: ${type}`);
  return value;
};

/** What is found once every row of the last event has another value there; all is put back. */
const foundWith = async (table: PgTable, column: PgColumn): Promise<number> => {
  const { keys } = app.deps;
  let found = -1;
  const back = new Error('put back');
  // The application itself may change none of it.
  await drizzle(app.owner)
    .transaction(async (tx) => {
      const last = sql`seq = (select max(seq) from event where stream_id = ${scene.operationId})`;
      const changed = await tx.execute(sql`update ${table} set ${sql.identifier(column.name)} = ${another(column)}
        where stream_id = ${scene.operationId} and ${last} returning 1`);
      expect(changed.length).toBeGreaterThan(0);
      found = (await verifyStream(tx as unknown as TestApp['deps']['db'], keys.audit, scene.operationId)).faults.length;
      throw back;
    })
    .catch((error: unknown) => {
      if (error !== back) throw error;
    });
  return found;
};

test('before anything is changed, all fits', async () => {
  expect((await verifyStream(app.deps.db, app.deps.keys.audit, scene.operationId)).faults).toEqual([]);
  const [last] = await app.deps.db.execute<{ device_id: string | null }>(
    sql`select device_id from event where stream_id = ${scene.operationId} order by seq desc limit 1`,
  );
  expect(last?.device_id).not.toBeNull();
});

describe.each([
  ['event', event],
  ['version', version],
] as const)('of every %s', (_name, table) => {
  const columns = Object.entries(getTableColumns(table)).filter(([name]) => !places.includes(name));

  test('there are columns to change', () => expect(columns.length).toBeGreaterThan(4));

  test.each(columns)('another "%s" is found', async (_column, column) => {
    expect(await foundWith(table, column)).toBeGreaterThan(0);
  });
});
