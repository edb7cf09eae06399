import { and, desc, eq, lt, notInArray, or } from 'drizzle-orm';
import { importPreview } from '../../db/schema/venues.ts';
import { checkColumns, type Csv } from '../../shared/csv.ts';
import { countStatuses, importLimits, importRow, type CellProblem, type ImportPreview } from '../../shared/imports.ts';
import { Problem } from '../../shared/problems.ts';
import { parseCsv } from './rows.ts';
import type { Deps, Tx } from '../engine/deps.ts';
import { registers, type ImportKind } from './compare.ts';

/** The column that marks every row of a file written in an exercise. */
export const EXERCISE_COLUMN = 'exercise';

const refuseFile = (problems: readonly CellProblem[]): void => {
  if (problems.length === 0) return;
  const errors = problems.map(({ field, words }) => ({
    pointer: field === '' ? '/file' : `/file/${field}`,
    code: 'file',
    detail: words,
  }));
  throw new Problem('invalid-fields', { detail: problems[0]?.words ?? '', errors });
};

const readFileOf = (kind: ImportKind, bytes: Uint8Array, exercise: boolean): Csv => {
  const { required, optional } = registers[kind].csv;
  const parsed = parseCsv(bytes, { known: [...required, ...optional] });
  if (!parsed.ok) {
    refuseFile(parsed.problems);
    throw new Error('a file was refused without a reason');
  }
  const marked = parsed.csv.columns.includes(EXERCISE_COLUMN);
  if (marked && !exercise) {
    refuseFile([{ field: EXERCISE_COLUMN, words: 'This file was written in an exercise. Remove its first column' }]);
  }
  const csv = { ...parsed.csv, columns: parsed.csv.columns.filter((column) => column !== EXERCISE_COLUMN) };
  refuseFile(checkColumns(csv.columns, required, optional));
  return csv;
};

/** Nobody confirms one from before the last few they looked at. */
const KEPT_EACH = 10;

const forgetOld = async ({ db }: Deps, userId: string, now: Date): Promise<void> => {
  const newest = db
    .select({ id: importPreview.id })
    .from(importPreview)
    .where(eq(importPreview.madeBy, userId))
    .orderBy(desc(importPreview.madeAt), desc(importPreview.id))
    .limit(KEPT_EACH - 1);
  const passed = and(eq(importPreview.madeBy, userId), notInArray(importPreview.id, newest));
  await db.delete(importPreview).where(or(lt(importPreview.expiresAt, now), passed));
};

/** Compares a file with a register and keeps the comparison for an hour. The register stays as it was. */
export const makePreview = async (
  deps: Deps,
  kind: ImportKind,
  bytes: Uint8Array,
  userId: string,
): Promise<ImportPreview> => {
  const csv = readFileOf(kind, bytes, deps.exercise);
  const { rows, removed, baseVersion } = await registers[kind].compare(deps.db, csv);
  const madeAt = deps.clock.now();
  const expiresAt = new Date(madeAt.getTime() + importLimits.previewMinutes * 60_000);
  const previewId = deps.newId();
  await forgetOld(deps, userId, madeAt);
  await deps.db
    .insert(importPreview)
    .values({ id: previewId, kind, rows, removed, baseVersion, madeBy: userId, madeAt, expiresAt });
  return {
    previewId,
    kind,
    createdAt: madeAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
    counts: countStatuses(rows),
    problems: [],
    removed,
    rows: rows.map((row) => importRow.parse(row)),
  };
};

export type KeptPreview = typeof importPreview.$inferSelect;

/** A preview of one's own, unused and in time, locked. @throws Problem `not-found`, `link-expired` or `stale-version` */
export const claimPreview = async (tx: Tx, previewId: string, userId: string, now: Date): Promise<KeptPreview> => {
  const [kept] = await tx.select().from(importPreview).where(eq(importPreview.id, previewId)).for('update');
  if (!kept || kept.madeBy !== userId) throw new Problem('not-found');
  if (kept.usedAt) throw new Problem('not-in-this-state', { detail: 'This file has been imported already' });
  if (kept.expiresAt < now)
    throw new Problem('stale-version', { detail: 'This preview has ended. Upload the file again' });
  await tx.update(importPreview).set({ usedAt: now }).where(eq(importPreview.id, previewId));
  return kept;
};
