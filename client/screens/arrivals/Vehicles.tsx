import { useState } from 'preact/hooks';
import { isFinished } from '../../../shared/centres.ts';
import type { VehicleRow } from '../../../shared/vehicles.ts';
import { coarseNow, peopleHere, vehiclesHere } from '../../parts/centres/here.ts';
import { comingVehicles, reconcile, reconciledWords } from '../../parts/centres/occupancy.ts';
import { ChangeVehicle } from '../../parts/vehicles/ChangeVehicle.tsx';
import { RecordVehicle } from '../../parts/vehicles/RecordVehicle.tsx';
import { vehicleIcon, vehicleStateWords } from '../../parts/vehicles/vehicles.ts';
import { can, centreId } from '../../session/session.ts';
import { byId, rows } from '../../data/store.ts';
import { whenWords } from '../../session/now.ts';
import { online } from '../../data/connection.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icons.tsx';
import { EmptyState } from '../../ui/notice.tsx';
import { Panel } from '../../ui/panel.tsx';
import { type Column, DataTable } from '../../ui/table.tsx';
import { Tag } from '../../ui/tag.tsx';
import { ArriveDialog } from './ArriveDialog.tsx';

const isComing = ({ state }: VehicleRow): boolean => state === 'expected' || state === 'on_the_way';

function State({ vehicle }: { vehicle: VehicleRow }) {
  const { state, arrivedAt, dueAt } = vehicle;
  if (state === 'arrived') {
    const found = reconcile(vehicle, peopleHere.value);
    const off = found.toFind !== 0;
    return (
      <Tag tone={off ? 'warn' : 'ok'} icon={off ? 'alert' : 'check'} class="wraps">
        {arrivedAt && `${whenWords(arrivedAt)} · `}
        {reconciledWords(found)}
      </Tag>
    );
  }
  const late = isComing(vehicle) && Date.parse(dueAt) < coarseNow.value;
  if (late) {
    return (
      <Tag tone="warn" icon="clock">
        Late
      </Tag>
    );
  }
  return <Tag tone={state === 'cancelled' ? 'dashed' : 'neutral'}>{vehicleStateWords[state]}</Tag>;
}

const columns: Column<VehicleRow>[] = [
  {
    key: 'label',
    head: 'Vehicle',
    cell: (it) => (
      <span class="row">
        <Icon name={vehicleIcon(it.kind)} size={20} />
        <strong class={it.state === 'cancelled' ? 'struck' : undefined}>{it.label}</strong>
      </span>
    ),
  },
  { key: 'from', head: 'From', cell: (it) => it.fromSquare ?? 'not said', leaves: 'portrait' },
  {
    key: 'people',
    head: 'On board',
    align: 'end',
    cell: (it) => (
      <>
        {it.people}
        <span class="on-phone"> people</span>
      </>
    ),
  },
  {
    key: 'due',
    head: 'Due',
    align: 'end',
    cell: (it) => (
      <>
        <span class="on-phone">due </span>
        {whenWords(it.dueAt)}
      </>
    ),
  },
  { key: 'state', head: 'State', cell: (it) => <State vehicle={it} /> },
];

type Doing = { what: 'change' | 'arrive'; vehicle: VehicleRow } | { what: 'record' } | null;

const may = (action: string): boolean => can(action) && online.value;

function actionsColumn(act: (doing: Doing) => void): Column<VehicleRow> {
  const cell = (vehicle: VehicleRow) => (
    <span class="row row--end nowrap">
      {may('vehicles.arrive') && vehicle.state !== 'cancelled' && (
        <Button
          size="small"
          kind={isComing(vehicle) ? 'primary' : 'quiet'}
          onClick={() => act({ what: 'arrive', vehicle })}
        >
          {isComing(vehicle) ? 'It is here' : 'Count again'}
          <span class="visually-hidden">, {vehicle.label}</span>
        </Button>
      )}
      {may('vehicles.change') && vehicle.state !== 'arrived' && (
        <Button size="small" kind="secondary" onClick={() => act({ what: 'change', vehicle })}>
          Change<span class="visually-hidden"> {vehicle.label}</span>
        </Button>
      )}
    </span>
  );
  return { key: 'actions', head: <span class="visually-hidden">What to do</span>, align: 'end', cell };
}

const here = () => ({ value: centreId.value ?? '', label: 'here' });

const goalsFor = (vehicle: VehicleRow) =>
  rows.centre.value
    .filter(
      (it) => it.id === vehicle.centreId || (!isFinished(it.state) && can('vehicles.change', { centreId: it.id })),
    )
    .map((it) => ({ value: it.id, label: `Centre ${it.name}` }));

function Change({ vehicle, onClose }: { vehicle: VehicleRow; onClose: () => void }) {
  const live = byId.vehicle.value.get(vehicle.id);
  const it = live ?? vehicle;
  const stands = live
    ? `${it.label}, ${it.people} on board, ${vehicleStateWords[it.state].toLowerCase()}, due ${whenWords(it.dueAt)}`
    : 'no longer here';
  return <ChangeVehicle it={it} goals={goalsFor(it)} stands={stands} onClose={onClose} />;
}

/** Vehicles by when they are due; those that came, set against who was checked in from them. */
export function Vehicles() {
  const [doing, act] = useState<Doing>(null);
  const coming = comingVehicles(vehiclesHere.value);
  const rest = vehiclesHere.value
    .filter((it) => !isComing(it))
    .toSorted((a, b) => (b.arrivedAt ?? b.dueAt).localeCompare(a.arrivedAt ?? a.dueAt));
  const record = can('vehicles.record') && online.value && (
    <Button kind="secondary" size="small" icon="plus" onClick={() => act({ what: 'record' })}>
      Record a vehicle
    </Button>
  );
  return (
    <Panel title="Transport" hint="next to arrive first" flush actions={record}>
      <div class="table-scroll">
        <DataTable
          caption="Vehicles"
          columns={[...columns, actionsColumn(act)]}
          rows={[...coming, ...rest]}
          rowKey={(it) => it.id}
          empty={
            <EmptyState title="No vehicle recorded yet">
              Record one when police say it has set off: how many, and when it is due.
            </EmptyState>
          }
        />
      </div>
      {doing?.what === 'arrive' && <ArriveDialog vehicle={doing.vehicle} onClose={() => act(null)} />}
      {doing?.what === 'record' && <RecordVehicle goals={[here()]} onClose={() => act(null)} />}
      {doing?.what === 'change' && <Change vehicle={doing.vehicle} onClose={() => act(null)} />}
    </Panel>
  );
}
