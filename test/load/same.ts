import { readFile } from 'node:fs/promises';
import { pause } from '../support/random.ts';
import { checkInByHand } from './driver.ts';
import type { Ground } from './fill.ts';
import { nextGuest } from './guests.ts';
import { checkInOverHttp, type Poster } from './http.ts';
import type { Place } from './place.ts';

const TABLES = [
  'receipt',
  'person',
  'person_identity',
  'stay',
  'need',
  'need_welfare',
  'need_health',
  'need_safeguarding',
  'event',
  'version',
  'stream',
];

/** Rows of each table, and how many of them were ever written: an update counts, for it moves the row. */
const rowsOf = async ({ sql }: Place): Promise<Map<string, string[]>> => {
  const found = new Map<string, string[]>();
  for (const name of TABLES) {
    const rows = await sql<{ at: string }[]>`select xmin || ' ' || ctid::text as at from ${sql(name)}`;
    found.set(
      name,
      rows.map((it) => it.at),
    );
  }
  return found;
};

const written = async (place: Place, work: () => Promise<unknown>): Promise<string[]> => {
  const before = await rowsOf(place);
  await work();
  const after = await rowsOf(place);
  return TABLES.map((name) => {
    const had = new Set(before.get(name));
    return `${name} ${(after.get(name) ?? []).filter((it) => !had.has(it)).length}`;
  });
};

/** A statement by what it does to which table, without its columns. */
const gist = (statement: string): string => {
  const text = statement.toLowerCase().replaceAll('"', '').replaceAll(/\s+/g, ' ');
  const verbs = text.match(
    /^(begin|commit|rollback|savepoint)\b|\b(insert into \w+|(?<!for |do )update \w+|delete from \w+)/g,
  );
  const lock = /for (update|share)\b/.exec(text)?.[0] ?? '';
  const from = [...text.matchAll(/\bfrom (\w+)/g)].map((it) => it[1]).join(' ');
  return verbs?.join(', ') ?? (/pg_advisory\w+/.exec(text)?.[0] || `select ${from} ${lock}`.trim());
};

const LINE = /^HAVEN (\w*) LOG: {2}(?:statement|execute [^:]*): (.*)$/;

/** What one transaction of that program sent, in order, from what the database wrote down. */
const statementsIn = (log: string, program: string): string[] => {
  const joined = log.replaceAll(/\n(?!HAVEN )/g, ' ');
  const all = joined.split('\n').flatMap((line) => {
    const [, name, text] = LINE.exec(line) ?? [];
    return name === program && text ? [gist(text)] : [];
  });
  const receipt = all.findIndex((it) => it.includes('insert into receipt'));
  const start = all.lastIndexOf('begin', receipt);
  const end = all.indexOf('commit', start);
  return start < 0 || end < 0 ? [] : all.slice(start, end + 1);
};

const setLogging = async ({ sql }: Place, on: boolean): Promise<void> => {
  await sql.unsafe(on ? `alter system set log_statement = 'all'` : 'alter system reset log_statement');
  await sql.unsafe(on ? `alter system set log_line_prefix = 'HAVEN %a '` : 'alter system reset log_line_prefix');
  await sql`select pg_reload_conf()`;
  await pause(300);
};

const list = (all: readonly string[]): string => all.map((it) => `\n    ${it}`).join('');

const differ = (what: string, ours: readonly string[], theirs: readonly string[]): void => {
  if (ours.length > 0 && ours.join('\n') === theirs.join('\n')) return;
  throw new Error(`${what} differ, so there is nothing to compare.\n  Haven:${list(ours)}\n  By hand:${list(theirs)}`);
};

/**
 * Makes sure that what is issued by hand is the transaction that Haven runs: the same statements in the same order, as
 * the database logged them, and as many rows written in each table.
 * @returns how many statements it is
 */
export const proveSame = async (place: Place, http: Poster, ground: Ground): Promise<number> => {
  await checkInOverHttp(http, nextGuest(ground));
  const rows = await written(place, () => checkInOverHttp(http, nextGuest(ground)));
  const rowsByHand = await written(place, () => checkInByHand(place.sql, nextGuest(ground)));
  differ('The rows written', rows, rowsByHand);
  const before = (await readFile(place.logFile, 'utf8')).length;
  await setLogging(place, true);
  await checkInOverHttp(http, nextGuest(ground));
  await checkInByHand(place.sql, nextGuest(ground));
  await setLogging(place, false);
  const log = (await readFile(place.logFile, 'utf8')).slice(before);
  const statements = statementsIn(log, 'haven');
  differ('The statements', statements, statementsIn(log, 'bench'));
  return statements.length;
};
