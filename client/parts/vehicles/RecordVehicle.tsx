import { readGridSquare } from '../../../shared/grid.ts';
import { recordVehicle, vehicleKinds } from '../../../shared/vehicles.ts';
import { newId } from '../../data/ids.ts';
import { FormDialog } from '../../forms/Form.tsx';
import { NumberField } from '../../forms/NumberField.tsx';
import { useForm } from '../../forms/useForm.ts';
import { toSend } from '../../forms/toSend.ts';
import { sentAs, whenOf } from '../../forms/when.ts';
import { now } from '../../session/now.ts';
import { operationId } from '../../session/session.ts';
import { TextField } from '../../ui/fields.tsx';
import { type Option, SelectField } from '../../ui/select.tsx';
import { DueField, dueFault } from './DueField.tsx';
import { vehicleKindWords } from './vehicles.ts';

const draftFor = (goals: readonly Option[]) => ({
  label: '',
  kind: 'coach' as (typeof vehicleKinds)[number],
  centreId: (goals.length === 1 && goals[0]?.value) || '',
  fromSquare: '',
  people: null as number | null,
  dueAt: whenOf(null),
});
type Draft = ReturnType<typeof draftFor>;

const faultsOf = ({ label, centreId, people, fromSquare, dueAt }: Draft) => ({
  label: label.trim() === '' && 'Enter what it is called, such as Coach 2',
  centreId: centreId === '' && 'Choose the centre it goes to',
  people: (people === null || people < 0 || people > 200) && 'Enter how many are on board, up to 200',
  fromSquare: fromSquare.trim() !== '' && !readGridSquare(fromSquare) && 'Enter a grid square such as SK 54',
  dueAt: dueFault(dueAt),
});

const saysOf = ({ fromSquare, people, dueAt, ...draft }: Draft) => {
  const square = readGridSquare(fromSquare);
  return toSend(recordVehicle, {
    operationId: operationId.value ?? '',
    vehicleId: newId(),
    ...draft,
    ...(square ? { fromSquare: square } : {}),
    people: people ?? 0,
    dueAt: sentAs(dueAt, now.value),
  });
};

/** A vehicle set off: from which square, how many, when due, and to which of the centres it may go to. Never an address. */
export function RecordVehicle({ goals, onClose }: { goals: readonly Option[]; onClose: () => void }) {
  const form = useForm({ draft: () => draftFor(goals), faults: faultsOf, sends: saysOf, onDone: onClose });
  return (
    <FormDialog of={form} about={null} title="Record a vehicle on its way" action="Record vehicle" onClose={onClose}>
      <TextField
        {...form.field('label', 'vehicle-label')}
        label="What it is called"
        hint="Such as Coach 2. No names of people"
        maxLength={60}
      />
      <SelectField
        {...form.field('kind', 'vehicle-kind')}
        label="Kind"
        options={vehicleKinds.map((value) => ({ value, label: vehicleKindWords[value] }))}
      />
      {goals.length > 1 && (
        <SelectField
          {...form.field('centreId', 'vehicle-to')}
          label="Going to"
          placeholder="Choose a centre"
          options={goals}
        />
      )}
      <TextField
        {...form.field('fromSquare', 'vehicle-from')}
        label="From grid square"
        hint="Ten kilometres, such as SK 54. Never an address"
        optional
        width={10}
      />
      <NumberField {...form.field('people', 'vehicle-people')} label="People on board" width={5} />
      <DueField {...form.field('dueAt', 'vehicle-due')} />
    </FormDialog>
  );
}
