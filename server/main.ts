import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { reportAudit } from './engine/auditReport.ts';
import { exerciseClock, realClock } from './engine/clock.ts';
import type { Log } from './engine/deps.ts';
import { logDefect } from './http/problem.ts';
import { jsonLog } from './jsonLog.ts';
import { demoEmail, demoPeople, makeDemoAccounts, makePassword } from './exercise/accounts.ts';
import { type Exercise, EXERCISE_STARTS, MINUTES_IN, startExercise } from './exercise/play.ts';
import { type Running, startServer } from './serve.ts';
import { readSettings } from './environment.ts';
import { openWithKeys } from './opening.ts';
import { Shutdown } from './shutdown.ts';
import { type CertificateFiles, readCertificate } from './transport.ts';
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

const shutdown = new Shutdown();

const whyNotListening = (port: number) => (error: unknown) => {
  const { code } = error as NodeJS.ErrnoException;
  if (code !== 'EADDRINUSE') throw error;
  throw new Error(`Port ${port} is in use. Stop what listens there, or choose another with PORT.`, { cause: error });
};

/** `kill -HUP` after a certificate was renewed. One that cannot be used leaves the last in use. */
const renewOnHangUp = (running: Running, files: CertificateFiles, log: Log): void => {
  process.on('SIGHUP', () => {
    try {
      running.renew(readCertificate(files));
      log.info('certificate-renewed');
    } catch (error) {
      log.error('certificate-not-renewed', { words: error instanceof Error ? error.message : 'unknown' });
    }
  });
};

/** An uncaught error is logged and ends only what it was part of. Everything else goes on: what counts is in the database. */
const outliveDefects = (log: Log): void => {
  process.on('uncaughtException', (error) => logDefect(error, log));
  process.on('unhandledRejection', (reason) => logDefect(reason, log));
};

const main = async (): Promise<void> => {
  const settings = readSettings(process.env, process.argv);
  const log = jsonLog((line) => process.stderr.write(`${line}\n`));
  const { dataDir, databaseUrl, demo } = settings;
  const tell = (words: string) => log.info('database', { words });
  const warn = (words: string) => log.error('database-role', { words });
  const { database, keys } = await openWithKeys({ dataDir, databaseUrl, anew: demo, log: tell, warn }, process.env);
  shutdown.add(() => database.stop());
  if (process.argv.includes('--verify-audit')) {
    return shutdown.now((await reportAudit(database.db, keys.audit)) ? 0 : 1);
  }
  const started = new Date(EXERCISE_STARTS.getTime() + MINUTES_IN * 60_000);
  const running = await startServer({
    connection: database,
    host: settings.host,
    port: settings.port,
    clock: demo ? exerciseClock(started, settings.demoSpeed) : realClock,
    log,
    keys,
    exercise: demo,
    secureCookies: settings.publicUrl?.startsWith('https:') ?? false,
    publicUrl: settings.publicUrl,
    proxies: settings.proxies,
    certificate: settings.certificate && readCertificate(settings.certificate),
    clientDir,
  }).catch(whyNotListening(settings.port));
  shutdown.add(() => running.stop());
  if (settings.certificate) renewOnHangUp(running, settings.certificate, log);
  outliveDefects(log);
  console.log(`Haven is running at ${running.url}`);
  if (demo) return rehearse(running, settings.demoPassword);
  const link = await firstAdministratorLink(running.deps, running.url);
  if (link)
    console.log(`\nNobody can sign in yet. Make the first administrator here, once, within a day:\n\n  ${link}\n`);
};

const rehearse = async (running: Running, password: string | undefined): Promise<void> => {
  const exercise = await demonstrate(running, password);
  shutdown.add(() => exercise.stop());
  await exercise.done.catch((error: unknown) => {
    const why = error instanceof Error ? error.message : 'unknown';
    console.error(`The exercise has stopped: ${why}. Haven goes on without it.`);
  });
};

main().catch((error: unknown) => {
  if (shutdown.stopping) return;
  console.error(error instanceof Error ? error.message : error);
  void shutdown.now(1);
});
