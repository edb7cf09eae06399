/** For whoever reads again what was decided on: rows as they stood before that, out of their versions. */
import { getTableColumns, sql } from 'drizzle-orm';
import type { KindName } from '../../shared/kinds/kinds.ts';
import type { Reader } from './deps.ts';
import { finder, sameGathering } from './gather.ts';
import { rowsById } from './rowsById.ts';
import { type Kept, tables } from './tables.ts';
import { together } from './together.ts';

export interface Moment {
  streamId: string;
  /** The number of the change that is looked at as if it had not been made yet. */
  seq: number;
}

const looking = new WeakMap<Reader, { moment: Moment; present: Reader }>();

/** The same reader, who is given rows of kinds that look back as they stood before `moment`. */
export const before = <R extends Reader>(present: R, moment: Moment): R => {
  const made = sameGathering(present);
  looking.set(made, { moment, present });
  return made;
};

/** The reader of how things stand now. */
export const presentOf = (reader: Reader): Reader => looking.get(reader)?.present ?? reader;

/** What is compared when something is decided. Of anything else it is shown how it stands. */
const lookingBack: readonly KindName[] = ['person', 'personIdentity', 'need', 'needDetail', 'vehicle'];

type Row = Record<string, unknown>;

const stoodByKey = finder(
  async (reader, keys) =>
    (await reader.execute(sql`
      select k.key, v."row" from jsonb_array_elements_text(${JSON.stringify(keys)}::text::jsonb) k(key)
      cross join lateral (
        select "row" from version
        where stream_id = (k.key::jsonb->>0)::uuid and kind = k.key::jsonb->>1 and id = k.key::jsonb->>2
          and seq < (k.key::jsonb->>3)::bigint
        order by seq desc limit 1) v`)) as unknown as { key: string; row: Row | null }[],
  ({ key }) => key,
);

/** Times are words in a version. */
export const revived = (kind: KindName, row: Row): Row => {
  const columns = Object.entries(getTableColumns(tables[kind])).filter(([, it]) => it.dataType === 'date');
  const times = columns.filter(([name]) => typeof row[name] === 'string');
  return { ...row, ...Object.fromEntries(times.map(([name]) => [name, new Date(String(row[name]))])) };
};

/** Where a row is now: one that was joined with another, where that one is. */
const centreNow = async (present: Reader, kind: KindName, row: Row): Promise<unknown> => {
  let found: Row | undefined = row;
  while (found?.['mergedInto']) {
    const joined = String(found['mergedInto']);
    [found] = (await rowsById(kind)(present, joined)) as unknown as Row[];
  }
  return (found ?? row)['centreId'];
};

/**
 * These rows as this reader is given them; those that were not there yet are left out. Where they are follows from now:
 * whoever may not see them any more is not shown how they stood either.
 */
export const asGiven = async <K extends KindName>(
  reader: Reader,
  kind: K,
  rows: readonly Kept<K>[],
): Promise<Kept<K>[]> => {
  const look = looking.get(reader);
  if (!look || !lookingBack.includes(kind)) return [...rows];
  const { streamId, seq } = look.moment;
  const stood = await together(
    rows.map(async (it) => {
      const now = it as unknown as Row;
      const [[found], centreId] = await together([
        stoodByKey(look.present, JSON.stringify([streamId, kind, now['id'], seq])),
        centreNow(look.present, kind, now),
      ]);
      return found?.row ? [{ ...revived(kind, found.row), centreId } as unknown as Kept<K>] : [];
    }),
  );
  return stood.flat();
};
