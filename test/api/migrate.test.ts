import { afterEach, beforeEach, expect, test } from 'vitest';
import { connect } from '../../db/connect.ts';
import { OWNER } from '../../db/embedded/cluster.ts';
import { migrate, migrations } from '../../db/migrate.ts';
import type { FreshDatabase } from '../support/cluster.ts';
import { freshDatabase } from '../support/cluster.ts';

let database: FreshDatabase;

beforeEach(async () => {
  database = await freshDatabase();
});

afterEach(() => database.drop());

test('a database already up to date is left as it is', async () => {
  await expect(migrate(database.owner)).resolves.toEqual([]);
});

test('two programs that start at once apply a migration once', async () => {
  const wanted = { ...migrations, '9001_halls': 'create table hall (id int)' };
  const other = connect({ ...database.options, username: OWNER });
  const applied = await Promise.all([migrate(database.owner, wanted), migrate(other.sql, wanted)]);
  await other.sql.end({ timeout: 2 });
  expect(applied.flat()).toEqual(['9001_halls']);
});

test('a migration that fails leaves nothing of itself behind, and is named', async () => {
  const wanted = { ...migrations, '9001_halls': 'create table hall (id int); select 1 / 0' };
  await expect(migrate(database.owner, wanted)).rejects.toThrow('9001_halls failed and was rolled back');
  const [row] = await database.owner`select to_regclass('hall') as hall`;
  expect(row?.['hall']).toBeNull();
});

test('a migration changed after it was applied is refused, but not for its line endings', async () => {
  await migrate(database.owner, { ...migrations, '9001_halls': 'create table hall (id int);\n' });
  await expect(
    migrate(database.owner, { ...migrations, '9001_halls': 'create table hall (id int);\r\n' }),
  ).resolves.toEqual([]);
  const changed = migrate(database.owner, { ...migrations, '9001_halls': 'create table hall (id bigint);\n' });
  await expect(changed).rejects.toThrow('9001_halls was changed after it was applied');
});

test('a database made by a newer Haven is refused', async () => {
  await migrate(database.owner, { ...migrations, '9001_halls': 'create table hall (id int)' });
  await expect(migrate(database.owner)).rejects.toThrow('which this Haven does not know');
});
