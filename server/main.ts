import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { openDatabase } from '../db/connect.ts';
import { reportAudit } from './audit/report.ts';
import { exerciseClock, realClock } from './clock.ts';
import { jsonLog } from './log.ts';
import { startServer } from './serve.ts';
import { readKeys, readSettings } from './settings.ts';

/** The demonstration begins here, whatever the day. */
const EXERCISE_STARTS = new Date('2026-11-19T05:30:00Z');

const clientDir = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../client');

const main = async (): Promise<void> => {
  const settings = readSettings(process.env, process.argv);
  const log = jsonLog((line) => process.stderr.write(`${line}\n`));
  const keys = readKeys(settings.dataDir, process.env);
  const database = await openDatabase({
    dataDir: settings.dataDir,
    databaseUrl: settings.databaseUrl,
    log: (words) => log.info('database', { words }),
  });
  if (process.argv.includes('--verify-audit')) {
    const intact = await reportAudit(database.db, keys.audit);
    await database.stop();
    process.exit(intact ? 0 : 1);
  }
  const running = await startServer({
    connection: database,
    host: settings.host,
    port: settings.port,
    clock: settings.demo ? exerciseClock(EXERCISE_STARTS, settings.demoSpeed) : realClock,
    log,
    keys,
    exercise: settings.demo,
    secureCookies: settings.publicUrl?.startsWith('https:') ?? false,
    publicUrl: settings.publicUrl,
    clientDir,
  });
  console.log(`Haven is running at ${running.url}`);

  let stopping = false;
  const stop = async (): Promise<void> => {
    if (stopping) return;
    stopping = true;
    await running.stop();
    await database.stop();
    process.exit(0);
  };
  process.on('SIGINT', () => void stop());
  process.on('SIGTERM', () => void stop());
};

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
