import { capacityColumns, partnerColumns } from '../../../shared/partners/csv.ts';
import type { ImportPreview } from '../../../shared/imports.ts';
import { planColumns } from '../../../shared/plans/csv.ts';
import { venueTemplateColumns } from '../../../shared/venues/csv.ts';

export type ImportKind = ImportPreview['kind'];

const columnsOf: Record<ImportKind, readonly string[]> = {
  venues: venueTemplateColumns,
  partners: partnerColumns,
  capacities: capacityColumns,
  plan: planColumns,
};

/** A file with the headings of a register and no rows, as spreadsheets open it as UTF-8. */
export const templateOf = (kind: ImportKind): string => `\uFEFF${columnsOf[kind].join(',')}\r\n`;
