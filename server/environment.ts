import { randomBytes } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type CertificateFiles, isLoopback, readTransport } from './transport.ts';

export interface Settings {
  host: string;
  port: number;
  dataDir: string;
  databaseUrl: string | undefined;
  demo: boolean;
  demoPassword: string | undefined;
  /** Clock seconds an exercise passes in one. */
  demoSpeed: number;
  production: boolean;
  /** Address people use, where a proxy stands before this server. */
  publicUrl: string | undefined;
  /** To speak HTTPS itself. */
  certificate: CertificateFiles | undefined;
}

const numberIn = (text: string | undefined, fallback: number, least: number, most: number, name: string): number => {
  if (text === undefined || text === '') return fallback;
  const value = Number(text);
  if (Number.isFinite(value) && value >= least && value <= most) return value;
  throw new Error(`${name} must be a number from ${least} to ${most}, not "${text}".`);
};

/** Reads the environment: the only place that does. @throws Error that says what to change */
export const readSettings = (env: NodeJS.ProcessEnv, argv: readonly string[]): Settings => {
  const demo = argv.includes('--demo');
  const host = env['HOST'] || '127.0.0.1';
  const production = env['NODE_ENV'] === 'production';
  if (demo && production) throw new Error('The demonstration does not run in production: NODE_ENV is "production".');
  if (demo && !isLoopback(host))
    throw new Error(`The demonstration only listens on this machine: leave HOST out (it is "${host}").`);
  if (demo && env['DATABASE_URL'])
    throw new Error('The demonstration brings its own database: leave DATABASE_URL out.');
  return {
    host,
    port: numberIn(env['PORT'], 3000, 0, 65535, 'PORT'),
    dataDir: path.resolve(env['HAVEN_DATA'] || 'data', demo ? 'demo' : '.'),
    databaseUrl: env['DATABASE_URL'] || undefined,
    demo,
    demoPassword: env['HAVEN_DEMO_PASSWORD'] || undefined,
    demoSpeed: numberIn(env['HAVEN_DEMO_SPEED'], 6, 1, 600, 'HAVEN_DEMO_SPEED'),
    production,
    // Checking the audit listens nowhere.
    ...readTransport(env, argv.includes('--verify-audit') ? 'localhost' : host),
  };
};

/** Whole or not at all: whoever is killed half-way, or starts at the same moment, finds keys that can be read. */
const writeKeys = (file: string): void => {
  const made = { audit: randomBytes(32).toString('hex'), session: randomBytes(32).toString('hex') };
  const draft = `${file}.${randomBytes(6).toString('hex')}`;
  writeFileSync(draft, JSON.stringify(made), { mode: 0o600, flag: 'wx', flush: true });
  try {
    linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    unlinkSync(draft);
  }
};

const keysIn = (file: string): { audit: string; session: string } => {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as { audit: string; session: string };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new Error(`${file} cannot be read. Put its copy back: without these keys the audit cannot be checked.`, {
      cause: error,
    });
  }
};

/** Half a key would be taken as an empty one, with which anybody could forge. */
const auditKey = (text: unknown): Uint8Array => {
  if (typeof text === 'string' && /^([0-9a-f]{2}){32,}$/i.test(text)) return Buffer.from(text, 'hex');
  throw new Error('HAVEN_AUDIT_KEY must be 32 bytes or more in hexadecimal: 64 digits 0-9 and a-f.');
};

const sessionKey = (text: unknown): string => {
  if (typeof text === 'string' && text.length >= 32) return text;
  throw new Error('HAVEN_SESSION_KEY must be 32 characters or more, made by chance.');
};

/** Secrets live outside the database: whoever copies the one does not hold the other. Made on the first start. */
export const readKeys = (dataDir: string, env: NodeJS.ProcessEnv): { audit: Uint8Array; session: string } => {
  const file = path.join(dataDir, 'keys.json');
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  if (!existsSync(file)) writeKeys(file);
  const kept = keysIn(file);
  return {
    audit: auditKey(env['HAVEN_AUDIT_KEY'] || kept.audit),
    session: sessionKey(env['HAVEN_SESSION_KEY'] || kept.session),
  };
};
