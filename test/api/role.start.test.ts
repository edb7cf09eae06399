/** A PostgreSQL of somebody's own, where whoever is not its administrator needs a password. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { connect, type Sql } from '../../db/connect.ts';
import { OWNER } from '../../db/embedded/cluster.ts';
import type { Embedded } from '../../db/embedded/keeper.ts';
import { startEmbedded } from '../../db/embedded.ts';
import type { Database } from '../../db/open.ts';
import { standingOf } from '../../db/role.ts';
import { openWithKeys } from '../../server/opening.ts';
import { clusterOf } from '../support/embedded.ts';
import { removeDataDir, temporaryDataDir } from '../support/folders.ts';
import { layOut, olderFolder } from '../support/olderRelease.ts';
import { some } from '../support/some.ts';
import { offerOverTcp, type OwnServer } from '../support/ownServer.ts';

let dataDir: string;
let embedded: Embedded;
let admin: Sql;
const left: (() => unknown)[] = [];
let count = 0;

beforeAll(async () => {
  dataDir = await temporaryDataDir();
  embedded = await startEmbedded({ dataDir, log: () => undefined, fsync: false });
  admin = connect(embedded.options, { max: 1 }).sql;
  const rules = `local all ${OWNER} trust\nlocal all all scram-sha-256\n`;
  await writeFile(path.join(await clusterOf(dataDir), 'pg_hba.conf'), rules);
  await admin`select pg_reload_conf()`;
});
afterAll(async () => {
  await admin?.end({ timeout: 2 });
  await embedded?.stop();
  await removeDataDir(dataDir);
});
afterEach(async () => {
  while (left.length > 0) await left.pop()?.();
});

interface Given {
  name: string;
  folder: string;
  url: string;
}

/** An empty database, and the address of an account that owns it. `attributes` undefined: the administrator's own. */
const given = async (attributes?: string): Promise<Given> => {
  const name = `centre_${(count += 1)}`;
  const owner = attributes === undefined ? OWNER : name;
  if (attributes !== undefined) await admin.unsafe(`create role ${name} login password 'of a council' ${attributes}`);
  await admin.unsafe(`create database ${name} owner ${owner}`);
  const account = attributes === undefined ? owner : `${owner}:${encodeURIComponent('of a council')}`;
  const server: OwnServer = await offerOverTcp(embedded.options.path, account, { tls: false });
  left.push(() => server.stop());
  const folder = await mkdtemp(path.join(tmpdir(), 'role-'));
  left.push(() => rm(folder, { recursive: true }));
  return { name, folder, url: server.url.replace(/\/haven$/, `/${name}`) };
};

const open = async ({ folder, url }: Given, more: { anew?: boolean; keys?: string } = {}) => {
  const warnings: string[] = [];
  const { database } = await openWithKeys(
    {
      dataDir: more.keys ?? folder,
      databaseUrl: url,
      anew: more.anew ?? false,
      log: () => undefined,
      warn: (words) => warnings.push(words),
    },
    {},
  );
  left.push(() => database.stop());
  return { database, warnings };
};

const accountOf = async ({ sql, reads }: Database): Promise<unknown> => {
  const [row] = await sql`select session_user as account`;
  const [read] = await reads.execute<{ account: string }>('select session_user as account');
  expect(read?.account).toBe(row?.['account']);
  return row?.['account'];
};

/** The statement that a warning asks an administrator to run. */
const asked = (warnings: readonly string[]): string => /(create|alter) role .*?;/.exec(warnings.join('\n'))?.[0] ?? '';

it.each([
  ['a superuser', undefined],
  ['an owner who may make roles', 'createrole'],
])('makes its role by itself where the address is that of %s, and works as it', async (_whose, attributes) => {
  const place = await given(attributes);
  for (const start of some(['first', 'second'])) {
    const { database, warnings } = await open(place);
    expect({ start, warnings }).toEqual({ start, warnings: [] });
    expect(await accountOf(database)).toBe(`${place.name}_app`);
    expect(await standingOf(database.sql)).toEqual({ lacks: [], surplus: [] });
  }
  const stranger = connect({ url: place.url, username: `${place.name}_app`, password: 'guessed' }, { max: 1 });
  await expect(stranger.sql`select 1`).rejects.toMatchObject({ code: '28P01' });
  await stranger.sql.end();
});

it('leaves the owner no connection once it has started', async () => {
  const place = await given();
  await open(place);
  const there = await admin`select distinct usename as account from pg_stat_activity where datname = ${place.name}`;
  expect(there.map((row) => row['account'] as unknown)).toEqual([`${place.name}_app`]);
});

it('starts twice at once, on an empty database and on one that has its role', async () => {
  const place = await given('createrole');
  for (const start of some(['first', 'second'])) {
    const both = await Promise.all([open(place), open(place)]);
    for (const { database, warnings } of some(both)) {
      expect({ start, warnings }).toEqual({ start, warnings: [] });
      expect(await accountOf(database)).toBe(`${place.name}_app`);
    }
  }
});

it('starts as before where it may make no role, and says what to run; once that is run it works as its role', async () => {
  const place = await given('');
  const before = await open(place);
  expect(await accountOf(before.database)).toBe(place.name);
  expect(before.warnings.join(' ')).toContain(`goes on as ${place.name}, as before`);
  expect(asked(before.warnings)).toMatch(new RegExp(`^create role "${place.name}_app" login password 'SCRAM-SHA-256`));
  await admin.unsafe(asked(before.warnings));
  const after = await open(place);
  expect(after.warnings).toEqual([]);
  expect(await accountOf(after.database)).toBe(`${place.name}_app`);
  expect(await standingOf(after.database.sql)).toEqual({ lacks: [], surplus: [] });
});

it('leaves alone the password of a role of that name which it did not make, and says what to run', async () => {
  const place = await given('createrole');
  await admin.unsafe(`create role ${place.name}_app login password 'somebody’s'`);
  const { database, warnings } = await open(place);
  expect(await accountOf(database)).toBe(place.name);
  expect(asked(warnings)).toMatch(/^alter role/);
  const theirs = connect({ url: place.url, username: `${place.name}_app`, password: 'somebody’s' }, { max: 1 });
  expect(await theirs.sql`select 1 as it`).toHaveLength(1);
  await theirs.sql.end();
});

it('gives a role that it did not make and cannot enter nothing', async () => {
  const place = await given('createrole');
  await admin.unsafe(`create role ${place.name}_app login password 'somebody’s'`);
  await open(place);
  const owner = connect({ ...embedded.options, database: place.name }, { max: 1 }).sql;
  const [row] = await owner`select has_table_privilege(${`${place.name}_app`}, 'person', 'SELECT') as may`;
  await owner.end();
  expect(row?.['may']).toBe(false);
});

it('takes another role, and leaves the owner its password, where the owner has the name of the role', async () => {
  const place = await given('createrole');
  await admin.unsafe(`alter role ${place.name} rename to ${place.name}_app`);
  await admin.unsafe(`alter role ${place.name}_app password 'of a council'`);
  const url = place.url.replace(`//${place.name}:`, `//${place.name}_app:`);
  const { database, warnings } = await open({ ...place, url });
  expect(warnings).toEqual([]);
  expect(await accountOf(database)).toBe(`${place.name}_app_2`);
  const owner = connect(url, { max: 1 }).sql;
  expect(await owner`select 1 as it`).toHaveLength(1);
  await owner.end();
});

it('gives the role that it made its password again', async () => {
  const place = await given('createrole');
  await (await open(place)).database.stop();
  await admin.unsafe(`alter role ${place.name}_app password 'another'`);
  const { database, warnings } = await open(place);
  expect(warnings).toEqual([]);
  expect(await accountOf(database)).toBe(`${place.name}_app`);
});

it('takes back a right too many, and gives one that is missing', async () => {
  const place = await given();
  await (await open(place)).database.stop();
  const owner = connect({ ...embedded.options, database: place.name }, { max: 1 }).sql;
  await owner.unsafe(`grant update, truncate on event to public; revoke update on person from ${place.name}_app;
    grant create on schema public to public; grant temporary on database ${place.name} to ${place.name}_app`);
  await owner.end();
  const { database, warnings } = await open(place);
  expect(warnings).toEqual([]);
  expect(await standingOf(database.sql)).toEqual({ lacks: [], surplus: [] });
});

it('says that its role could do more than it must where it is a superuser or belongs to another', async () => {
  const place = await given();
  await (await open(place)).database.stop();
  await admin.unsafe(`alter role ${place.name}_app superuser; grant pg_read_all_data to ${place.name}_app`);
  const { warnings } = await open(place);
  expect(warnings.join(' ')).toMatch(/is not as it should be: it is a superuser, .*is a member of another role/);
});

it('works as its role where the database begins anew', async () => {
  const place = await given();
  for (const start of some(['first', 'second'])) {
    const { database, warnings } = await open(place, { anew: true });
    expect({ start, warnings }).toEqual({ start, warnings: [] });
    expect(await accountOf(database)).toBe(`${place.name}_app`);
    await database.stop();
  }
});

it.each([
  ['a superuser', undefined],
  ['an owner who may make no role', ''],
])('starts on a database that 0.2.0 left to %s', async (_whose, attributes) => {
  const place = await given(attributes);
  const owner = connect({ ...embedded.options, database: place.name }, { max: 1 }).sql;
  await layOut(owner);
  if (attributes !== undefined)
    await owner.unsafe(`do $$ declare t text; begin
        for t in select format('%I', relname) from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'
        loop execute 'alter table ' || t || ' owner to ${place.name}'; end loop; end $$`);
  await owner.end();
  const { database } = await open(place, { keys: olderFolder });
  expect(await accountOf(database)).toBe(attributes === undefined ? `${place.name}_app` : place.name);
  const [row] = await database.sql`select count(*) as people from person`;
  expect(row?.['people']).toBe(10);
});
