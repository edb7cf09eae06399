import { useRef, useState } from 'preact/hooks';
import { arriveVehicle, type VehicleRow } from '../../../shared/operations.ts';
import { Refusal } from '../../forms/Refusal.tsx';
import { useSend } from '../../forms/useSend.ts';
import { operationId } from '../../session/session.ts';
import { byId } from '../../data/store.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Stepper } from '../../ui/fields.tsx';

/** Records that a vehicle came, with the heads counted at its door. */
export function ArriveDialog({ vehicle, onClose }: { vehicle: VehicleRow; onClose: () => void }) {
  const { send, busy, refused } = useSend();
  const [heads, setHeads] = useState(vehicle.arrivedPeople ?? vehicle.people);
  const live = byId.vehicle.value.get(vehicle.id) ?? vehicle;
  const base = useRef(vehicle.rowVersion);
  const again = vehicle.state === 'arrived';
  const save = async () => {
    if (refused?.problem?.type === '/problems/stale-version') base.current = live.rowVersion;
    const where = { operationId: operationId.value ?? '', vehicleId: vehicle.id };
    if ((await send(arriveVehicle, { ...where, baseVersion: base.current, people: heads })) !== null) onClose();
  };
  return (
    <Dialog
      about={vehicle.id}
      open
      title={again ? `Count ${vehicle.label} again` : `${vehicle.label} is here`}
      onClose={onClose}
      foot={
        <>
          <Button busy={busy} onClick={() => void save()}>
            {heads} got out
          </Button>
          <Button kind="secondary" onClick={onClose}>
            Not now
          </Button>
        </>
      }
    >
      <Refusal refused={refused} now={`${live.label}, ${live.arrivedPeople ?? live.people} people`} />
      <Stepper
        id="arrive-heads"
        label="Count heads as they get out"
        hint={`${vehicle.people} were said to be on board`}
        noun="people"
        max={200}
        value={heads}
        onInput={setHeads}
      />
    </Dialog>
  );
}
