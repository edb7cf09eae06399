import { bothNames, languageOf, languagesFor } from '../../../shared/languages.ts';
import { ageBands, amendPerson, type PersonRow } from '../../../shared/people.ts';
import { FormDialog } from '../../forms/Form.tsx';
import { useForm } from '../../forms/useForm.ts';
import { toSend } from '../../forms/toSend.ts';
import { telling } from '../../parts/people/changed.ts';
import { readReference } from '../../parts/people/reference.ts';
import { Radios } from '../../ui/choices.tsx';
import { TextField } from '../../ui/fields.tsx';
import { SelectField } from '../../ui/select.tsx';
import { ageWords } from './Row.tsx';

const changedOnly = (guest: PersonRow, changed: Pick<PersonRow, 'reference' | 'language' | 'ageBand'>) =>
  Object.fromEntries(Object.entries(changed).filter(([key, value]) => guest[key as keyof typeof changed] !== value));

/** Puts right what was recorded at the door. What it was before stays in the history. */
export function AmendDialog({ guest, onClose }: { guest: PersonRow; onClose: () => void }) {
  const form = useForm({
    version: guest.rowVersion,
    draft: () => ({ reference: guest.reference, language: guest.language, ageBand: guest.ageBand }),
    sends: (draft, baseVersion) => {
      const changed = changedOnly(guest, { ...draft, reference: readReference(draft.reference) });
      const about = { operationId: guest.operationId, personId: guest.id, baseVersion };
      return Object.keys(changed).length === 0 ? null : toSend(amendPerson, { ...about, ...changed });
    },
    onDone: telling(guest.id, 'Correction', onClose),
  });
  const languages = [languageOf('und'), ...languagesFor([guest.language])];
  return (
    <FormDialog
      of={form}
      about={guest.id}
      title={`Correct what was recorded for ${guest.reference}`}
      action="Save"
      now={`${guest.reference}, ${bothNames(guest.language)}, ${ageWords[guest.ageBand]}`}
      onClose={onClose}
    >
      <TextField {...form.field('reference', 'amend-band')} label="Wristband" width={10} />
      <SelectField
        {...form.field('language', 'amend-language')}
        label="Language"
        options={languages.map((it) => ({ value: it.tag, label: bothNames(it.tag) }))}
      />
      <Radios
        {...form.choice('ageBand', 'amend-age')}
        legend="Adult or child"
        hint="Child or Not sure goes on the lead’s list once it is sent, unless they are in a group."
        options={ageBands.map((it) => ({ value: it, label: ageWords[it] }))}
      />
    </FormDialog>
  );
}
