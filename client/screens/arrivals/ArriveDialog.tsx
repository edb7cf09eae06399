import { arriveVehicle, type VehicleRow } from '../../../shared/vehicles.ts';
import { byId } from '../../data/store.ts';
import { FormDialog } from '../../forms/Form.tsx';
import { useForm } from '../../forms/useForm.ts';
import { toSend } from '../../forms/toSend.ts';
import { operationId } from '../../session/session.ts';
import { Stepper } from '../../ui/stepper.tsx';

/** Records that a vehicle came, with the heads counted at its door. */
export function ArriveDialog({ vehicle, onClose }: { vehicle: VehicleRow; onClose: () => void }) {
  const live = byId.vehicle.value.get(vehicle.id) ?? vehicle;
  const where = { operationId: operationId.value ?? '', vehicleId: vehicle.id };
  const form = useForm({
    version: live.rowVersion,
    draft: () => ({ people: live.arrivedPeople ?? live.people }),
    sends: ({ people }, baseVersion) => toSend(arriveVehicle, { ...where, baseVersion, people }),
    onDone: onClose,
  });
  return (
    <FormDialog
      of={form}
      about={vehicle.id}
      title={vehicle.state === 'arrived' ? `Count ${vehicle.label} again` : `${vehicle.label} is here`}
      action={`${form.draft.people} got out`}
      now={`${live.label}, ${live.arrivedPeople ?? live.people} people`}
      onClose={onClose}
    >
      <Stepper
        {...form.field('people', 'arrive-heads')}
        label="Count heads as they get out"
        hint={`${live.people} were said to be on board`}
        noun="people"
        max={200}
      />
    </FormDialog>
  );
}
