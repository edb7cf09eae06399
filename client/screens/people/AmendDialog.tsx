import { useState } from 'preact/hooks';
import { languageOf, languagesFor } from '../../../shared/languages.ts';
import { type AgeBand, ageBands, amendPerson, type PersonRow } from '../../../shared/people.ts';
import { GuestDialog, type OfGuest } from '../../parts/people/GuestDialog.tsx';
import { readReference } from '../../parts/people/reference.ts';
import { errorAt, useSend } from '../../forms/useSend.ts';
import { Radios } from '../../ui/choices.tsx';
import { SelectField, TextField } from '../../ui/fields.tsx';
import { ageWords } from './Row.tsx';

const changedOnly = (guest: PersonRow, said: Pick<PersonRow, 'reference' | 'language' | 'ageBand'>) =>
  Object.fromEntries(Object.entries(said).filter(([key, value]) => guest[key as keyof typeof said] !== value));

/** Puts right what was recorded at the door. What it was before stays in the history. */
export function AmendDialog({ guest, onClose }: OfGuest<PersonRow>) {
  const [band, type] = useState(guest.reference);
  const [language, choose] = useState(guest.language);
  const [ageBand, setAge] = useState<AgeBand>(guest.ageBand);
  const { send, busy, refused } = useSend();
  const save = async () => {
    const said = changedOnly(guest, { reference: readReference(band), language, ageBand });
    if (Object.keys(said).length === 0) return onClose();
    const { operationId, id: personId, rowVersion: baseVersion } = guest;
    if ((await send(amendPerson, { operationId, personId, baseVersion, ...said })) !== null) onClose();
  };
  const error = errorAt(refused, 'reference');
  const options = [languageOf('und'), ...languagesFor([guest.language])].map((it) => ({
    value: it.tag,
    label: it.english,
  }));
  return (
    <GuestDialog
      about={guest.id}
      title={`Correct what was recorded for ${guest.reference}`}
      action="Save"
      busy={busy}
      refused={refused}
      now={`${guest.reference}, ${languageOf(guest.language).english}, ${ageWords[guest.ageBand]}`}
      onClose={onClose}
      onDo={() => void save()}
    >
      <TextField
        id="amend-band"
        label="Wristband"
        width={10}
        value={band}
        onInput={type}
        {...(error ? { error } : {})}
      />
      <SelectField id="amend-language" label="Language" options={options} value={language} onInput={choose} />
      <Radios
        id="amend-age"
        legend="Adult or child"
        hint="Child or Not sure goes on the lead’s list once it is sent, unless they are in a group."
        options={ageBands.map((it) => ({ value: it, label: ageWords[it] }))}
        value={ageBand}
        onChange={setAge}
      />
    </GuestDialog>
  );
}
