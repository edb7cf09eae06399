import { readGridSquare } from '../../../shared/grid.ts';
import { changeVehicle, recordVehicle, vehicleKinds, type VehicleRow } from '../../../shared/vehicles.ts';
import { newId } from '../../data/ids.ts';
import { byId, rows } from '../../data/store.ts';
import { FormDialog } from '../../forms/Form.tsx';
import { NumberField } from '../../forms/NumberField.tsx';
import { useForm } from '../../forms/useForm.ts';
import { toSend } from '../../forms/toSend.ts';
import type { Form } from '../../forms/formType.ts';
import { sentAs, timeFault, whenOf } from '../../forms/when.ts';
import { WhenField } from '../../forms/WhenField.tsx';
import { vehicleKindWords, vehicleStateWords } from '../../parts/vehicles/vehicles.ts';
import { now, whenWords } from '../../session/now.ts';
import { can, centreId, operationId } from '../../session/session.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/fields.tsx';
import { SelectField } from '../../ui/select.tsx';

const kindOptions = vehicleKinds.map((it) => ({ value: it, label: vehicleKindWords[it] }));

const nowWords = (vehicle: VehicleRow | undefined): string =>
  vehicle
    ? `${vehicle.label}, ${vehicle.people} on board, ${vehicleStateWords[vehicle.state].toLowerCase()}, due ${whenWords(vehicle.dueAt)}`
    : 'no longer here';

const draftOf = (vehicle: VehicleRow | null) => ({
  label: vehicle?.label ?? '',
  kind: vehicle?.kind ?? ('coach' as VehicleRow['kind']),
  fromSquare: vehicle?.fromSquare ?? '',
  people: vehicle?.people ?? null,
  dueAt: whenOf(vehicle?.dueAt),
  centreId: vehicle?.centreId ?? centreId.value ?? '',
});
type Draft = ReturnType<typeof draftOf>;

const faultsOf = ({ label, people, dueAt, fromSquare }: Draft) => ({
  label: label.trim() === '' && 'Say what to call it, such as Coach 2',
  people: people === null && 'Enter how many are on board',
  dueAt: timeFault(dueAt, now.value, '07:58'),
  fromSquare: fromSquare.trim() !== '' && !readGridSquare(fromSquare) && 'Use a grid square such as SK 45',
});

const useVehicle = (vehicle: VehicleRow | null, onClose: () => void) => {
  const live = vehicle ? (byId.vehicle.value.get(vehicle.id) ?? vehicle) : null;
  const operation = operationId.value ?? '';
  const form = useForm({
    version: live?.rowVersion,
    draft: () => draftOf(live),
    faults: faultsOf,
    sends: ({ label, kind, fromSquare, centreId: to, ...draft }, baseVersion) => {
      const people = draft.people ?? 0;
      const args = { operationId: operation, centreId: to, people, dueAt: sentAs(draft.dueAt, now.value) };
      if (vehicle) return toSend(changeVehicle, { ...args, vehicleId: vehicle.id, baseVersion });
      const square = readGridSquare(fromSquare);
      const from = square ? { fromSquare: square } : {};
      return toSend(recordVehicle, { ...args, vehicleId: newId(), label, kind, ...from });
    },
    onDone: onClose,
  });
  const callOff = (vehicleId: string) =>
    form.submit(
      (_, baseVersion) => toSend(changeVehicle, { operationId: operation, vehicleId, baseVersion, state: 'cancelled' }),
      () => ({}),
    );
  return { form, callOff };
};

/** Records a vehicle on its way, or changes one that has not come yet. */
export function VehicleDialog({ vehicle, onClose }: { vehicle: VehicleRow | null; onClose: () => void }) {
  const { form, callOff } = useVehicle(vehicle, onClose);
  return (
    <FormDialog
      of={form}
      about={vehicle?.id ?? null}
      title={vehicle ? `Change ${vehicle.label}` : 'Record a vehicle'}
      action="Save"
      more={
        vehicle && (
          <Button kind="warning" busy={form.busy} onClick={() => void callOff(vehicle.id)}>
            Call it off
          </Button>
        )
      }
      now={vehicle && nowWords(byId.vehicle.value.get(vehicle.id))}
      onClose={onClose}
    >
      {!vehicle && (
        <div class="field-row">
          <TextField
            {...form.field('label', 'vehicle-label')}
            label="What to call it"
            placeholder="Coach 2"
            maxLength={60}
          />
          <SelectField {...form.field('kind', 'vehicle-kind')} label="Kind" options={kindOptions} />
        </div>
      )}
      <div class="field-row">
        <NumberField {...form.field('people', 'vehicle-people')} label="People on board" min={0} max={200} />
        <WhenField {...form.field('dueAt', 'vehicle-due')} label="Due at" placeholder="07:58" width={5} />
        {!vehicle && (
          <TextField
            {...form.field('fromSquare', 'vehicle-from')}
            label="From square"
            optional
            placeholder="SK 45"
            width={10}
          />
        )}
      </div>
      {vehicle && <ToCentre form={form} />}
    </FormDialog>
  );
}

function ToCentre({ form }: { form: Form<Draft> }) {
  const open = rows.centre.value.filter(
    (it) =>
      it.id === form.draft.centreId ||
      (it.state !== 'closed' && it.state !== 'cancelled' && can('vehicles.change', { centreId: it.id })),
  );
  if (open.length < 2) return null;
  return (
    <SelectField
      {...form.field('centreId', 'vehicle-to')}
      label="Goes to"
      options={open.map((it) => ({ value: it.id, label: `Centre ${it.name}` }))}
    />
  );
}
