import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { openDatabase } from '../db/connect.ts';
import { reportAudit } from './audit/report.ts';
import { exerciseClock, realClock } from './clock.ts';
import { jsonLog } from './log.ts';
import { demoEmail, demoPeople, makeDemoAccounts, makePassword } from './exercise/accounts.ts';
import { type Exercise, EXERCISE_STARTS, MINUTES_IN, startExercise } from './exercise/play.ts';
import { type Running, startServer } from './serve.ts';
import { readKeys, readSettings } from './settings.ts';
import { firstAdministratorLink } from './users/invitations.ts';

const clientDir = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../client');

const demonstrate = async (running: Running, given: string | undefined): Promise<Exercise> => {
  const password = given ?? makePassword();
  const ids = await makeDemoAccounts(running.deps, running.auth, password);
  console.log(
    `\nEXERCISE LARKSPUR. Practice only: nobody here is real.\n\nSign in with one of these; the password is  ${password}\n`,
  );
  for (const { key, name } of demoPeople) console.log(`  ${demoEmail(key).padEnd(26)} ${name}`);
  console.log('\nPeople arrive as you watch. Stop with Ctrl-C.\n');
  return startExercise(running, ids, password);
};

const main = async (): Promise<void> => {
  const settings = readSettings(process.env, process.argv);
  const log = jsonLog((line) => process.stderr.write(`${line}\n`));
  const keys = readKeys(settings.dataDir, process.env);
  const { dataDir, databaseUrl, demo } = settings;
  const database = await openDatabase({
    dataDir,
    databaseUrl,
    anew: demo,
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
    clock: demo
      ? exerciseClock(new Date(EXERCISE_STARTS.getTime() + MINUTES_IN * 60_000), settings.demoSpeed)
      : realClock,
    log,
    keys,
    exercise: demo,
    secureCookies: settings.publicUrl?.startsWith('https:') ?? false,
    publicUrl: settings.publicUrl,
    clientDir,
  });
  console.log(`Haven is running at ${running.url}`);
  const link = demo ? null : await firstAdministratorLink(running.deps, running.url);
  if (link)
    console.log(`\nNobody can sign in yet. Make the first administrator here, once, within a day:\n\n  ${link}\n`);
  const exercise = demo ? await demonstrate(running, settings.demoPassword) : null;

  let stopping = false;
  const stop = async (code: number): Promise<void> => {
    if (stopping) return;
    stopping = true;
    exercise?.stop();
    await running.stop();
    await database.stop();
    process.exit(code);
  };
  process.on('SIGINT', () => void stop(0));
  process.on('SIGTERM', () => void stop(0));
  exercise?.done.catch((error: unknown) => {
    if (stopping) return;
    console.error(error instanceof Error ? error.message : error);
    void stop(1);
  });
};

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
