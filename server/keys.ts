import { randomBytes } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type KeyName, keyNames } from './engine/keyMarks.ts';

/** Secrets live outside the database: whoever copies the one does not hold the other. */
export interface Keys {
  audit: Uint8Array;
  session: string;
}

export const variables = { audit: 'HAVEN_AUDIT_KEY', session: 'HAVEN_SESSION_KEY' } as const;

export const keyFile = (dataDir: string): string => path.join(dataDir, 'keys.json');

/** Which keys an environment holds. */
const given = (env: NodeJS.ProcessEnv): Partial<Record<KeyName, string>> =>
  Object.fromEntries(keyNames.flatMap((name) => (env[variables[name]] ? [[name, env[variables[name]]]] : [])));

/** Where a key comes from, as the person who starts Haven knows it. */
export const sourceOf = (name: KeyName, dataDir: string, env: NodeJS.ProcessEnv): string =>
  env[variables[name]] ? variables[name] : keyFile(dataDir);

/** Whole or not at all: whoever is killed half-way, or starts at the same moment, finds keys that can be read. */
const writeKeys = (file: string, keys: Partial<Record<KeyName, string>>): void => {
  const draft = `${file}.${randomBytes(6).toString('hex')}`;
  writeFileSync(draft, JSON.stringify(keys), { mode: 0o600, flag: 'wx', flush: true });
  try {
    linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    unlinkSync(draft);
  }
};

const keysIn = (file: string): Partial<Record<KeyName, unknown>> => {
  if (!existsSync(file)) return {};
  try {
    const kept: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (typeof kept === 'object' && kept !== null) return kept;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw new Error(`${file} cannot be read. Put its copy back: without these keys the audit cannot be checked.`);
};

/** Half a key would be taken as an empty one, with which anybody could forge. */
const auditKey = (text: unknown, source: string): Uint8Array => {
  if (typeof text === 'string' && /^([0-9a-f]{2}){32,}$/i.test(text)) return Buffer.from(text, 'hex');
  const what =
    source === variables.audit ? `${source} must be` : `${source} holds no audit key that can be used: it must be`;
  throw new Error(`${what} 32 bytes or more in hexadecimal: 64 digits 0-9 and a-f.`);
};

const sessionKey = (text: unknown, source: string): string => {
  if (typeof text === 'string' && text.length >= 32) return text;
  const what =
    source === variables.session ? `${source} must be` : `${source} holds no session key that can be used: it must be`;
  throw new Error(`${what} 32 characters or more, made by chance.`);
};

/**
 * The keys to start with: a variable goes before the file. Undefined where the file is missing and a key is too.
 * @throws Error that says what to change where one is there and cannot be used, or the file lacks it
 */
export const findKeys = (dataDir: string, env: NodeJS.ProcessEnv): Keys | undefined => {
  const file = keyFile(dataDir);
  const texts = { ...keysIn(file), ...given(env) };
  const source = (name: KeyName) => sourceOf(name, dataDir, env);
  const read = {
    audit: () => auditKey(texts.audit, source('audit')),
    session: () => sessionKey(texts.session, source('session')),
  };
  if (existsSync(file)) return { audit: read.audit(), session: read.session() };
  for (const name of keyNames) if (texts[name] !== undefined) read[name]();
  return keyNames.every((name) => texts[name] !== undefined)
    ? { audit: read.audit(), session: read.session() }
    : undefined;
};

/** The keys to start with; those that no variable gives are made on the first start, before anything is written by them. */
export const readKeys = (dataDir: string, env: NodeJS.ProcessEnv): Keys => {
  const found = findKeys(dataDir, env);
  if (found) return found;
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const held = given(env);
  const made = keyNames.filter((name) => !held[name]).map((name) => [name, randomBytes(32).toString('hex')]);
  writeKeys(keyFile(dataDir), Object.fromEntries(made) as Partial<Record<KeyName, string>>);
  const now = findKeys(dataDir, env);
  if (now) return now;
  throw new Error(`${keyFile(dataDir)} was made and has gone. See that nothing else clears that folder.`);
};
