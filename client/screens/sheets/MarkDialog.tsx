import { useState } from 'preact/hooks';
import { type SheetReport, type SheetWhy, spoilNumber, unspoilNumber } from '../../../shared/sheets.ts';
import { Refusal } from '../../forms/Refusal.tsx';
import { useSend } from '../../forms/useSend.ts';
import { Button } from '../../ui/button.tsx';
import { Radios } from '../../ui/choices.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/fields.tsx';
import { clockTime } from '../../ui/time.ts';
import { fateWords, numberWords } from './words.ts';

interface MarkProps {
  sheet: SheetReport;
  number: number;
  onClose: () => void;
  onDone: () => void;
}

const whys = [
  { value: 'spoilt', label: 'Spoilt', hint: 'Torn, wet, printed badly, or written on by mistake' },
  { value: 'missing', label: 'Missing', hint: 'Nobody can find it. If it turns up, take this back' },
];

/** Says of one number why it will not be given out, or takes that back. */
export function MarkDialog({ sheet, number, onClose, onDone }: MarkProps) {
  const { send, busy, refused } = useSend();
  const mark = sheet.marks.find((it) => it.number === number);
  const [why, setWhy] = useState<SheetWhy>(mark?.why ?? 'spoilt');
  const [note, setNote] = useState(mark?.note ?? '');
  const where = { operationId: sheet.operationId, centreId: sheet.centreId, sheetId: sheet.id, number };
  const finish = (got: unknown) => {
    if (got !== null) onDone();
  };
  const save = async () => finish(await send(spoilNumber, { ...where, why, ...(note.trim() ? { note } : {}) }));
  const takeBack = async () => finish(await send(unspoilNumber, where));
  const name = sheet.kind === 'forms' ? `form ${number}` : numberWords(sheet, number);
  return (
    <Dialog
      about={`${sheet.id} ${number}`}
      open
      title={`What became of ${name}?`}
      onClose={onClose}
      foot={
        <>
          <Button busy={busy} onClick={() => void save()}>
            Save
          </Button>
          {mark && (
            <Button kind="secondary" icon="undo" busy={busy} onClick={() => void takeBack()}>
              It is fine after all
            </Button>
          )}
          <Button kind="secondary" onClick={onClose}>
            Cancel
          </Button>
        </>
      }
    >
      <div class="stack-list">
        <Refusal refused={refused} />
        {mark && (
          <p class="quiet">
            {fateWords[mark.why]}, said {mark.by} at {clockTime(mark.at)}
          </p>
        )}
        <Radios
          id="mark-why"
          legend="Why will it not be used?"
          options={whys}
          value={why}
          onChange={(it) => setWhy(it as SheetWhy)}
        />
        <TextField id="mark-note" label="Note" optional value={note} maxLength={100} onInput={setNote} />
      </div>
    </Dialog>
  );
}
