import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

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
}

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '::1']);

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
  if (demo && !LOOPBACK.has(host))
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
    publicUrl: env['HAVEN_URL'] || undefined,
  };
};

/** Secrets live outside the database: whoever copies the one does not hold the other. Made on the first start. */
export const readKeys = (dataDir: string, env: NodeJS.ProcessEnv): { audit: Uint8Array; session: string } => {
  const file = path.join(dataDir, 'keys.json');
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  if (!existsSync(file)) {
    const made = { audit: randomBytes(32).toString('hex'), session: randomBytes(32).toString('hex') };
    writeFileSync(file, JSON.stringify(made), { mode: 0o600, flag: 'wx' });
  }
  const kept = JSON.parse(readFileSync(file, 'utf8')) as { audit: string; session: string };
  return {
    audit: Buffer.from(env['HAVEN_AUDIT_KEY'] || kept.audit, 'hex'),
    session: env['HAVEN_SESSION_KEY'] || kept.session,
  };
};
