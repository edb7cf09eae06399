import { useState } from 'preact/hooks';
import { now, whenWords } from '../../session/now.ts';
import { ChangeVehicle } from '../../parts/vehicles/ChangeVehicle.tsx';
import { RecordVehicle } from '../../parts/vehicles/RecordVehicle.tsx';
import { vehicleIcon } from '../../parts/vehicles/vehicles.ts';
import { can } from '../../session/session.ts';
import { byId } from '../../data/store.ts';
import { Button, LinkButton } from '../../ui/button.tsx';
import { Icon } from '../../ui/icons.tsx';
import { EmptyState } from '../../ui/notice.tsx';
import { Panel } from '../../ui/panel.tsx';
import { duration, minutesLeft } from '../../ui/duration.ts';
import type { VehicleCounts } from '../../../shared/counts.ts';
import { centres, vehicles } from './model.ts';

const headWords = ({ people }: VehicleCounts): string => `${people.text} ${people.value === 1 ? 'person' : 'people'}`;

const leftWords = (dueAt: string): string => {
  const left = minutesLeft(dueAt, now.value);
  return left >= 0 ? `in ${duration(left)}` : `${duration(left)} late`;
};

function Vehicle({ it, onChange }: { it: VehicleCounts; onChange: () => void }) {
  const to = byId.centre.value.get(it.toCentreId)?.name ?? 'a centre';
  const late = Date.parse(it.dueAt) < now.value.getTime();
  return (
    <li>
      <Icon name={vehicleIcon(it.kind)} size={22} />
      <span class="grow">
        <strong>{it.label}</strong>, {headWords(it)}
        <span class="quiet block size-15">
          {it.fromSquare ? `${it.fromSquare} to ${to}` : `to ${to}`} ·{' '}
          <span class={late ? 'alert-text' : undefined}>{leftWords(it.dueAt)}</span>
        </span>
      </span>
      <strong>{whenWords(it.dueAt)}</strong>
      {can('vehicles.change', { centreId: it.toCentreId }) && (
        <LinkButton onClick={onChange}>
          Change<span class="visually-hidden"> {it.label}</span>
        </LinkButton>
      )}
    </li>
  );
}

const goals = () => centres.value.map((it) => ({ value: it.id, label: `Centre ${it.name}, ${it.district}` }));

/** What is on its way, soonest first. */
export function Vehicles() {
  const [recording, record] = useState(false);
  const [changing, change] = useState<string | null>(null);
  const list = vehicles.value;
  const chosen = list.find((it) => it.id === changing);
  const may = centres.value.length > 0 && can('vehicles.record', { centreId: null });
  return (
    <Panel
      title="On the way"
      flush
      id="vehicles"
      actions={
        may && (
          <Button kind="secondary" size="small" icon="plus" onClick={() => record(true)}>
            Record a vehicle
          </Button>
        )
      }
    >
      {list.length === 0 && (
        <EmptyState title="No vehicle on its way">{may && 'Record one as soon as it sets off.'}</EmptyState>
      )}
      <ul class="rows rows--padded">
        {list.map((it) => (
          <Vehicle key={it.id} it={it} onChange={() => change(it.id)} />
        ))}
      </ul>
      {recording && <RecordVehicle goals={goals()} onClose={() => record(false)} />}
      {chosen && (
        <ChangeVehicle
          key={chosen.id}
          it={{ ...chosen, centreId: chosen.toCentreId, people: null }}
          stands={`due ${whenWords(chosen.dueAt)}`}
          onClose={() => change(null)}
        />
      )}
    </Panel>
  );
}
