import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { keyNames } from '../../server/engine/keyMarks.ts';
import { type Keys, readKeys, variables } from '../../server/keys.ts';
import { openWithKeys } from '../../server/opening.ts';
import { type FreshDatabase, freshDatabase, UNTOUCHED } from '../support/cluster.ts';
import { layOut, olderFolder, olderTables } from '../support/olderRelease.ts';
import { offerOverTcp, type OwnServer } from '../support/ownServer.ts';
import { some } from '../support/some.ts';

let server: OwnServer;
let database: FreshDatabase;
let folders: string[];

const newFolder = (): string => {
  const folder = mkdtempSync(path.join(tmpdir(), 'tie-'));
  folders.push(folder);
  return folder;
};
const other = { audit: 'ab'.repeat(32), session: 'cd'.repeat(32) };
const fileOf = (folder: string): string => path.join(folder, 'keys.json');
const textIn = (folder: string) => JSON.parse(readFileSync(fileOf(folder), 'utf8')) as Record<string, string>;
const put = (folder: string, keys: object): void => writeFileSync(fileOf(folder), JSON.stringify(keys));

beforeAll(async () => {
  const { path: socket, username } = inject('cluster');
  server = await offerOverTcp(socket, username, { tls: false });
});
afterAll(() => server.stop());
beforeEach(async () => {
  folders = [];
  database = await freshDatabase(UNTOUCHED);
});
afterEach(async () => {
  await database.drop();
  for (const folder of folders) rmSync(folder, { recursive: true });
});

/** As a start does: opens, and here closes again. */
const start = async (dataDir: string, env: NodeJS.ProcessEnv = {}): Promise<Keys> => {
  const databaseUrl = server.url.replace(/\/haven$/, `/${database.options.database}`);
  const opened = await openWithKeys({ dataDir, databaseUrl, log: () => undefined, warn: () => undefined }, env);
  await opened.database.stop();
  return opened.keys;
};

/** Everything a start could have written: tables, what was applied, and the marks. */
const written = async (): Promise<unknown> => {
  const tables = await database.owner`select table_name from information_schema.tables where table_schema = 'public'`;
  const names = tables.map((row) => String(row['table_name'])).toSorted();
  const rows = await Promise.all(
    ['migration', 'key_mark', 'stream'].map(async (name) =>
      names.includes(name) ? database.owner`select to_jsonb(t) as row from ${database.owner(name)} t order by 1` : [],
    ),
  );
  return { names, rows: rows.map((table) => table.map((row) => row['row'] as unknown)) };
};

/** In what words a start is refused. Where it is not, or something was written, it says that instead. */
const refusal = async (dataDir: string, env: NodeJS.ProcessEnv = {}): Promise<string> => {
  const seen = async () => JSON.stringify([await written(), readdirSync(dataDir)]);
  const before = await seen();
  const words = await start(dataDir, env).then(
    () => 'it started',
    (error: unknown) => (error as Error).message,
  );
  return (await seen()) === before ? words : 'something was written';
};

describe('a database that was begun', () => {
  let dataDir: string;
  let kept: Record<string, string>;
  beforeEach(async () => {
    dataDir = newFolder();
    await start(dataDir);
    kept = textIn(dataDir);
  });

  it('starts again with its keys, and with two servers at once', async () => {
    const [one, two] = await Promise.all([start(dataDir), start(dataDir)]);
    expect(one).toEqual(two);
    expect(one).toEqual(readKeys(dataDir, {}));
  });

  it('holds neither key, nor what a key could be read from', async () => {
    const marks = await database.owner<{ key: string; mark: Buffer }[]>`select key, mark from key_mark order by key`;
    expect(marks.map(({ key }) => key)).toEqual([...keyNames]);
    for (const { mark } of some(marks)) expect(Object.values(kept)).not.toContain(mark.toString('hex'));
  });

  it.each(keyNames)('refuses another %s key in the folder, and says which file', async (name) => {
    const mixed = newFolder();
    put(mixed, { ...kept, [name]: other[name] });
    expect(await refusal(mixed)).toMatch(
      new RegExp(`another ${name} key than the one in ${fileOf(mixed)}.*DATABASE_URL`),
    );
  });

  it.each(keyNames)(
    'refuses a variable with another %s key, and says that the file has the right one',
    async (name) => {
      const words = new RegExp(`the one in ${variables[name]}\\..*${fileOf(dataDir)} is: leave ${variables[name]} out`);
      expect(await refusal(dataDir, { [variables[name]]: other[name] })).toMatch(words);
    },
  );

  it.each(keyNames)('starts with the %s key in its variable, though the file has another', async (name) => {
    put(dataDir, { ...kept, [name]: other[name] });
    const keys = await start(dataDir, { [variables[name]]: kept[name] });
    expect(name === 'audit' ? Buffer.from(keys.audit).toString('hex') : keys.session).toBe(kept[name]);
  });

  it('refuses a folder without keys, and makes none', async () => {
    expect(await refusal(newFolder())).toMatch(/keys that are not here: .*keys\.json is missing\..*Put its copy back/);
  });

  it.each(keyNames)('refuses a file without the %s key', async (name) => {
    const { [name]: _gone, ...rest } = kept;
    put(dataDir, rest);
    expect(await refusal(dataDir)).toMatch(new RegExp(`keys\\.json holds no ${name} key`));
  });

  it('is left alone by the keys of another database', async () => {
    const elsewhere = newFolder();
    put(elsewhere, other);
    expect(await refusal(elsewhere)).toMatch(/another audit key/);
  });
});

describe('a first start', () => {
  it('ties the database to one folder where two folders begin at once', async () => {
    const both = [newFolder(), newFolder()];
    const ends = await Promise.allSettled(both.map((folder) => start(folder)));
    expect(ends.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    const loser = both[ends.findIndex(({ status }) => status === 'rejected')] ?? '';
    expect(readdirSync(loser)).toEqual([]);
  });

  it('gives two that begin at once on one folder the same keys', async () => {
    const dataDir = newFolder();
    const [one, two] = await Promise.all([start(dataDir), start(dataDir)]);
    expect(one).toEqual(two);
  });

  it('makes no file of keys that would contradict those in variables', async () => {
    const dataDir = newFolder();
    await start(dataDir, { HAVEN_AUDIT_KEY: other.audit, HAVEN_SESSION_KEY: other.session });
    expect(readdirSync(dataDir)).toEqual([]);
    await start(dataDir, { HAVEN_AUDIT_KEY: other.audit, HAVEN_SESSION_KEY: other.session });
    const half = newFolder();
    expect(await refusal(half, { HAVEN_AUDIT_KEY: other.audit })).toMatch(/keys\.json is missing/);
  });
});

describe('a database of 0.2.0, which has no marks', () => {
  const older = (): object => textIn(olderFolder);
  beforeEach(() => layOut(database.owner));

  it('is tied to the keys its last event was written under', async () => {
    const dataDir = newFolder();
    put(dataDir, older());
    expect(olderTables().get('event')?.rows.length).toBeGreaterThan(0);
    await start(dataDir);
    put(dataDir, { ...older(), session: other.session });
    expect(await refusal(dataDir)).toMatch(/another session key/);
  });

  it('refuses whoever comes first with another audit key, before it is brought up to date', async () => {
    const dataDir = newFolder();
    put(dataDir, { ...older(), audit: other.audit });
    expect(await refusal(dataDir)).toMatch(/another audit key than the one in .*keys\.json/);
  });

  it('refuses a folder without keys, before it is brought up to date', async () => {
    expect(await refusal(newFolder())).toMatch(/keys\.json is missing/);
  });
});
