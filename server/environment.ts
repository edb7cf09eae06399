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
  /** How many proxies stand one behind the other before this server. */
  proxies: number;
  /** To speak HTTPS itself. */
  certificate: CertificateFiles | undefined;
}

const numberIn = (text: string | undefined, fallback: number, least: number, most: number, name: string): number => {
  if (text === undefined || text === '') return fallback;
  const value = Number(text);
  if (Number.isFinite(value) && value >= least && value <= most) return value;
  throw new Error(`${name} must be a number from ${least} to ${most}, not "${text}".`);
};

const wholeNumber = (value: number, name: string): number => {
  if (Number.isInteger(value)) return value;
  throw new Error(`${name} must be a whole number, not "${value}".`);
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
    proxies: wholeNumber(numberIn(env['HAVEN_PROXIES'], 0, 0, 9, 'HAVEN_PROXIES'), 'HAVEN_PROXIES'),
    // Checking the audit listens nowhere.
    ...readTransport(env, argv.includes('--verify-audit') ? 'localhost' : host),
  };
};
