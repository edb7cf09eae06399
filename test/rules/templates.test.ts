import { expect, test } from 'vitest';
import { templateOf } from '../../client/parts/imports/templates.ts';
import { parseCsv } from '../../server/imports/rows.ts';
import { registers } from '../../server/imports/compare.ts';
import { checkColumns } from '../../shared/csv.ts';
import { importKinds } from '../../shared/imports.ts';

test.each(importKinds)('the empty file for %s has the columns that its import asks for, and no others', (kind) => {
  const filled = `${templateOf(kind)}V-900\r\n`;
  const read = parseCsv(new TextEncoder().encode(filled));
  expect(read).toMatchObject({ ok: true, csv: { rows: [{ row: 2 }] } });
  const { required, optional } = registers[kind].csv;
  expect(read.ok && checkColumns(read.csv.columns, required, optional)).toEqual([]);
});
