/** What one command did to rows of a kind, out of their versions: for whoever takes it back. */
import { sql } from 'drizzle-orm';
import type { KindName } from '../../shared/kinds/kinds.ts';
import { canonical } from './canonical.ts';
import type { Tx } from './deps.ts';
import { revived } from './lookBack.ts';
import type { Kept } from './tables.ts';

export interface Did<K extends KindName> {
  /** `null`: it was not there before. */
  was: Kept<K> | null;
  became: Kept<K>;
  /** Nothing has been said of the row since. */
  stands: boolean;
}

type Row = Record<string, unknown>;
type Found = { was: Row | null; became: Row | null; stands: boolean };

export interface Deed {
  streamId: string;
  commandId: string;
  /** What the command is called: one of another name is not it. `null`: as part of another one, whatever that is called. */
  name: string | null;
}

/** Nothing where the command was refused, is not known, or is another one; what has been erased is left out. */
export const didOf = async <K extends KindName>(tx: Tx, kind: K, it: Deed): Promise<Did<K>[]> => {
  const found = await tx.execute<Found>(sql`
    select v."row" as became,
      (select b."row" from version b where b.stream_id = v.stream_id and b.kind = v.kind and b.id = v.id
        and b.seq < v.seq order by b.seq desc limit 1) as was,
      not exists (select 1 from version l where l.stream_id = v.stream_id and l.kind = v.kind and l.id = v.id
        and l.seq > v.seq) as stands
    from receipt r join version v on v.stream_id = r.stream_id and v.seq = r.seq and v.kind = ${kind}
    where r.command_id = ${it.commandId} and r.stream_id = ${it.streamId} and r.name = coalesce(${it.name}::text, r.name)`);
  const kept = (row: Row) => revived(kind, row) as unknown as Kept<K>;
  return found.flatMap(({ was, became, stands }) =>
    became ? [{ was: was && kept(was), became: kept(became), stands }] : [],
  );
};

/** Counted by every change: never put back. */
const counts = new Set(['rowVersion']);

/** What a row said before, of each column that was changed; whatever columns its kind may get. */
export const changedBy = <R extends object>(
  { was, became }: { was: R; became: R },
  but: readonly (keyof R)[] = [],
): Partial<R> => {
  const told = (value: unknown): string => canonical([value ?? null]);
  const columns = Object.keys(was) as (keyof R & string)[];
  const changed = columns.filter((it) => !counts.has(it) && !but.includes(it) && told(was[it]) !== told(became[it]));
  return Object.fromEntries(changed.map((it) => [it, was[it]])) as Partial<R>;
};
