import type { ComponentChildren } from 'preact';
import { changeVehicle, type VehicleRow } from '../../../shared/vehicles.ts';
import { FormDialog } from '../../forms/Form.tsx';
import { NumberField } from '../../forms/NumberField.tsx';
import { toSend } from '../../forms/toSend.ts';
import { useForm } from '../../forms/useForm.ts';
import { sentAs, whenOf } from '../../forms/when.ts';
import { now } from '../../session/now.ts';
import { operationId } from '../../session/session.ts';
import { Button } from '../../ui/button.tsx';
import { type Option, SelectField } from '../../ui/select.tsx';
import { DueField, dueFault } from './DueField.tsx';

export interface Changing extends Pick<VehicleRow, 'id' | 'label' | 'rowVersion' | 'centreId' | 'dueAt'> {
  /** `null` for those who do not count heads. */
  people: number | null;
}

const useVehicle = (it: Changing, onClose: () => void) => {
  const about = { operationId: operationId.value ?? '', vehicleId: it.id };
  const form = useForm({
    version: it.rowVersion,
    // A change made meanwhile must be seen first, also by whoever calls it off.
    from: 'open',
    draft: () => ({ people: it.people, dueAt: whenOf(it.dueAt), centreId: it.centreId }),
    faults: ({ people, dueAt }) => ({
      people: people === null && it.people !== null && 'Enter how many are on board',
      dueAt: dueFault(dueAt),
    }),
    sends: ({ people, dueAt, centreId }, baseVersion) =>
      toSend(changeVehicle, {
        ...about,
        baseVersion,
        dueAt: sentAs(dueAt, now.value),
        people: people ?? undefined,
        centreId: centreId === it.centreId ? undefined : centreId,
      }),
    onDone: onClose,
  });
  const callOff = () =>
    form.submit(
      (_, baseVersion) => toSend(changeVehicle, { ...about, baseVersion, state: 'cancelled' }),
      () => ({}),
    );
  return { form, callOff };
};

interface ChangeProps {
  it: Changing;
  /** Where it may go instead. */
  goals?: readonly Option[];
  /** How things stand, for a change that came too late. */
  stands: ComponentChildren;
  onClose: () => void;
}

/** A vehicle that has not come yet: it runs late, carries others, goes elsewhere, or does not come at all. */
export function ChangeVehicle({ it, goals = [], stands, onClose }: ChangeProps) {
  const { form, callOff } = useVehicle(it, onClose);
  return (
    <FormDialog
      of={form}
      about={it.id}
      title={`Change ${it.label}`}
      action="Save"
      more={
        <Button kind="warning" busy={form.busy} onClick={() => void callOff()}>
          Call it off
        </Button>
      }
      now={stands}
      onClose={onClose}
    >
      {it.people !== null && (
        <NumberField {...form.field('people', 'vehicle-people')} label="People on board" min={0} max={200} width={5} />
      )}
      <DueField {...form.field('dueAt', 'vehicle-due')} />
      {goals.length > 1 && <SelectField {...form.field('centreId', 'vehicle-to')} label="Going to" options={goals} />}
    </FormDialog>
  );
}
