import { type SheetReport, type SheetWhy, spoilNumber, unspoilNumber } from '../../../shared/sheets.ts';
import { FormDialog } from '../../forms/Form.tsx';
import { useForm } from '../../forms/useForm.ts';
import { toSend } from '../../forms/toSend.ts';
import { Button } from '../../ui/button.tsx';
import { type Option, Radios } from '../../ui/choices.tsx';
import { TextField } from '../../ui/fields.tsx';
import { fateWords, numberWords } from './words.ts';
import { whenWords } from '../../session/now.ts';

interface MarkProps {
  sheet: SheetReport;
  number: number;
  onClose: () => void;
  onDone: () => void;
}

const whys: Option<SheetWhy>[] = [
  { value: 'spoilt', label: 'Spoilt', hint: 'Torn, wet, printed badly, or written on by mistake' },
  { value: 'missing', label: 'Missing', hint: 'Nobody can find it. If it turns up, take this back' },
];

/** Says of one number why it will not be given out, or takes that back. */
export function MarkDialog({ sheet, number, onClose, onDone }: MarkProps) {
  const mark = sheet.marks.find((it) => it.number === number);
  const where = { operationId: sheet.operationId, centreId: sheet.centreId, sheetId: sheet.id, number };
  const form = useForm({
    draft: () => ({ why: mark?.why ?? ('spoilt' as SheetWhy), note: mark?.note ?? '' }),
    sends: ({ why, note }) => toSend(spoilNumber, { ...where, why, ...(note.trim() ? { note } : {}) }),
    onDone,
  });
  const takeBack = () => form.submit(() => toSend(unspoilNumber, where));
  const name = sheet.kind === 'forms' ? `form ${number}` : numberWords(sheet, number);
  return (
    <FormDialog
      of={form}
      about={`${sheet.id} ${number}`}
      title={`What became of ${name}?`}
      action="Save"
      more={
        mark && (
          <Button kind="secondary" icon="undo" busy={form.busy} onClick={() => void takeBack()}>
            It is fine after all
          </Button>
        )
      }
      notNow="Cancel"
      onClose={onClose}
    >
      <div class="stack-list">
        {mark && (
          <p class="quiet">
            {fateWords[mark.why]}, said {mark.by} at {whenWords(mark.at)}
          </p>
        )}
        <Radios {...form.choice('why', 'mark-why')} legend="Why will it not be used?" options={whys} />
        <TextField {...form.field('note', 'mark-note')} label="Note" optional maxLength={100} />
      </div>
    </FormDialog>
  );
}
