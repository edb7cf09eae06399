import type { CellReader } from '../cells.ts';
import { previewRows, type Csv, type CsvRegister, type PreviewRow, type Registered } from '../csv.ts';
import { unknownPartner } from '../partners/csv.ts';
import { planRow, type PlanRow, type Scaling } from './contract.ts';

export const planColumns = ['role', 'partner', 'small', 'medium', 'large', 'scales_with'] as const;

export const planRowKey = ({ role, partner }: Pick<PlanRow, 'role' | 'partner'>): string => `${role}/${partner}`;

/** `people/5`, `per_language people/8`, `on_site_if_any_child`, or empty. Undefined where it is none of them. */
export function readScaling(text: string): Scaling | null | undefined {
  const cell = text.trim();
  if (cell === '') return null;
  if (cell === 'on_site_if_any_child') return { kind: 'on_site_if_any_child' };
  const [, language, per] = /^(per_language )?people\/(\d{1,4})$/.exec(cell) ?? [];
  if (per === undefined) return undefined;
  return { kind: language === undefined ? 'people' : 'per_language', per: Number(per) };
}

export function writeScaling(scaling: Scaling | null): string {
  if (scaling === null) return '';
  if (scaling.kind === 'on_site_if_any_child') return scaling.kind;
  return `${scaling.kind === 'per_language' ? 'per_language ' : ''}people/${scaling.per}`;
}

function scalesWith(reader: CellReader): Scaling | null | undefined {
  const scaling = readScaling(reader.text('scales_with'));
  if (scaling !== undefined) return scaling;
  return reader.wrong('scales_with', 'Use people/5, per_language people/8, on_site_if_any_child, or leave it empty');
}

export const planCsv: CsvRegister<PlanRow> = {
  required: planColumns,
  optional: [],
  keyOf: (cells) => planRowKey({ role: cells['role'] ?? '', partner: cells['partner'] ?? '' }),
  read: (reader) => ({
    role: reader.text('role'),
    partner: reader.text('partner'),
    small: reader.number('small'),
    medium: reader.number('medium'),
    large: reader.number('large'),
    scalesWith: scalesWith(reader),
  }),
  schema: planRow,
  columnOf: ([field]) => (field === 'scalesWith' ? 'scales_with' : String(field ?? '')),
  write: (row) => ({
    role: row.role,
    partner: row.partner,
    small: String(row.small),
    medium: String(row.medium),
    large: String(row.large),
    scales_with: writeScaling(row.scalesWith),
  }),
};

/** A file is the whole plan: rows of the plan that it leaves out are named in `removed` and go with the import. */
export function planRowsFromCsv(
  csv: Csv,
  plan: { rows: readonly PlanRow[]; rowVersion: number } | null,
  partners: ReadonlySet<string>,
): { rows: PreviewRow<PlanRow>[]; removed: string[] } {
  const existing = new Map<string, Registered<PlanRow>>(
    (plan?.rows ?? []).map((row) => [
      planRowKey(row),
      { details: row, rowVersion: plan?.rowVersion ?? 1, archived: false },
    ]),
  );
  const rows = previewRows(csv, planCsv, existing, ({ partner }) => ({ problems: unknownPartner(partner, partners) }));
  const kept = new Set(rows.map(({ key }) => key));
  return { rows, removed: [...existing.keys()].filter((key) => !kept.has(key)) };
}
