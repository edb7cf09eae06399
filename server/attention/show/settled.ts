import { sql } from 'drizzle-orm';
import type { Reader } from '../../engine/deps.ts';
import { finder } from '../../engine/gather.ts';
import { before } from '../../engine/lookBack.ts';
import type { Attention } from '../items/rows.ts';

/** The change that settled it; the join, or what was sent again, is part of the same one. */
const settlingByKey = finder(
  async (reader, keys) =>
    (await reader.execute(sql`
      select k.key, min(v.seq) as seq from jsonb_array_elements_text(${JSON.stringify(keys)}::text::jsonb) k(key)
      join version v on v.stream_id = (k.key::jsonb->>0)::uuid and v.kind = 'attention' and v.id = k.key::jsonb->>1
      where v."row"->>'settledAt' is not null
      group by k.key`)) as unknown as { key: string; seq: string }[],
  ({ key }) => key,
);

/** Reads as it was when this was decided on; the same reader while it is open. */
export const beforeSettled = async <R extends Reader>(reader: R, row: Attention): Promise<R> => {
  if (!row.settledAt) return reader;
  const [found] = await settlingByKey(reader, JSON.stringify([row.operationId, row.id]));
  return found ? before(reader, { streamId: row.operationId, seq: Number(found.seq) }) : reader;
};
