import { connect } from '../../db/connect.ts';
import { startEmbedded } from '../../db/embedded.ts';

/**
 * A small program on the embedded database: writes numbered rows and says each number once it is committed.
 * Lines on stdout: `server <pid> <adopted>`, then `row <n>`. SIGTERM and SIGINT stop it in order, after a pause and one
 * more row, the `last` one. Exit code 3: refused.
 */
const say = (line: string) => process.stdout.write(`${line}\n`);

async function main(dataDir: string): Promise<void> {
  const started = performance.now();
  const embedded = await startEmbedded({ dataDir, log: (message) => process.stderr.write(`${message}\n`) });
  const { sql } = connect(embedded.options);
  const stopping = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stopping.abort());
  await sql`create table if not exists written (n bigint primary key)`;
  const [last] = await sql<{ n: number }[]>`select coalesce(max(n), 0) as n from written`;
  process.stderr.write(`ready in ${Math.round(performance.now() - started)} ms\n`);
  say(`server ${embedded.serverPid()} ${embedded.adopted}`);
  for (let n = (last?.n ?? 0) + 1; !stopping.signal.aborted; n += 1) {
    await write(n);
    say(`row ${n}`);
  }
  await new Promise((resolve) => setTimeout(resolve, 200));
  await write(0);
  say('last');
  await sql.end({ timeout: 2 });
  await embedded.stop();

  async function write(n: number): Promise<void> {
    await sql`insert into written values (${n}) on conflict do nothing`.catch(async () => {
      await new Promise((resolve) => setTimeout(resolve, 50));
      await write(n);
    });
  }
}

main(process.argv[2] ?? '').catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  process.exit(3);
});
