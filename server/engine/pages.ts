/**
 * What changed for one audience, some at a time and in order. The database leaves out what is out of the audience's
 * reach, so that a small centre costs what is of that centre; what is shown of the rest, projection alone decides.
 */
import { type SQL, sql } from 'drizzle-orm';
import { kinds, sentKinds } from '../../shared/kinds/kinds.ts';
import type { Change } from '../../shared/sync.ts';
import { earlierOf, inOrder, sorted, stored, type StoredVersion, takenBack } from './changes.ts';
import type { Reader } from './deps.ts';
import type { Audience } from './project.ts';
import { among, placesIn, type Reach, reachOf } from './reach.ts';

const moving = sentKinds.filter((it) => kinds[it].moves);
/** Few enough that everybody else is served between two of them. */
const ROWS = 100;

interface Range {
  streamId: string;
  from: number;
  to: number;
}

// One look into an index for each: joined with the table itself, all of it would be read for the first few.
const isNewest = ({ to }: Range, v: SQL): SQL => sql`${v}.seq = (
  select max(n.seq) from version n
  where n.stream_id = ${v}.stream_id and n.kind = ${v}.kind and n.id = ${v}.id and n.seq <= ${to})`;

const within = ({ streamId, to }: Range, after: number, v: SQL): SQL =>
  sql`${v}.stream_id = ${streamId} and ${v}.seq > ${after} and ${v}.seq <= ${to}`;

/** The next page of versions that could be shown; a change is never split between pages. */
const pageAfter = async (reader: Reader, range: Range, after: number, reach: Reach): Promise<StoredVersion[]> => {
  const v = sql`v`;
  const first = sql`order by seq fetch first (${ROWS}) rows with ties`;
  const places = placesIn(reach, v).map(
    (place) => sql`(select v.kind, v.id, v.seq, v."row" from version v
      where ${within(range, after, v)} and ${place} and ${isNewest(range, v)} ${first})`,
  );
  if (places.length === 0) return [];
  const found = sql`select * from (${sql.join(places, sql` union all `)}) found ${first}`;
  return stored(await reader.execute(found));
};

/** What is out of reach now, or gone, and was in reach before: without its row. */
const outOfReach = async (reader: Reader, range: Range, reach: Reach): Promise<StoredVersion[]> => {
  const [v, b] = [sql`v`, sql`b`];
  const inReach = (it: SQL) => sql.join([sql`false`, ...placesIn(reach, it).map((at) => sql`(${at})`)], sql` or `);
  const found = await reader.execute<{ kind: string; id: string; seq: string }>(sql`
    select v.kind, v.id, v.seq from version v
    cross join lateral (
      select b.kind, b.centre_id from version b
      where b.stream_id = v.stream_id and b.kind = v.kind and b.id = v.id and b.seq <= ${range.from}
      order by b.seq desc limit 1) b
    where ${within(range, range.from, v)} and (v."row" is null or v.kind = ${among(moving)})
      and (${inReach(v)}) is not true and (${inReach(b)}) and ${isNewest(range, v)}`);
  return inOrder(found.map((it) => ({ ...it, seq: Number(it.seq), row: null })));
};

/** Everything in `(from, to]`, rows that are no longer theirs to see last. Old numbers of a stream never change. */
export async function* pagesOf(reader: Reader, range: Range, audience: Audience): AsyncGenerator<Change[]> {
  if (range.from >= range.to) return;
  const reach = reachOf(audience);
  const hidden: StoredVersion[] = [];
  for (let after = range.from; ;) {
    const page = await pageAfter(reader, range, after, reach);
    const last = page.at(-1);
    if (!last) break;
    const parts = sorted(page, audience);
    if (range.from > 0) hidden.push(...parts.hidden);
    if (parts.shown.length > 0) yield parts.shown;
    if (page.length < ROWS) break;
    after = last.seq;
  }
  if (range.from === 0) return;
  hidden.push(...(await outOfReach(reader, range, reach)));
  const gone = await takenBack(hidden, audience, earlierOf(reader, range.streamId, range.from, hidden));
  if (gone.length > 0) yield gone;
}
