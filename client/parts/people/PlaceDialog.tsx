import { useState } from 'preact/hooks';
import { amendPerson, movePerson, type PersonRow } from '../../../shared/people.ts';
import { byId } from '../../data/store.ts';
import { SelectField, TextField } from '../../ui/fields.tsx';
import { centreHere, peopleHere } from '../centres/here.ts';
import { useSend } from '../../forms/useSend.ts';
import { GuestDialog, type OfGuest } from './GuestDialog.tsx';

const versionOf = (guest: PersonRow): number => byId.person.peek().get(guest.id)?.rowVersion ?? guest.rowVersion;

/** Zones of the centre, with the one a guest is in even if it has gone from the list. */
const zonesFor = (guest: PersonRow): string[] => {
  const named = (centreHere.value?.zones ?? []).map((it) => it.name);
  return guest.zone && !named.includes(guest.zone) ? [...named, guest.zone] : named;
};

function ZoneField({ guest, zone, onInput }: { guest: PersonRow; zone: string; onInput: (zone: string) => void }) {
  const zones = zonesFor(guest);
  if (zones.length === 0) {
    return <TextField id="guest-zone" label="Where they are" value={zone} maxLength={60} onInput={onInput} />;
  }
  return (
    <SelectField
      id="guest-zone"
      label="Where they are"
      placeholder="Not said"
      options={zones.map((it) => ({ value: it, label: it }))}
      value={zone}
      onInput={onInput}
    />
  );
}

/** Where a guest is, and what brought them. */
export function PlaceDialog({ guest, onClose }: OfGuest<PersonRow>) {
  const [zone, setZone] = useState(guest.zone ?? '');
  const [vehicle, setVehicle] = useState(guest.vehicle ?? '');
  const { send, busy, refused } = useSend();
  const vehicles = [...new Set(peopleHere.value.map((it) => it.vehicle).filter((it) => it !== null))].toSorted();
  const { operationId, id: personId } = guest;
  const moved = async () =>
    zone === (guest.zone ?? '') ||
    (await send(movePerson, { operationId, personId, zone, baseVersion: versionOf(guest) })) !== null;
  const brought = async () =>
    vehicle.trim() === (guest.vehicle ?? '') ||
    (await send(amendPerson, {
      operationId,
      personId,
      vehicle: vehicle.trim() || null,
      baseVersion: versionOf(guest),
    })) !== null;
  const save = async () => {
    if ((await moved()) && (await brought())) onClose();
  };
  return (
    <GuestDialog
      about={guest.id}
      title={`Where is ${guest.reference}?`}
      action="Save"
      busy={busy}
      refused={refused}
      now={guest.zone ?? 'no place'}
      onClose={onClose}
      onDo={() => void save()}
    >
      <ZoneField guest={guest} zone={zone} onInput={setZone} />
      <TextField
        id="guest-vehicle"
        label="Came with"
        hint={
          vehicles.length > 0
            ? `Such as ${vehicles.slice(0, 4).join(', ')}`
            : 'The coach, minibus or van, if you know it'
        }
        optional
        value={vehicle}
        maxLength={60}
        onInput={setVehicle}
      />
    </GuestDialog>
  );
}
