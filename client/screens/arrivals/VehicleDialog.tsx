import { useRef, useState } from 'preact/hooks';
import { readGridSquare } from '../../../shared/grid.ts';
import { changeVehicle, recordVehicle, vehicleKinds, type VehicleRow } from '../../../shared/operations.ts';
import { Refusal } from '../../forms/Refusal.tsx';
import { clockText, momentNear } from '../../forms/times.ts';
import { errorAt, type Refused, useSend } from '../../forms/useSend.ts';
import { vehicleKindWords, vehicleStateWords } from '../../parts/vehicles/vehicles.ts';
import { now } from '../../session/now.ts';
import { can, centreId, operationId } from '../../session/session.ts';
import { newId } from '../../data/ids.ts';
import { byId, rows } from '../../data/store.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { NumberField, SelectField, TextField } from '../../ui/fields.tsx';

interface Typed {
  label: string;
  kind: VehicleRow['kind'];
  from: string;
  people: number | null;
  due: string;
  centreId: string;
}

const kindOptions = vehicleKinds.map((it) => ({ value: it, label: vehicleKindWords[it] }));

const firstTyped = (vehicle: VehicleRow | null): Typed => ({
  label: vehicle?.label ?? '',
  kind: vehicle?.kind ?? 'coach',
  from: vehicle?.fromSquare ?? '',
  people: vehicle?.people ?? null,
  due: vehicle ? clockText(vehicle.dueAt) : '',
  centreId: vehicle?.centreId ?? centreId.value ?? '',
});

const nowWords = (vehicle: VehicleRow | undefined): string =>
  vehicle
    ? `${vehicle.label}, ${vehicle.people} on board, ${vehicleStateWords[vehicle.state].toLowerCase()}, due ${clockText(vehicle.dueAt)}`
    : 'no longer here';

type Faults = Partial<Record<'label' | 'people' | 'due' | 'from', string>>;
const faultsOf = (typed: Typed): Faults => ({
  ...(typed.label.trim() === '' ? { label: 'Say what to call it, such as Coach 2' } : {}),
  ...(typed.people === null ? { people: 'Enter how many are on board' } : {}),
  ...(momentNear(typed.due, now.value.getTime()) ? {} : { due: 'Enter a time such as 07:58' }),
  ...(typed.from.trim() === '' || readGridSquare(typed.from) ? {} : { from: 'Use a grid square such as SK 45' }),
});

const errorFor = (faults: Faults, refused: Refused | null, name: keyof Faults, field: string) => {
  const error = faults[name] ?? errorAt(refused, field);
  return error ? { error } : {};
};

/** Records a vehicle on its way, or changes one that has not come yet. */
export function VehicleDialog({ vehicle, onClose }: { vehicle: VehicleRow | null; onClose: () => void }) {
  const { send, busy, refused } = useSend();
  const [typed, setTyped] = useState(() => firstTyped(vehicle));
  const [faults, setFaults] = useState<Faults>({});
  const live = vehicle ? byId.vehicle.value.get(vehicle.id) : undefined;
  const base = useRef(vehicle?.rowVersion ?? 1);
  const set = (change: Partial<Typed>) => setTyped((all) => ({ ...all, ...change }));
  const save = async (called?: 'off') => {
    const found = faultsOf(typed);
    setFaults(found);
    const dueAt = momentNear(typed.due, now.value.getTime());
    if (Object.keys(found).length > 0 || typed.people === null || !dueAt) return;
    if (refused?.problem?.type === '/problems/stale-version') base.current = live?.rowVersion ?? base.current;
    const where = { operationId: operationId.value ?? '', centreId: typed.centreId, people: typed.people, dueAt };
    const square = readGridSquare(typed.from);
    const done = vehicle
      ? await send(changeVehicle, {
          ...where,
          vehicleId: vehicle.id,
          baseVersion: base.current,
          ...(called ? { state: 'cancelled' as const } : {}),
        })
      : await send(recordVehicle, {
          ...where,
          vehicleId: newId(),
          label: typed.label,
          kind: typed.kind,
          ...(square ? { fromSquare: square } : {}),
        });
    if (done !== null) onClose();
  };
  return (
    <Dialog
      about={vehicle?.id ?? null}
      open
      title={vehicle ? `Change ${vehicle.label}` : 'Record a vehicle'}
      onClose={onClose}
      foot={
        <>
          <Button busy={busy} onClick={() => void save()}>
            Save
          </Button>
          {vehicle && (
            <Button kind="warning" busy={busy} onClick={() => void save('off')}>
              Call it off
            </Button>
          )}
          <Button kind="secondary" onClick={onClose}>
            Not now
          </Button>
        </>
      }
    >
      <ErrorSummary errors={Object.entries(faults).map(([name, text]) => ({ id: `vehicle-${name}`, text }))} />
      <Refusal refused={refused} now={nowWords(live)} />
      {!vehicle && (
        <div class="field-row">
          <TextField
            id="vehicle-label"
            label="What to call it"
            placeholder="Coach 2"
            maxLength={60}
            value={typed.label}
            onInput={(label) => set({ label })}
            {...errorFor(faults, refused, 'label', 'label')}
          />
          <SelectField
            id="vehicle-kind"
            label="Kind"
            options={kindOptions}
            value={typed.kind}
            onInput={(kind) => set({ kind: kind as VehicleRow['kind'] })}
          />
        </div>
      )}
      <div class="field-row">
        <NumberField
          id="vehicle-people"
          label="People on board"
          min={0}
          max={200}
          value={typed.people}
          onInput={(people) => set({ people })}
          {...errorFor(faults, refused, 'people', 'people')}
        />
        <TextField
          id="vehicle-due"
          label="Due at"
          placeholder="07:58"
          width={5}
          value={typed.due}
          onInput={(due) => set({ due })}
          {...errorFor(faults, refused, 'due', 'dueAt')}
        />
        {!vehicle && (
          <TextField
            id="vehicle-from"
            label="From square"
            optional
            placeholder="SK 45"
            width={10}
            value={typed.from}
            onInput={(from) => set({ from })}
            {...errorFor(faults, refused, 'from', 'fromSquare')}
          />
        )}
      </div>
      {vehicle && <ToCentre value={typed.centreId} onInput={(to) => set({ centreId: to })} />}
    </Dialog>
  );
}

function ToCentre({ value, onInput }: { value: string; onInput: (centre: string) => void }) {
  const open = rows.centre.value.filter(
    (it) =>
      it.id === value ||
      (it.state !== 'closed' && it.state !== 'cancelled' && can('vehicles.change', { centreId: it.id })),
  );
  if (open.length < 2) return null;
  return (
    <SelectField
      id="vehicle-to"
      label="Goes to"
      options={open.map((it) => ({ value: it.id, label: `Centre ${it.name}` }))}
      value={value}
      onInput={onInput}
    />
  );
}
