import { useState } from 'preact/hooks';
import { languageOf } from '../../../shared/languages.ts';
import { amendPerson, isStaying, type PersonRow } from '../../../shared/people.ts';
import { newId } from '../../data/ids.ts';
import { isPartial } from '../../data/partial.ts';
import { byId } from '../../data/store.ts';
import { Radios } from '../../ui/choices.tsx';
import { TextField } from '../../ui/fields.tsx';
import { clockTime } from '../../ui/time.ts';
import { peopleHere } from '../centres/here.ts';
import { readReference } from './reference.ts';
import { useSend } from '../../forms/useSend.ts';
import { GuestDialog, type OfGuest } from './GuestDialog.tsx';

const RECENT = 8;
const ALONE = 'alone';

/** Others here, the latest first: whoever is with them most likely came just before. */
const othersFor = (guest: PersonRow, typed: string): PersonRow[] => {
  // Whoever is only partly known may be in a group already.
  const known = peopleHere.value.filter((it) => !isPartial(it) && !it.undoneAt && isStaying(it.presence));
  const others = known.filter((it) => it.id !== guest.id);
  const wanted = readReference(typed);
  const found = typed.trim() === '' ? others : others.filter((it) => it.reference === wanted);
  return found.toSorted((a, b) => (a.arrivedAt < b.arrivedAt ? 1 : -1)).slice(0, RECENT);
};

const versionOf = (id: string): number => byId.person.peek().get(id)?.rowVersion ?? 1;

/** Puts a guest into a group with somebody, or takes them out of theirs. */
export function GroupDialog({ guest, onClose }: OfGuest<PersonRow>) {
  const [typed, type] = useState('');
  const [chosen, choose] = useState<string | null>(null);
  const { send, busy, refused } = useSend();
  const others = othersFor(guest, typed);
  const put = async (personId: string, groupId: string | null) =>
    (await send(amendPerson, {
      operationId: guest.operationId,
      personId,
      groupId,
      baseVersion: versionOf(personId),
    })) !== null;
  const save = async () => {
    if (chosen === null) return;
    if (chosen === ALONE) return (await put(guest.id, null)) && onClose();
    const groupId = byId.person.peek().get(chosen)?.groupId ?? guest.groupId ?? newId();
    const other = byId.person.peek().get(chosen);
    if (other?.groupId !== groupId && !(await put(chosen, groupId))) return;
    if (guest.groupId === groupId || (await put(guest.id, groupId))) onClose();
  };
  const options = others.map((it) => ({
    value: it.id,
    label: [it.reference, languageOf(it.language).english, clockTime(it.arrivedAt), it.vehicle]
      .filter(Boolean)
      .join(' · '),
  }));
  return (
    <GuestDialog
      about={guest.id}
      title={`Who is ${guest.reference} with?`}
      action="Save"
      busy={busy || chosen === null}
      refused={refused}
      onClose={onClose}
      onDo={() => void save()}
    >
      <TextField
        id="group-band"
        label="Wristband of one of them"
        hint="Or choose from those who came last"
        width={10}
        placeholder="K-014"
        value={typed}
        onInput={type}
      />
      <Radios
        id="group-with"
        legend="Together with"
        look="boxed"
        options={
          guest.groupId ? [...options, { value: ALONE, label: 'Nobody: take them out of their group' }] : options
        }
        value={chosen}
        onChange={choose}
      />
      {others.length === 0 && <p>Nobody here has this number. Look at the band again.</p>}
    </GuestDialog>
  );
}
