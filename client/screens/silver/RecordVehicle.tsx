import { useState } from 'preact/hooks';
import { readGridSquare } from '../../../shared/grid.ts';
import { recordVehicle, vehicleKinds } from '../../../shared/operations.ts';
import { Refusal } from '../../forms/Refusal.tsx';
import { errorAt, useSend } from '../../forms/useSend.ts';
import { vehicleKindWords } from '../../parts/vehicles/vehicles.ts';
import { now } from '../../session/now.ts';
import { operationId } from '../../session/session.ts';
import { newId } from '../../data/ids.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { NumberField, SelectField, TextField } from '../../ui/fields.tsx';
import { momentOf } from './dueTime.ts';
import { centres } from './model.ts';

type Draft = { label: string; kind: string; to: string; from: string; people: number | null; due: string };

const faults = (draft: Draft): { id: string; text: string }[] => [
  ...(draft.label.trim() ? [] : [{ id: 'vehicle-label', text: 'Enter what it is called, such as Coach 2' }]),
  ...(draft.to ? [] : [{ id: 'vehicle-to', text: 'Choose the centre it goes to' }]),
  ...(draft.people === null || draft.people < 0 || draft.people > 200
    ? [{ id: 'vehicle-people', text: 'Enter how many are on board, up to 200' }]
    : []),
  ...(draft.from.trim() === '' || readGridSquare(draft.from)
    ? []
    : [{ id: 'vehicle-from', text: 'Enter a grid square such as SK 54' }]),
  ...(momentOf(draft.due, now.value) ? [] : [{ id: 'vehicle-due', text: 'Enter a time such as 07:58' }]),
];

const argsOf = (draft: Draft) => ({
  operationId: operationId.value ?? '',
  vehicleId: newId(),
  centreId: draft.to,
  label: draft.label,
  kind: draft.kind as (typeof vehicleKinds)[number],
  ...(draft.from.trim() ? { fromSquare: readGridSquare(draft.from) ?? draft.from } : {}),
  people: draft.people ?? 0,
  dueAt: momentOf(draft.due, now.value)?.toISOString() ?? '',
});

/** A vehicle set off: from which square, how many, when due. Never an address. */
export function RecordVehicle({ onClose }: { onClose: () => void }) {
  const open = centres.value;
  const [draft, setDraft] = useState<Draft>({
    label: '',
    kind: 'coach',
    to: open.length === 1 ? (open[0]?.id ?? '') : '',
    from: '',
    people: null,
    due: '',
  });
  const [tried, setTried] = useState(false);
  const { send, busy, refused } = useSend();
  const wrong = tried ? faults(draft) : [];
  const fault = (id: string, field: string) => {
    const error = wrong.find((it) => it.id === id)?.text ?? errorAt(refused, field);
    return error ? { error } : {};
  };
  const put = (part: Partial<Draft>) => setDraft({ ...draft, ...part });
  const save = async () => {
    setTried(true);
    if (faults(draft).length > 0) return;
    if ((await send(recordVehicle, argsOf(draft))) !== null) onClose();
  };
  const foot = (
    <>
      <Button busy={busy} onClick={() => void save()}>
        Record vehicle
      </Button>
      <Button kind="secondary" onClick={onClose}>
        Cancel
      </Button>
    </>
  );
  return (
    <Dialog about={null} open title="Record a vehicle on its way" onClose={onClose} foot={foot}>
      {wrong.length > 0 && <ErrorSummary errors={wrong} />}
      <Refusal refused={refused} />
      <TextField
        id="vehicle-label"
        label="What it is called"
        hint="Such as Coach 2. No names of people"
        value={draft.label}
        maxLength={60}
        onInput={(label) => put({ label })}
        {...fault('vehicle-label', 'label')}
      />
      <SelectField
        id="vehicle-kind"
        label="Kind"
        value={draft.kind}
        onInput={(kind) => put({ kind })}
        options={vehicleKinds.map((value) => ({ value, label: vehicleKindWords[value] }))}
      />
      <SelectField
        id="vehicle-to"
        label="Going to"
        value={draft.to}
        onInput={(to) => put({ to })}
        placeholder="Choose a centre"
        options={open.map((it) => ({ value: it.id, label: `Centre ${it.name}, ${it.district}` }))}
        {...fault('vehicle-to', 'centreId')}
      />
      <TextField
        id="vehicle-from"
        label="From grid square"
        hint="Ten kilometres, such as SK 54. Never an address"
        optional
        width={10}
        value={draft.from}
        onInput={(from) => put({ from })}
        {...fault('vehicle-from', 'fromSquare')}
      />
      <NumberField
        id="vehicle-people"
        label="People on board"
        width={5}
        value={draft.people}
        onInput={(people) => put({ people })}
        {...fault('vehicle-people', 'people')}
      />
      <TextField
        id="vehicle-due"
        label="Due at"
        hint="24-hour time, such as 07:58"
        width={5}
        value={draft.due}
        onInput={(due) => put({ due })}
        {...fault('vehicle-due', 'dueAt')}
      />
    </Dialog>
  );
}
