import { useState } from 'preact/hooks';
import { rowStatuses, type ImportPreview, type ImportRow, type RowStatus } from '../../../shared/imports.ts';
import { Callout } from '../../ui/notice.tsx';
import { type Column, DataTable } from '../../ui/table.tsx';
import { Tag, type TagTone } from '../../ui/tag.tsx';

export type Preview = ImportPreview;

const tones: Record<RowStatus, TagTone> = { new: 'info', changed: 'warn', unchanged: 'outline', wrong: 'alert' };
const words: Record<RowStatus, string> = { new: 'New', changed: 'Changed', unchanged: 'Unchanged', wrong: 'Wrong' };

function Why({ row }: { row: ImportRow }) {
  return (
    <ul class="import-why">
      {row.problems.map(({ field, words: why }) => (
        <li key={`${field} ${why}`} class="alert-text">
          {field && <strong>{field}: </strong>}
          {why}
        </li>
      ))}
      {row.changes.map(({ field, from, to }) => (
        <li key={field}>
          <strong>{field}</strong> <del class="quiet">{from || 'empty'}</del> → <ins class="semi">{to || 'empty'}</ins>
        </li>
      ))}
      {row.notes.map(({ field, words: why }) => (
        <li key={`note ${field} ${why}`}>
          <strong>{field}:</strong> {why}
        </li>
      ))}
    </ul>
  );
}

const columns: readonly Column<ImportRow>[] = [
  { key: 'row', head: 'Row', align: 'end', cell: (it) => it.row },
  { key: 'key', head: 'Which', cell: (it) => <span class="strong">{it.key || 'no key'}</span> },
  { key: 'status', head: 'Status', cell: (it) => <Tag tone={tones[it.status]}>{words[it.status]}</Tag> },
  { key: 'why', head: 'Why', cell: (it) => <Why row={it} /> },
];

const SHOWN = 200;

type Shown = RowStatus | 'noted' | null;
const shownAs: readonly Shown[] = [null, ...rowStatuses, 'noted'];

const isNoted = (it: ImportRow): boolean => it.notes.length > 0;
const isShown = (it: ImportRow, as: Shown): boolean => as === null || (as === 'noted' ? isNoted(it) : it.status === as);

const countOf = ({ rows }: Preview, as: Shown): number => rows.filter((it) => isShown(it, as)).length;
const titleOf = (as: Shown): string => (as === null ? 'All rows' : as === 'noted' ? 'To look at' : words[as]);

function Filters({ preview, status, onStatus }: { preview: Preview; status: Shown; onStatus: (it: Shown) => void }) {
  return (
    <fieldset class="import-filters">
      <legend class="visually-hidden">Show rows</legend>
      {shownAs.map((it) => (
        <button
          key={it ?? 'all'}
          type="button"
          class="import-filter"
          aria-pressed={status === it}
          onClick={() => onStatus(it)}
        >
          <span class="import-filter__count">{countOf(preview, it)}</span>
          {titleOf(it)}
        </button>
      ))}
    </fieldset>
  );
}

/** What has to be mended first; then what was read otherwise than it is written. */
const firstShown = (preview: Preview): Shown =>
  preview.counts.wrong > 0 ? 'wrong' : preview.rows.some(isNoted) ? 'noted' : null;

/** Every row of a file and what would become of it. */
export function ImportRows({ preview }: { preview: Preview }) {
  const [status, setStatus] = useState<Shown>(firstShown(preview));
  const rows = preview.rows.filter((it) => isShown(it, status));
  return (
    <>
      <Filters preview={preview} status={status} onStatus={setStatus} />
      {preview.removed.length > 0 && (
        <Callout tone="warn" icon="alert" title="The file leaves these out, and they will go">
          <p>{preview.removed.join(', ')}</p>
        </Callout>
      )}
      <div class="table-scroll import-rows">
        <DataTable
          caption="Rows of the file"
          columns={columns}
          rows={rows.slice(0, SHOWN)}
          rowKey={(it) => String(it.row)}
          empty={<p class="quiet inset">No rows are like that.</p>}
        />
      </div>
      {rows.length > SHOWN && (
        <p class="quiet">
          The first {SHOWN} of {rows.length} are shown.
        </p>
      )}
    </>
  );
}
