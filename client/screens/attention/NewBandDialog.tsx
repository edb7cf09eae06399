import type { AttentionItem } from '../../../shared/attention.ts';
import { amendPerson, reference as referenceSchema } from '../../../shared/people.ts';
import { FormDialog } from '../../forms/Form.tsx';
import { useForm } from '../../forms/useForm.ts';
import { toSend } from '../../forms/toSend.ts';
import { readReference } from '../../parts/people/reference.ts';
import { byId } from '../../data/store.ts';
import { Radios } from '../../ui/choices.tsx';
import { TextField } from '../../ui/fields.tsx';
import { reload } from './loaded.ts';
import { fieldOf, valueWords } from './values.ts';
import { whenWords } from '../../session/now.ts';

const options = (item: AttentionItem) =>
  item.sides.flatMap(({ who, at, personId }, place) => {
    if (!personId) return [];
    const alike = (['preferredName', 'language', 'ageBand'] as const).map((name) =>
      valueWords(name, fieldOf(item, name)?.values[place]),
    );
    const hint = alike.filter(Boolean).join(', ');
    return [{ value: personId, label: [who, at && whenWords(at)].filter(Boolean).join(' at '), hint }];
  });

const isBand = (typed: string): boolean => referenceSchema.safeParse(readReference(typed)).success;

/** Two people with one wristband: one of them is given another. */
export function NewBandDialog({ item, onClose }: { item: AttentionItem; onClose: () => void }) {
  const form = useForm({
    draft: () => ({ personId: null as string | null, reference: '' }),
    faults: ({ personId, reference }) => ({
      personId: !byId.person.peek().has(personId ?? '') && 'Choose who gets it',
      reference: !isBand(reference) && 'Type the new band, such as K-041',
    }),
    sends: ({ personId, reference }) => {
      const guest = byId.person.peek().get(personId ?? '');
      if (!guest) return null;
      const about = { operationId: guest.operationId, personId: guest.id, baseVersion: guest.rowVersion };
      return toSend(amendPerson, { ...about, reference: readReference(reference) });
    },
    onDone: () => {
      // With the new band nothing is shared any more, and Haven takes it off the list.
      reload();
      onClose();
    },
  });
  return (
    <FormDialog of={form} about={item.id} title="Two people: a new wristband" action="Save" onClose={onClose}>
      <Radios
        {...form.choice('personId', 'band-who')}
        legend="Who gets the new band"
        look="boxed"
        options={options(item)}
      />
      <TextField
        {...form.field('reference', 'band-new')}
        label="Number on the new band"
        hint="Take the next band from the sheet"
        width={10}
        placeholder="K-041"
      />
    </FormDialog>
  );
}
