import { type AttentionItem, retryRefused } from '../../../shared/attention.ts';
import { bothNames, languageOf, languagesFor } from '../../../shared/languages.ts';
import { ageBands, type AgeBand, type Presence, presences } from '../../../shared/people.ts';
import { FormDialog } from '../../forms/Form.tsx';
import { useForm } from '../../forms/useForm.ts';
import { toSend } from '../../forms/toSend.ts';
import type { Form } from '../../forms/formType.ts';
import { centreHere } from '../../parts/centres/here.ts';
import { presenceWords } from '../../parts/people/words.ts';
import { Radios } from '../../ui/choices.tsx';
import { TextArea, TextField } from '../../ui/fields.tsx';
import { SelectField } from '../../ui/select.tsx';
import { type Answers, answersOf, changedArgs } from './amend.ts';
import { reload } from './loaded.ts';
import { about } from './useChoose.ts';
import { ageWords, fieldTitles } from './values.ts';

interface FieldProps {
  form: Form<Answers>;
  name: keyof Answers;
}

const saidByGuests: readonly Presence[] = presences.filter((it) => it !== 'expected' && it !== 'removed_by_police');

const optionsFor = (name: keyof Answers, value: string): { value: string; label: string }[] | null => {
  if (name === 'presence') return saidByGuests.map((it) => ({ value: it, label: presenceWords[it] }));
  if (name === 'language') {
    const all = [languageOf('und'), ...languagesFor(value === '' ? [] : [value])];
    return all.map((it) => ({ value: it.tag, label: bothNames(it.tag) }));
  }
  if (name !== 'zone') return null;
  const zones = (centreHere.value?.zones ?? []).map((it) => it.name);
  const all = value !== '' && !zones.includes(value) ? [...zones, value] : zones;
  return zones.length === 0 ? null : all.map((it) => ({ value: it, label: it }));
};

function Field({ form, name }: FieldProps) {
  const { value = '', ...field } = form.field(name, `amend-${name}`);
  const options = optionsFor(name, value);
  const common = { ...field, label: fieldTitles[name], value };
  if (name === 'ageBand') {
    const { onInput, ...rest } = field;
    const ages = ageBands.map((it) => ({ value: it, label: ageWords[it] }));
    const chosen = value === '' ? null : (value as AgeBand);
    return <Radios {...rest} legend={fieldTitles.ageBand} options={ages} value={chosen} onChange={onInput} />;
  }
  if (options) return <SelectField {...common} placeholder="Not said" options={options} />;
  if (name === 'note') return <TextArea {...common} rows={2} limit={300} />;
  return <TextField {...common} maxLength={60} {...(name === 'reference' ? { width: 10 as const } : {})} />;
}

/** What was refused, put right by hand and sent as something new that names the old. */
export function AmendDialog({ item, onClose }: { item: AttentionItem; onClose: () => void }) {
  const form = useForm({
    version: item.rowVersion,
    from: 'open',
    draft: () => answersOf(item),
    sends: (answers, baseVersion) => {
      const changed = changedArgs(item, answers);
      const set = Object.keys(changed).length > 0 ? { set: changed } : {};
      return toSend(retryRefused, { ...about(item), baseVersion, ...set });
    },
    onDone: () => {
      reload();
      onClose();
    },
  });
  const names = Object.keys(form.draft) as (keyof Answers)[];
  return (
    <FormDialog
      of={form}
      about={item.id}
      title={item.kind === 'held' ? 'Correct the wristband' : 'Change it and send'}
      action="Send"
      now="changed since you looked"
      onClose={onClose}
    >
      {names.length === 0 && <p>None of it can be changed here. Send it as it was, or discard it and say it again.</p>}
      {names.map((name) => (
        <Field key={name} form={form} name={name} />
      ))}
    </FormDialog>
  );
}
