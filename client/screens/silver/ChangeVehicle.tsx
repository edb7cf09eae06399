import type { VehicleCounts } from '../../../shared/counts.ts';
import { changeVehicle } from '../../../shared/vehicles.ts';
import { FormDialog } from '../../forms/Form.tsx';
import { useForm } from '../../forms/useForm.ts';
import { toSend } from '../../forms/toSend.ts';
import { sentAs, timeFault, whenOf } from '../../forms/when.ts';
import { WhenField } from '../../forms/WhenField.tsx';
import { now, whenWords } from '../../session/now.ts';
import { operationId } from '../../session/session.ts';
import { Button } from '../../ui/button.tsx';

/** It runs late, or does not come. */
export function ChangeVehicle({ it, onClose }: { it: VehicleCounts; onClose: () => void }) {
  const about = { operationId: operationId.value ?? '', vehicleId: it.id };
  const form = useForm({
    version: it.rowVersion,
    // A change made meanwhile must be seen first, also by whoever calls it off.
    from: 'open',
    draft: () => ({ dueAt: whenOf(it.dueAt) }),
    faults: ({ dueAt }) => ({ dueAt: timeFault(dueAt, now.value, '07:58') }),
    sends: ({ dueAt }, baseVersion) =>
      toSend(changeVehicle, { ...about, baseVersion, dueAt: sentAs(dueAt, now.value) }),
    onDone: onClose,
  });
  const callOff = () =>
    form.submit(
      (_, baseVersion) => toSend(changeVehicle, { ...about, baseVersion, state: 'cancelled' }),
      () => ({}),
    );
  return (
    <FormDialog
      of={form}
      about={it.id}
      title={`Change ${it.label}`}
      action="Save time"
      more={
        <Button kind="warning" busy={form.busy} onClick={() => void callOff()}>
          Call it off
        </Button>
      }
      now={`due ${whenWords(it.dueAt)}`}
      onClose={onClose}
    >
      <WhenField
        {...form.field('dueAt', 'vehicle-due')}
        label="Due at"
        hint="24-hour time, such as 07:58"
        placeholder="07:58"
        width={5}
      />
    </FormDialog>
  );
}
