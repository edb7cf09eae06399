import './import.scss';
import { useRef, useState } from 'preact/hooks';
import type { Files } from '../../../shared/routes/all.ts';
import { ApiProblem, sendFile } from '../../data/api.ts';
import { LinkButton } from '../../ui/button.tsx';
import { Callout } from '../../ui/notice.tsx';
import { ImportConfirm, type ImportContract } from './ImportConfirm.tsx';
import { ImportRows, type Preview } from './ImportRows.tsx';
import { Template } from './Template.tsx';
import type { ImportKind } from './templates.ts';

export interface ImportFileProps {
  kind: ImportKind;
  /** Where the file goes to be compared. */
  path: keyof Files;
  contract: ImportContract;
  /** The columns to have, in words. */
  hint: string;
  onDone?: () => void;
}

/** A file, what it would change row by row, and only then the change. */
export function ImportFile({ kind, path, contract, hint, onDone }: ImportFileProps) {
  const [preview, setPreview] = useState<Preview | null>(null);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [busy, setBusy] = useState(false);
  const [message, setMessage] = useState<string | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const upload = async (file: File | undefined) => {
    if (!file) return;
    setBusy(true);
    setProblem(null);
    setMessage(null);
    try {
      setPreview(await sendFile(path, file));
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
        <ImportRows preview={preview} />
        <ImportConfirm
          preview={preview}
          contract={contract}
          onAgain={() => setPreview(null)}
          onDone={(words) => {
            setPreview(null);
            setMessage(words);
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
      {message && (
        <Callout tone="ok" icon="check" title="Written">
          <output>{message}</output>
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
      <p>
        <Template of={kind} />
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
