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

/** As they happened; within one change by kind and id. */
export const inOrder = (versions: readonly StoredVersion[]): StoredVersion[] =>
  versions.toSorted((a, b) => a.seq - b.seq || (a.kind + a.id < b.kind + b.id ? -1 : 1));

/** The newest version of each row that changed in `(from, to]`. */
export const newest = async (reader: Reader, streamId: string, from: number, to: number): Promise<StoredVersion[]> => {
  const rows = await reader.execute<{ kind: string; id: string; seq: string | number; row: Row | null }>(sql`
    select distinct on (kind, id) kind, id, seq, "row"
    from version where stream_id = ${streamId} and seq > ${from} and seq <= ${to}
    order by kind, id, seq desc`);
  return inOrder(rows.map((it) => ({ ...it, seq: Number(it.seq) })));
};

const before = async (
  reader: Reader,
  streamId: string,
  from: number,
  hidden: StoredVersion[],
): Promise<StoredVersion[]> => {
  if (from === 0 || hidden.length === 0) return [];
  const keys = JSON.stringify(hidden.map(({ kind, id }) => ({ kind, id })));
  return reader.execute<StoredVersion & Record<string, unknown>>(sql`
    select distinct on (v.kind, v.id) v.kind, v.id, v.seq, v."row"
    from version v join jsonb_to_recordset(${keys}::text::jsonb) as k(kind text, id text) on k.kind = v.kind and k.id = v.id
    where v.stream_id = ${streamId} and v.seq <= ${from}
    order by v.kind, v.id, v.seq desc`);
};

/** What changed for one audience, from versions already read; `null` rows only for what it could see before. */
export const changesFor = async (
  reader: Reader,
  streamId: string,
  from: number,
  versions: readonly StoredVersion[],
  audience: Audience,
): Promise<Change[]> => {
  const shown: Change[] = [];
  const hidden: StoredVersion[] = [];
  for (const it of versions) {
    const row = it.row && project(it.kind, it.row, audience);
    if (row) shown.push({ kind: it.kind, id: it.id, row });
    else if (kinds[it.kind as KindName].moves || it.row === null) hidden.push(it);
  }
  for (const it of await before(reader, streamId, from, hidden)) {
    if (it.row && project(it.kind, it.row, audience)) shown.push({ kind: it.kind, id: it.id, row: null });
  }
  return shown;
};
