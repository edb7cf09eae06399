import { sql } from 'drizzle-orm';
import type { Change } from '../../shared/sync.ts';
import type { Reader } from './deps.ts';
import { kinds, type KindName } from '../../shared/kinds/kinds.ts';
import type { Row } from '../../shared/kinds/views.ts';
import { project, type Audience } from './project.ts';

export interface StoredVersion {
  kind: string;
  id: string;
  seq: number;
  row: Row | null;
}

type Found = { kind: string; id: string; seq: string | number; row: Row | null };

/** In the order they happened; within one change by kind and id. */
export const inOrder = (versions: readonly StoredVersion[]): StoredVersion[] =>
  versions.toSorted((a, b) => a.seq - b.seq || (a.kind + a.id < b.kind + b.id ? -1 : 1));

export const stored = (found: readonly Found[]): StoredVersion[] =>
  inOrder(found.map((it) => ({ ...it, seq: Number(it.seq) })));

/** The newest version of each row that changed in `(from, to]`. */
export const newest = async (reader: Reader, streamId: string, from: number, to: number): Promise<StoredVersion[]> =>
  stored(
    await reader.execute<Found>(sql`
    select distinct on (kind, id) kind, id, seq, "row"
    from version where stream_id = ${streamId} and seq > ${from} and seq <= ${to}
    order by kind, id, seq desc`),
  );

const keyOf = ({ kind, id }: Pick<StoredVersion, 'kind' | 'id'>): string => `${kind} ${id}`;

/** What rows were at a cursor, by kind and id. */
export type Earlier = () => Promise<ReadonlyMap<string, Row>>;

const before = async (
  reader: Reader,
  streamId: string,
  from: number,
  taken: readonly StoredVersion[],
): Promise<ReadonlyMap<string, Row>> => {
  if (from === 0 || taken.length === 0) return new Map();
  const keys = JSON.stringify(taken.map(({ kind, id }) => ({ kind, id })));
  const found = await reader.execute<Found>(sql`
    select distinct on (v.kind, v.id) v.kind, v.id, v.seq, v."row"
    from version v join jsonb_to_recordset(${keys}::text::jsonb) as k(kind text, id text) on k.kind = v.kind and k.id = v.id
    where v.stream_id = ${streamId} and v.seq <= ${from}
    order by v.kind, v.id, v.seq desc`);
  return new Map(found.flatMap((it) => (it.row ? [[keyOf(it), it.row]] : [])));
};

/** It may no longer be visible where it was: it has moved, or is gone. */
const mayBeTaken = ({ kind, row }: StoredVersion): boolean => row === null || kinds[kind as KindName].moves;

/** Reads, at most once and only when asked, what the rows that may have to be taken back were at `from`. */
export const earlierOf = (
  reader: Reader,
  streamId: string,
  from: number,
  versions: readonly StoredVersion[],
): Earlier => {
  let read: Promise<ReadonlyMap<string, Row>> | null = null;
  return () => (read ??= before(reader, streamId, from, versions.filter(mayBeTaken)));
};

/** Which of these an audience is shown, and which it is not shown now but may have been before. */
export const sorted = (versions: readonly StoredVersion[], audience: Audience) => {
  const shown: Change[] = [];
  const hidden: StoredVersion[] = [];
  for (const it of versions) {
    const row = it.row && project(it.kind, it.row, audience);
    if (row) shown.push({ kind: it.kind, id: it.id, row });
    else if (mayBeTaken(it)) hidden.push(it);
  }
  return { shown, hidden };
};

/** Those of the hidden that this audience could see before. */
export const takenBack = async (
  hidden: readonly StoredVersion[],
  audience: Audience,
  earlier: Earlier,
): Promise<Change[]> => {
  if (hidden.length === 0) return [];
  const known = await earlier();
  return hidden.flatMap((it) => {
    const row = known.get(keyOf(it));
    return row && project(it.kind, row, audience) ? [{ kind: it.kind, id: it.id, row: null }] : [];
  });
};

/** What changed for one audience, from versions already read; `null` rows only for what it could see before. */
export const changesFor = async (
  versions: readonly StoredVersion[],
  audience: Audience,
  earlier: Earlier,
): Promise<Change[]> => {
  const { shown, hidden } = sorted(versions, audience);
  return [...shown, ...(await takenBack(hidden, audience, earlier))];
};
