import { useState } from 'preact/hooks';
import type { AttentionItem } from '../../../shared/attention.ts';
import { amendPerson, reference as referenceSchema } from '../../../shared/people.ts';
import { GuestDialog } from '../../parts/people/GuestDialog.tsx';
import { readReference } from '../../parts/people/reference.ts';
import { errorAt, useSend } from '../../forms/useSend.ts';
import { byId } from '../../data/store.ts';
import { Radios } from '../../ui/choices.tsx';
import { TextField } from '../../ui/fields.tsx';
import { clockTime } from '../../ui/time.ts';
import { reload } from './loaded.ts';
import { fieldOf, valueWords } from './values.ts';

const options = (item: AttentionItem) =>
  item.sides.flatMap(({ who, at, personId }, place) => {
    if (!personId) return [];
    const alike = (['preferredName', 'language', 'ageBand'] as const).map((name) =>
      valueWords(name, fieldOf(item, name)?.values[place]),
    );
    const hint = alike.filter(Boolean).join(', ');
    return [{ value: personId, label: [who, at && clockTime(at)].filter(Boolean).join(' at '), hint }];
  });

const faultOf = (band: string): string | undefined => {
  const read = referenceSchema.safeParse(readReference(band));
  return read.success ? undefined : 'Type the new band, such as K-041';
};

/** Two people with one wristband: one of them is given another. */
export function NewBandDialog({ item, onClose }: { item: AttentionItem; onClose: () => void }) {
  const [who, choose] = useState<string | null>(null);
  const [band, type] = useState('');
  const [tried, setTried] = useState(false);
  const { send, busy, refused } = useSend();
  const fault = faultOf(band);
  const save = async () => {
    setTried(true);
    const guest = byId.person.peek().get(who ?? '');
    if (!guest || fault) return;
    const reference = readReference(band);
    const change = { operationId: guest.operationId, personId: guest.id, baseVersion: guest.rowVersion, reference };
    // With the new band nothing is shared any more, and Haven takes it off the list.
    if ((await send(amendPerson, change)) === null) return;
    reload();
    onClose();
  };
  const wrong = errorAt(refused, 'reference') ?? (tried ? fault : undefined);
  return (
    <GuestDialog
      about={item.id}
      title="Two people: a new wristband"
      action="Save"
      busy={busy}
      refused={refused}
      onClose={onClose}
      onDo={() => void save()}
    >
      <Radios
        id="band-who"
        legend="Who gets the new band"
        look="boxed"
        options={options(item)}
        value={who}
        onChange={choose}
        {...(tried && who === null ? { error: 'Choose who gets it' } : {})}
      />
      <TextField
        id="band-new"
        label="Number on the new band"
        hint="Take the next band from the sheet"
        width={10}
        placeholder="K-041"
        value={band}
        onInput={type}
        {...(wrong ? { error: wrong } : {})}
      />
    </GuestDialog>
  );
}
