import type { Contract } from '../../../shared/contract.ts';
import type { importConfirm, importDone } from '../../../shared/imports.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/choices.tsx';
import type { Preview } from './ImportRows.tsx';
import { Form } from '../../forms/Form.tsx';
import { useForm } from '../../forms/useForm.ts';
import { toSend } from '../../forms/toSend.ts';

export type ImportContract = Contract<string, typeof importConfirm, typeof importDone>;

/** What confirming would do, as its button says it. */
const confirmWords = ({ counts, removed }: Preview, leaveOut: boolean): string => {
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

/** Writes just what the preview shows, once it is wanted. */
export function ImportConfirm({ preview, contract, onAgain, onDone }: ConfirmProps) {
  const form = useForm({
    draft: () => ({ leaveOutWrong: false }),
    sends: (draft) => toSend(contract, { previewId: preview.previewId, ...draft }),
    onDone: (done) =>
      onDone(
        done === 'saved' || done === null
          ? 'Saved. It will be written when there is a signal.'
          : `${done.created} added, ${done.changed} changed, ${done.unchanged} as they were.`,
      ),
  });
  const { leaveOutWrong } = form.draft;
  const { wrong } = preview.counts;
  const nothing = preview.counts.new + preview.counts.changed + preview.removed.length === 0;
  return (
    <Form of={form} class="import-confirm">
      {wrong > 0 && (
        <Checkbox
          {...form.tick('leaveOutWrong', 'import-leave-out')}
          label={`Leave the ${wrong === 1 ? 'wrong row' : `${wrong} wrong rows`} out and write the rest`}
        />
      )}
      <div class="row wrap">
        <Button type="submit" busy={form.busy} disabled={nothing || (wrong > 0 && !leaveOutWrong)}>
          {confirmWords(preview, leaveOutWrong)}
        </Button>
        <Button kind="secondary" onClick={onAgain}>
          Choose another file
        </Button>
        <span class="quiet">Nothing has been written yet.</span>
      </div>
    </Form>
  );
}
