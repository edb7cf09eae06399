import { useState } from 'preact/hooks';
import { type AttentionItem, retryRefused } from '../../../shared/attention.ts';
import { languageOf, languagesFor } from '../../../shared/languages.ts';
import { ageBands, type AgeBand, type Presence, presences } from '../../../shared/people.ts';
import { GuestDialog } from '../../parts/people/GuestDialog.tsx';
import { centreHere } from '../../parts/centres/here.ts';
import { errorAt, type Refused, useSend } from '../../forms/useSend.ts';
import { presenceWords } from '../../parts/words.ts';
import { Radios } from '../../ui/choices.tsx';
import { SelectField, TextArea, TextField } from '../../ui/fields.tsx';
import { type Answers, answersOf, changedArgs } from './amend.ts';
import { reload } from './loaded.ts';
import { about } from './useChoose.ts';
import { ageWords, fieldTitles } from './values.ts';

interface FieldProps {
  name: keyof Answers;
  value: string;
  error: string | undefined;
  onInput: (value: string) => void;
}

const saidByGuests: readonly Presence[] = presences.filter((it) => it !== 'expected' && it !== 'removed_by_police');

const optionsFor = (name: keyof Answers, value: string): { value: string; label: string }[] | null => {
  if (name === 'presence') return saidByGuests.map((it) => ({ value: it, label: presenceWords[it] }));
  if (name === 'language') {
    const all = [languageOf('und'), ...languagesFor(value === '' ? [] : [value])];
    return all.map((it) => ({ value: it.tag, label: it.english }));
  }
  if (name !== 'zone') return null;
  const zones = (centreHere.value?.zones ?? []).map((it) => it.name);
  const all = value !== '' && !zones.includes(value) ? [...zones, value] : zones;
  return zones.length === 0 ? null : all.map((it) => ({ value: it, label: it }));
};

function Field({ name, value, error, onInput }: FieldProps) {
  const options = optionsFor(name, value);
  const common = { id: `amend-${name}`, label: fieldTitles[name], value, onInput, ...(error ? { error } : {}) };
  if (name === 'ageBand') {
    const ages = ageBands.map((it) => ({ value: it, label: ageWords[it] }));
    const chosen = value === '' ? null : (value as AgeBand);
    return <Radios id="amend-ageBand" legend={fieldTitles.ageBand} options={ages} value={chosen} onChange={onInput} />;
  }
  if (options) return <SelectField {...common} placeholder="Not said" options={options} />;
  if (name === 'note') return <TextArea {...common} rows={2} limit={300} />;
  return <TextField {...common} maxLength={60} {...(name === 'reference' ? { width: 10 as const } : {})} />;
}

const errorOf = (refused: Refused | null, name: keyof Answers): string | undefined =>
  errorAt(refused, `set/${name}`) ?? errorAt(refused, name);

/** What was refused, put right by hand and sent as something new that names the old. */
export function AmendDialog({ item, onClose }: { item: AttentionItem; onClose: () => void }) {
  const [answers, set] = useState(() => answersOf(item));
  const { send, busy, refused } = useSend();
  const save = async () => {
    const changed = changedArgs(item, answers);
    const said = Object.keys(changed).length > 0 ? { set: changed } : {};
    if ((await send(retryRefused, { ...about(item), ...said })) === null) return;
    reload();
    onClose();
  };
  const names = Object.keys(answers) as (keyof Answers)[];
  return (
    <GuestDialog
      about={item.id}
      title={item.kind === 'held' ? 'Correct the wristband' : 'Change it and send'}
      action="Send"
      busy={busy}
      refused={refused}
      now="changed since you looked"
      onClose={onClose}
      onDo={() => void save()}
    >
      {names.length === 0 && <p>None of it can be changed here. Send it as it was, or discard it and say it again.</p>}
      {names.map((name) => (
        <Field
          key={name}
          name={name}
          value={answers[name] ?? ''}
          error={errorOf(refused, name)}
          onInput={(value) => set((all) => ({ ...all, [name]: value }))}
        />
      ))}
    </GuestDialog>
  );
}
