import type { ComponentChildren } from 'preact';
import { classes } from './classes.ts';

export interface Column<Row> {
  key: string;
  head: ComponentChildren;
  cell: (row: Row) => ComponentChildren;
  align?: 'start' | 'end' | 'centre';
  /** The direction the table is sorted in by this column now. */
  sorted?: 'ascending' | 'descending';
  /** Makes the heading a button. */
  onSort?: () => void;
  /** Left out where there is no room. */
  leaves?: 'phone' | 'portrait' | 'narrow';
}

export interface DataTableProps<Row> {
  caption: string;
  showCaption?: boolean;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  selected?: string | null;
  /** Pressing the first cell opens the row; the whole row answers a mouse. */
  onOpen?: (row: Row) => void;
  rowClass?: (row: Row) => string | undefined;
  empty?: ComponentChildren;
}

function cellClass<Row>({ align, leaves }: Column<Row>): string {
  return classes(align && `is-${align}`, leaves && `off-${leaves}`);
}

function Head<Row>({ column }: { column: Column<Row> }) {
  return (
    <th scope="col" class={cellClass(column)} aria-sort={column.sorted}>
      {column.onSort ? (
        <button type="button" class="table__sort" onClick={column.onSort}>
          {column.head}
        </button>
      ) : (
        column.head
      )}
    </th>
  );
}

function BodyRow<Row>({ row, table }: { row: Row; table: DataTableProps<Row> }) {
  const { columns, rowKey, selected, onOpen, rowClass } = table;
  const chosen = selected === rowKey(row);
  const [first, ...rest] = columns;
  if (!first) return null;
  return (
    <tr
      class={classes(chosen && 'is-selected', onOpen && 'is-openable', rowClass?.(row))}
      onClick={onOpen && (() => onOpen(row))}
    >
      <th scope="row" class={cellClass(first)}>
        {onOpen ? (
          <button type="button" class="table__open" aria-current={chosen ? 'true' : undefined}>
            {first.cell(row)}
          </button>
        ) : (
          first.cell(row)
        )}
      </th>
      {rest.map((column) => (
        <td key={column.key} class={cellClass(column)}>
          {column.cell(row)}
        </td>
      ))}
    </tr>
  );
}

export function DataTable<Row>(table: DataTableProps<Row>) {
  const { caption, showCaption, columns, rows, rowKey, empty } = table;
  if (rows.length === 0 && empty !== undefined) return <>{empty}</>;
  return (
    <table class="table">
      <caption class={showCaption ? 'table__caption' : 'visually-hidden'}>{caption}</caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <Head key={column.key} column={column} />
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <BodyRow key={rowKey(row)} row={row} table={table} />
        ))}
      </tbody>
    </table>
  );
}
