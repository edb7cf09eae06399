import { type Database, type DatabaseOptions, openDatabase } from '../db/open.ts';
import { derive } from './engine/derive.ts';
import { type Asks, fitsKey, isBegun, keepMark, type KeyName, keyNames } from './engine/keyMarks.ts';
import { findKeys, keyFile, type Keys, readKeys, sourceOf, variables } from './keys.ts';

// Any number will do, as long as every Haven uses the same.
const KEYS_LOCK = 4_283_603;

const bytesOf = (keys: Keys, name: KeyName): Uint8Array =>
  name === 'audit' ? keys.audit : Buffer.from(keys.session, 'utf8');

type Place = Pick<DatabaseOptions, 'databaseUrl' | 'dataDir'>;

/** What the person who starts Haven knows the database by. An address may hold a password, so it is not repeated. */
const nameOf = ({ databaseUrl, dataDir }: Place): string =>
  databaseUrl ? 'The database of DATABASE_URL' : `The database in ${dataDir}`;

const settingOf = ({ databaseUrl }: Place): string => (databaseUrl ? 'DATABASE_URL' : 'HAVEN_DATA');

/** Whether the file holds the right key behind a variable that holds another. */
const fileFits = async (tx: Asks, name: KeyName, dataDir: string, env: NodeJS.ProcessEnv): Promise<boolean> => {
  if (!env[variables[name]]) return false;
  const keys = findKeys(dataDir, { ...env, [variables[name]]: '' });
  return keys !== undefined && (await fitsKey(tx, name, bytesOf(keys, name))) === true;
};

const refuseStranger = async (tx: Asks, name: KeyName, options: Place, env: NodeJS.ProcessEnv) => {
  const source = sourceOf(name, options.dataDir, env);
  const file = keyFile(options.dataDir);
  const remedy = (await fileFits(tx, name, options.dataDir, env).catch(() => false))
    ? `The one in ${file} is: leave ${source} out.`
    : `Put the ${name} key that belongs to it into ${source}, or let ${settingOf(options)} lead to the database that belongs to this key.`;
  throw new Error(
    `${nameOf(options)} was begun with another ${name} key than the one in ${source}. Nothing was written. ${remedy}`,
  );
};

/** The keys there are, if the database is theirs; undefined where both have yet to begin. */
const fitting = async (tx: Asks, options: Place, env: NodeJS.ProcessEnv): Promise<Keys | undefined> => {
  const keys = findKeys(options.dataDir, env);
  if (!keys && (await isBegun(tx))) {
    throw new Error(
      `${nameOf(options)} was begun with keys that are not here: ${keyFile(options.dataDir)} is missing. Nothing was written. Put its copy back, or let HAVEN_DATA lead to the folder that has it.`,
    );
  }
  for (const name of keys ? keyNames : []) {
    if (keys && (await fitsKey(tx, name, bytesOf(keys, name))) === false) await refuseStranger(tx, name, options, env);
  }
  return keys;
};

/** Whoever comes second while a first start is under way finds what that one has made. */
const tie = async (tx: Asks, options: Place, env: NodeJS.ProcessEnv): Promise<Keys> => {
  await tx`select pg_advisory_xact_lock(${KEYS_LOCK})`;
  const keys = (await fitting(tx, options, env)) ?? readKeys(options.dataDir, env);
  for (const name of keyNames) await keepMark(tx, name, bytesOf(keys, name));
  return keys;
};

/**
 * The database and the keys it was begun with: on the first start they are tied, and others are refused from then on.
 * @throws Error that says what is wrong and what to do, before anything is written
 */
export const openWithKeys = async (
  options: Omit<DatabaseOptions, 'beforeMigrating' | 'tie'>,
  env: NodeJS.ProcessEnv,
): Promise<{ database: Database; keys: Keys }> => {
  let keys!: Keys;
  const database = await openDatabase({
    ...options,
    beforeMigrating: async (sql) => void (await sql.begin('read only', (tx) => fitting(tx, options, env))),
    tie: async (sql, name) => {
      keys = (await sql.begin((tx) => tie(tx, options, env))) as Keys;
      // The audit key is never changed, and neither is this then.
      return derive(keys.audit, 'database role', name).toString('hex');
    },
  });
  return { database, keys };
};
