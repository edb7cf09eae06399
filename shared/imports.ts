import { z } from 'zod';
import { count, instant, uuid } from './primitives.ts';

/** Upload limits of `POST /api/<register>/import/preview` (body `text/csv` or multipart). */
export const importLimits = { bytes: 8 * 1024 * 1024, rows: 5_000, previewMinutes: 60 } as const;

export const importKinds = ['venues', 'partners', 'capacities', 'plan'] as const;
export const rowStatuses = ['new', 'changed', 'unchanged', 'wrong'] as const;
export type RowStatus = (typeof rowStatuses)[number];

const cellProblem = z.object({ field: z.string(), words: z.string() });
const cellChange = z.object({ field: z.string(), from: z.string(), to: z.string() });

/** `row` is the line of the file as a spreadsheet numbers it: the heading is row 1. */
export const importRow = z.object({
  row: z.int(),
  key: z.string(),
  status: z.enum(rowStatuses),
  changes: z.array(cellChange),
  problems: z.array(cellProblem),
  notes: z.array(cellProblem),
});
export type ImportRow = z.infer<typeof importRow>;
export type CellProblem = z.infer<typeof cellProblem>;

/** What the server answers to an upload and keeps, with the parsed rows and the versions they were compared with. */
export const importPreview = z.object({
  previewId: uuid,
  kind: z.enum(importKinds),
  createdAt: instant,
  expiresAt: instant,
  counts: z.object({ new: count(), changed: count(), unchanged: count(), wrong: count() }),
  /** Problems of the whole file, such as a missing column. Such a preview cannot be confirmed. */
  problems: z.array(cellProblem),
  /** What the register has and the file leaves out, so that it goes; of the role plan alone. */
  removed: z.array(z.string()),
  rows: z.array(importRow),
});
export type ImportPreview = z.infer<typeof importPreview>;

/**
 * Confirms exactly what was previewed. Refused as stale when a row changed since, and as invalid
 * when rows are wrong unless `leaveOutWrong` is given. All or nothing.
 */
export const importConfirm = z.strictObject({ previewId: uuid, leaveOutWrong: z.boolean().default(false) });

export const importDone = z.object({ created: count(), changed: count(), unchanged: count() });

/** Rows counted by status. */
export function countStatuses(rows: { status: RowStatus }[]): Record<RowStatus, number> {
  const counts = { new: 0, changed: 0, unchanged: 0, wrong: 0 };
  for (const row of rows) counts[row.status] += 1;
  return counts;
}
