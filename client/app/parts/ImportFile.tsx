import './import.scss';
import { useRef, useState } from 'preact/hooks';
import type { Contract } from '../../../shared/contract.ts';
import {
  rowStatuses,
  type ImportPreview,
  type ImportRow,
  type importConfirm,
  type importDone,
  type RowStatus,
} from '../../../shared/imports.ts';
import { ApiProblem, sendFile } from '../../data/api.ts';
import { Button, LinkButton } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/choices.tsx';
import { Callout } from '../../ui/panel.tsx';
import { type Column, DataTable } from '../../ui/table.tsx';
import { Tag, type TagTone } from '../../ui/tag.tsx';
import { Refusal } from './Refusal.tsx';
import { useSend } from './useSend.ts';

type Preview = ImportPreview & { removed?: string[] };
export type ImportContract = Contract<string, typeof importConfirm, typeof importDone>;

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
          <strong>{field}</strong> <del>{from || 'empty'}</del> → <ins>{to || 'empty'}</ins>
        </li>
      ))}
      {row.notes.map(({ field, words: why }) => (
        <li key={`note ${field}`} class="quiet">
          {field}: {why}
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

function Filters({
  preview,
  status,
  onStatus,
}: {
  preview: Preview;
  status: RowStatus | null;
  onStatus: (it: RowStatus | null) => void;
}) {
  const all = preview.rows.length;
  return (
    <fieldset class="import-filters">
      <legend class="visually-hidden">Show rows</legend>
      {[null, ...rowStatuses].map((it) => (
        <button
          key={it ?? 'all'}
          type="button"
          class="import-filter"
          aria-pressed={status === it}
          onClick={() => onStatus(it)}
        >
          <span class="import-filter__count">{it === null ? all : preview.counts[it]}</span>
          {it === null ? 'All rows' : words[it]}
        </button>
      ))}
    </fieldset>
  );
}

function Rows({ preview }: { preview: Preview }) {
  const [status, setStatus] = useState<RowStatus | null>(preview.counts.wrong > 0 ? 'wrong' : null);
  const rows = preview.rows.filter((it) => status === null || it.status === status);
  return (
    <>
      <Filters preview={preview} status={status} onStatus={setStatus} />
      {preview.removed && preview.removed.length > 0 && (
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
          empty={<p class="quiet import-none">No rows are like that.</p>}
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

/** What confirming would do, as its button says it. */
const confirmWords = ({ counts, removed = [] }: Preview, leaveOut: boolean): string => {
  const writes = counts.new + counts.changed + removed.length;
  if (writes === 0) return 'Nothing to write';
  return `Write ${writes} ${writes === 1 ? 'row' : 'rows'}${leaveOut && counts.wrong > 0 ? `, leave ${counts.wrong} out` : ''}`;
};

interface ConfirmProps {
  preview: Preview;
  contract: ImportContract;
  onAgain: () => void;
  onDone: (said: string) => void;
}

function Confirm({ preview, contract, onAgain, onDone }: ConfirmProps) {
  const [leaveOut, setLeaveOut] = useState(false);
  const { send, busy, refused } = useSend();
  const { wrong } = preview.counts;
  const nothing = preview.counts.new + preview.counts.changed + (preview.removed?.length ?? 0) === 0;
  const confirm = async () => {
    const done = await send(contract, { previewId: preview.previewId, leaveOutWrong: leaveOut });
    if (done === null) return;
    onDone(
      done === 'saved'
        ? 'Saved. It will be written when there is a signal.'
        : `${done.created} added, ${done.changed} changed, ${done.unchanged} as they were.`,
    );
  };
  return (
    <div class="import-confirm">
      <Refusal refused={refused} />
      {wrong > 0 && (
        <Checkbox
          id="import-leave-out"
          label={`Leave the ${wrong === 1 ? 'wrong row' : `${wrong} wrong rows`} out and write the rest`}
          checked={leaveOut}
          onChange={setLeaveOut}
        />
      )}
      <div class="row wrap">
        <Button busy={busy} disabled={nothing || (wrong > 0 && !leaveOut)} onClick={() => void confirm()}>
          {confirmWords(preview, leaveOut)}
        </Button>
        <Button kind="secondary" onClick={onAgain}>
          Choose another file
        </Button>
        <span class="quiet">Nothing has been written yet.</span>
      </div>
    </div>
  );
}

export interface ImportFileProps {
  /** Where the file goes to be compared. */
  path: string;
  contract: ImportContract;
  /** The columns to have, in words. */
  hint: string;
  onDone?: () => void;
}

/** A file, what it would change row by row, and only then the change. */
export function ImportFile({ path, contract, hint, onDone }: ImportFileProps) {
  const [preview, setPreview] = useState<Preview | null>(null);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState<string | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const upload = async (file: File | undefined) => {
    if (!file) return;
    setBusy(true);
    setProblem(null);
    setSaid(null);
    try {
      setPreview(await sendFile<Preview>(path, file));
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      setProblem(error);
    }
    setBusy(false);
    if (input.current) input.current.value = '';
  };
  if (preview)
    return (
      <>
        <Rows preview={preview} />
        <Confirm
          preview={preview}
          contract={contract}
          onAgain={() => setPreview(null)}
          onDone={(words_) => {
            setPreview(null);
            setSaid(words_);
            onDone?.();
          }}
        />
      </>
    );
  return (
    <div
      class="import-drop"
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        void upload(event.dataTransfer?.files[0]);
      }}
    >
      {said && (
        <Callout tone="ok" icon="check" title="Written">
          <output>{said}</output>
        </Callout>
      )}
      {problem && <FileProblem problem={problem} />}
      <label class="field__label">
        CSV file
        <input
          ref={input}
          class="govuk-file-upload"
          type="file"
          accept=".csv,text/csv"
          disabled={busy}
          aria-describedby="import-hint"
          onChange={(event) => void upload(event.currentTarget.files?.[0])}
        />
      </label>
      <p id="import-hint" class="field__hint">
        {hint}
      </p>
      <p class="quiet">
        {busy
          ? 'Reading the file…'
          : 'Up to 5,000 rows and 8 MB. You see what would change before anything is written.'}
      </p>
    </div>
  );
}

function FileProblem({ problem }: { problem: ApiProblem }) {
  const [all, setAll] = useState(false);
  const errors = problem.body.errors ?? [];
  return (
    <Callout tone="alert" icon="alert" title="This file cannot be read">
      <div role="alert">
        {errors.length === 0 && <p>{problem.body.detail ?? problem.body.title}</p>}
        <ul>
          {errors.slice(0, all ? 50 : 6).map(({ pointer, detail }) => (
            <li key={pointer + detail}>{detail}</li>
          ))}
        </ul>
        {!all && errors.length > 6 && <LinkButton onClick={() => setAll(true)}>Show all {errors.length}</LinkButton>}
      </div>
    </Callout>
  );
}
