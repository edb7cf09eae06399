import { amendPerson, movePerson, type PersonRow } from '../../../shared/people.ts';
import { byId } from '../../data/store.ts';
import { FormDialog } from '../../forms/Form.tsx';
import { useForm } from '../../forms/useForm.ts';
import { toSend } from '../../forms/toSend.ts';
import { TextField } from '../../ui/fields.tsx';
import { SelectField } from '../../ui/select.tsx';
import { telling } from './changed.ts';
import { centreHere, peopleHere } from '../centres/here.ts';

/** Zones of the centre, with the one a guest is in even if it has gone from the list. */
const zonesFor = (guest: PersonRow): string[] => {
  const named = (centreHere.value?.zones ?? []).map((it) => it.name);
  return guest.zone && !named.includes(guest.zone) ? [...named, guest.zone] : named;
};

const vehiclesHint = (): string => {
  const known = [...new Set(peopleHere.value.map((it) => it.vehicle).filter((it) => it !== null))].toSorted();
  return known.length > 0 ? `Such as ${known.slice(0, 4).join(', ')}` : 'The coach, minibus or van, if you know it';
};

const usePlace = (guest: PersonRow, onClose: () => void) => {
  const about = { operationId: guest.operationId, personId: guest.id };
  const was = () => byId.person.peek().get(guest.id) ?? guest;
  return useForm({
    version: guest.rowVersion,
    draft: () => ({ zone: guest.zone ?? '', vehicle: guest.vehicle ?? '' }),
    sends: [
      ({ zone }, baseVersion) =>
        zone === (was().zone ?? '') ? null : toSend(movePerson, { ...about, zone, baseVersion }),
      ({ zone, vehicle }, seen) => {
        if (vehicle.trim() === (was().vehicle ?? '')) return null;
        // The move before it made a version of its own.
        const baseVersion = zone === (guest.zone ?? '') ? seen : was().rowVersion;
        return toSend(amendPerson, { ...about, vehicle: vehicle.trim() || null, baseVersion });
      },
    ],
    onDone: telling(guest.id, 'Place and vehicle', onClose),
  });
};

/** Where a guest is, and what brought them. */
export function PlaceDialog({ guest, onClose }: { guest: PersonRow; onClose: () => void }) {
  const form = usePlace(guest, onClose);
  const zones = zonesFor(guest).map((it) => ({ value: it, label: it }));
  const zone = form.field('zone', 'guest-zone');
  return (
    <FormDialog
      of={form}
      about={guest.id}
      title={`Where is ${guest.reference}?`}
      action="Save"
      now={guest.zone ?? 'no place'}
      onClose={onClose}
    >
      {zones.length === 0 ? (
        <TextField {...zone} label="Where they are" maxLength={60} />
      ) : (
        <SelectField {...zone} label="Where they are" placeholder="Not said" options={zones} />
      )}
      <TextField
        {...form.field('vehicle', 'guest-vehicle')}
        label="Came with"
        hint={vehiclesHint()}
        optional
        maxLength={60}
      />
    </FormDialog>
  );
}
