/**
 * The one way to write a row of a kind: it raises the row's version, refuses a change made from another, and records
 * what the row became, from which every reader is served. A transaction lets nobody write such a table past it.
 */
import { and, eq, type SQL, sql } from 'drizzle-orm';
import type { IndexColumn, PgColumn, PgTable } from 'drizzle-orm/pg-core';
import { compartmentOf, type KindName, kinds } from '../../shared/kinds/kinds.ts';
import { Problem } from '../../shared/problems.ts';
import { addedOf, type Batch, columnsOf, insertOf, rowsOf, type Values, whole } from './batches.ts';
import { versionDigest, type VersionRow } from './chain.ts';
import { handlersTx, type Tx, type WholeTx } from './deps.ts';
import { spanned } from './spans.ts';
import { type Also, isVersioned, type Kept, type Made, tableOf, versionOf } from './tables.ts';

/** New values for some columns, or how to work one out from what is there. */
export type Set<K extends KindName> = { [C in keyof Kept<K>]?: Kept<K>[C] | SQL };
/** A row a change starts from: where its kind has versions, with the one that was seen. */
type Base<K extends KindName> = Pick<Kept<K>, Extract<keyof Kept<K>, 'id' | 'key' | 'rowVersion'>>;
/** What goes along, where the kind asks for it. */
type With<K extends KindName> = Also<K> extends undefined ? [] : [also: Also<K>];

const keyOf = (table: PgTable): PgColumn => {
  const columns = columnsOf(table);
  return (columns['id'] ?? columns['key']) as PgColumn;
};
const raised = (table: PgTable): Values => {
  const { rowVersion } = columnsOf(table);
  return rowVersion ? { rowVersion: sql`${rowVersion} + 1` } : {};
};

/** The refusal of a change that was made from an older version; `first`: what is known to have come before it. */
export const stale = (kind: KindName, first = `Someone changed this ${kinds[kind].called} first`): Problem =>
  new Problem('stale-version', { detail: `${first}. Look at what it says now` });

/** @throws Problem `stale-version` unless the row still is the one that was seen; `null`: there was none */
export const refuseStale = (kind: KindName, found: { rowVersion: number } | null | undefined, base: number | null) => {
  if ((found?.rowVersion ?? null) !== base) throw stale(kind);
};

/** The version of a row that comes after this one. */
export const nextVersion = (found: { rowVersion: number } | null | undefined): number => (found?.rowVersion ?? 0) + 1;

/** A version, with the digest it is chained by. */
export type DigestedVersion = VersionRow & { digest: string };

export class Rows {
  readonly #tx: WholeTx;
  versions: readonly DigestedVersion[] = [];

  constructor(tx: WholeTx) {
    this.#tx = tx;
  }

  /** Adds a row. */
  async insert<K extends KindName>(kind: K, values: Made<K>, ...[also]: With<K>): Promise<Kept<K>> {
    const made = await this.#tx.insert(tableOf(kind, also)).values(values).returning();
    return this.#recordAll(kind, made, also)[0] as Kept<K>;
  }

  /** Adds those that are not there yet, by `unless`, or any key they have, and answers with them. */
  async insertNew<K extends KindName>(
    kind: K,
    values: readonly Made<K>[],
    { also, unless }: { also?: Also<K>; unless?: { target: IndexColumn; where?: SQL } } = {},
  ): Promise<Kept<K>[]> {
    if (values.length === 0) return [];
    const insert = this.#tx.insert(tableOf(kind, also)).values([...values]);
    return this.#recordAll(kind, await insert.onConflictDoNothing(unless).returning(), also);
  }

  /**
   * Adds rows of several kinds, in this order and in one statement, but for those whose id, or another key, is taken.
   * `ask`: what else is asked in that statement; it is answered from before.
   * @returns the answers, and the rows of a kind that were added
   */
  async insertAll<Asked extends object = object>(
    batches: readonly Batch[],
    ask: Record<string, SQL> = {},
  ): Promise<Asked & { added: <K extends KindName>(kind: K) => Kept<K>[] }> {
    const all = batches.map(whole);
    const [answer = {}] = await this.#tx.execute<Values>(insertOf(all, ask));
    const written = all.map((it, at) => ({
      kind: it.kind,
      rows: this.#recordAll(it.kind, addedOf(it, at, answer), it.also as Also<KindName>),
    }));
    const added = <K extends KindName>(kind: K) =>
      written.flatMap((it) => (it.kind === kind ? (it.rows as Kept<K>[]) : []));
    return { ...(answer as Asked), added };
  }

  /** Adds a row, or where there is one already and it fits `where`, changes that. `undefined` where it does not fit. */
  async insertOrChange<K extends KindName>(
    kind: K,
    values: Made<K>,
    { set, where }: { set: Set<K>; where?: SQL | undefined },
  ): Promise<Kept<K> | undefined> {
    const table = tableOf(kind);
    const made = await this.#tx
      .insert(table)
      .values(values)
      .onConflictDoUpdate({
        target: keyOf(table),
        set: { ...set, ...raised(table) },
        ...(where && { setWhere: where }),
      })
      .returning();
    return this.#recordAll(kind, made)[0];
  }

  /**
   * Adds or replaces whole rows, however many, in one statement. Each comes with the version it was read at, 0 where it
   * is new, and is answered with the next. @throws Problem `stale-version`
   */
  async put<K extends KindName>(
    kind: K,
    rows: readonly Kept<K>[],
    ...[also]: Also<K> extends undefined ? [] : [also: (row: Kept<K>) => Also<K>]
  ): Promise<Kept<K>[]> {
    if (rows.length === 0) return [];
    const table = tableOf(kind);
    const columns = columnsOf(table);
    const next = rows.map((it) => ('rowVersion' in it ? { ...it, rowVersion: it.rowVersion + 1 } : it));
    const key = keyOf(table);
    const rest = Object.values(columns).filter((it) => it.name !== key.name);
    const set = sql.join(
      rest.map((it) => sql`${sql.identifier(it.name)} = excluded.${sql.identifier(it.name)}`),
      sql`, `,
    );
    const fits = columns['rowVersion'] ? sql` where ${columns['rowVersion']} = excluded.row_version - 1` : sql``;
    const written = await this.#tx.execute(sql`
      insert into ${table} select * from ${rowsOf(table, next)}
      on conflict (${sql.identifier(key.name)}) do update set ${set}${fits} returning 1`);
    if (written.length < rows.length) throw stale(kind);
    for (const it of next) this.#record(kind, it, also?.(it as Kept<K>));
    return next as Kept<K>[];
  }

  /** Changes a row that still is as it was seen. @throws Problem `stale-version` where it is not */
  async change<K extends KindName>(kind: K, found: Base<K>, set: Set<K>, ...[also]: With<K>): Promise<Kept<K>> {
    const table = tableOf(kind, also);
    const { rowVersion } = columnsOf(table);
    const base: Values = { ...found };
    const changed = await this.#tx
      .update(table)
      .set({ ...spanned(kind, set), ...raised(table) })
      .where(and(eq(keyOf(table), base['id'] ?? base['key']), rowVersion && eq(rowVersion, base['rowVersion'])))
      .returning();
    if (changed.length === 0) throw stale(kind);
    return this.#recordAll(kind, changed, also)[0] as Kept<K>;
  }

  /** Marks rows on the server's own account, whatever they say now. Their versions stay: it makes nobody's edit stale. */
  async mark<K extends KindName>(
    kind: K,
    where: SQL | undefined,
    set: Set<K>,
    ...[also]: K extends 'needDetail' ? With<K> : []
  ): Promise<Kept<K>[]> {
    const marked = await this.#tx.update(tableOf(kind, also)).set(spanned(kind, set)).where(where).returning();
    if (!Object.keys(set).some((column) => isVersioned(kind, column))) return marked as Kept<K>[];
    return this.#recordAll(kind, marked, also as Also<K> | undefined);
  }

  /**
   * Does what may be refused, in a savepoint.
   * @returns the refusal, once all of it is undone; else `null`, and its rows are recorded with these
   */
  async attempt(task: (tx: Tx, rows: Rows) => Promise<void>): Promise<Problem | null> {
    try {
      await this.#tx.transaction(async (tx) => {
        const inner = new Rows(tx);
        await task(handlersTx(tx), inner);
        this.versions = [...this.versions, ...inner.versions];
      });
      return null;
    } catch (error) {
      if (error instanceof Problem) return error;
      throw error;
    }
  }

  #recordAll<K extends KindName>(kind: K, written: readonly Values[], also?: Also<K>): Kept<K>[] {
    for (const it of written) this.#record(kind, it, also);
    return written as Kept<K>[];
  }

  #record<K extends KindName>(kind: K, written: Values, also?: Also<K>): void {
    const row = versionOf(kind, written, also);
    const { id } = row;
    const centreId = (row['centreId'] as string | undefined) ?? null;
    const version = { kind, id, compartment: compartmentOf(kind, row), centreId, row };
    this.versions = [...this.versions, { ...version, digest: versionDigest(version) }];
  }
}
