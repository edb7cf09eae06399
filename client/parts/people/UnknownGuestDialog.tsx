import { holdUntilKnown } from '../../../shared/attention.ts';
import { needKindNames, needKinds } from '../../../shared/needs.ts';
import { newId } from '../../data/ids.ts';
import { Radios } from '../../ui/choices.tsx';
import { TextArea, TextField } from '../../ui/fields.tsx';
import { SelectField } from '../../ui/select.tsx';
import { Callout } from '../../ui/notice.tsx';
import { centreId, operationId } from '../../session/session.ts';
import { centreHere } from '../centres/here.ts';
import { FormDialog } from '../../forms/Form.tsx';
import { useForm } from '../../forms/useForm.ts';
import { toSend } from '../../forms/toSend.ts';
import { blank, type Entry, toHold } from './toHold.ts';

const needOptions = needKindNames.map((kind) => ({ value: kind, label: needKinds[kind].title }));

interface Part {
  entry: Entry;
  set: (change: Partial<Entry>) => void;
}

function Need({ entry, set }: Part) {
  return (
    <>
      <SelectField
        id="held-kind"
        label="What is needed"
        placeholder="Choose a need"
        options={needOptions}
        value={entry.kind}
        onInput={(kind) => set({ kind })}
      />
      {entry.kind !== '' && needKinds[entry.kind].alerts && (
        <Callout tone="warn" icon="bell" title="Tell a lead in person as well">
          <p>This may wait until the other tablet is heard.</p>
        </Callout>
      )}
      <TextArea
        id="held-note"
        label="Note"
        optional
        rows={2}
        limit={500}
        value={entry.note}
        onInput={(note) => set({ note })}
      />
    </>
  );
}

function Place({ entry, set }: Part) {
  const zones = (centreHere.value?.zones ?? []).map((it) => ({ value: it.name, label: it.name }));
  const field = { id: 'held-zone', label: 'Where they are', value: entry.zone };
  const onInput = (zone: string) => set({ zone });
  if (zones.length === 0) return <TextField {...field} maxLength={60} onInput={onInput} />;
  return <SelectField {...field} placeholder="Choose a place" options={zones} onInput={onInput} />;
}

function Name({ entry, set }: Part) {
  return (
    <TextField
      id="held-name"
      label="They like to be called"
      maxLength={60}
      value={entry.name}
      onInput={(name) => set({ name })}
    />
  );
}

const optionsFor = (part: Part) => [
  { value: 'need' as const, label: 'They need something', reveal: <Need {...part} /> },
  { value: 'place' as const, label: 'They moved', reveal: <Place {...part} /> },
  { value: 'out' as const, label: 'They went out' },
  { value: 'back' as const, label: 'They came back' },
  { value: 'name' as const, label: 'What they like to be called', reveal: <Name {...part} /> },
];

interface UnknownGuestProps {
  reference: string;
  onClose: () => void;
  /** Called once it is kept. */
  onKept: () => void;
}

/** Records something about a guest whom another tablet checked in and this one has not heard of. */
export function UnknownGuestDialog({ reference, onClose, onKept }: UnknownGuestProps) {
  const where = { operationId: operationId.value ?? '', centreId: centreId.value ?? '' };
  const form = useForm({
    draft: () => blank,
    faults: (entry) => ({ what: !toHold(entry) && (entry.what === null ? 'Choose what to say' : 'Say a little more') }),
    sends: (entry) => {
      const held = toHold(entry);
      if (!held) return null;
      const { of, args } = held;
      return toSend(holdUntilKnown, { ...where, heldId: newId(), reference, command: of.name, args });
    },
    onDone: onKept,
  });
  const part = { entry: form.draft, set: form.set };
  return (
    <FormDialog of={form} about={reference} title={`What about ${reference}?`} action="Save" onClose={onClose}>
      <p>This tablet has not heard of {reference} yet. What you say is kept, and done as soon as it has.</p>
      <Radios {...form.choice('what', 'held-what')} legend="What happened" look="boxed" options={optionsFor(part)} />
    </FormDialog>
  );
}
