import { useState } from 'preact/hooks';
import { FormDialog } from '../../forms/Form.tsx';
import { useForm } from '../../forms/useForm.ts';
import { Button } from '../../ui/button.tsx';
import { Checkboxes } from '../../ui/choices.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/fields.tsx';
import { EmptyState } from '../../ui/notice.tsx';
import { isReported, reportMissing } from './actions.ts';
import { countHere, found, type HeadHere, inOrder, nameOf, titleOf } from './count.ts';
import { placeOf } from './words.ts';

interface ChooseProps {
  onClose: () => void;
  onReported: (heads: readonly HeadHere[]) => void;
}

const optionOf = (it: HeadHere) => ({
  value: it.id,
  label: [titleOf(it), nameOf(it)].filter(Boolean).join(it.visit ? ', ' : ' '),
  hint: placeOf(it),
});

/** Each has a report of their own; those that could not be saved stay in the list, and the bar says so. */
const reportAll = async (heads: readonly HeadHere[]): Promise<HeadHere[]> => {
  const kept: HeadHere[] = [];
  for (const it of heads) if (await reportMissing(it)) kept.push(it);
  return kept;
};

function NobodyLeft({ onClose }: { onClose: () => void }) {
  const all = countHere.value.notSeen.length;
  const notNow = (
    <Button kind="secondary" onClick={onClose}>
      Not now
    </Button>
  );
  return (
    <Dialog about={null} open title="Report missing" onClose={onClose} foot={notNow}>
      {all === 0 ? (
        <EmptyState title="Everyone on the list has been seen">Take a mark back first if it was wrong.</EmptyState>
      ) : (
        <EmptyState title="Everyone who is not seen is reported missing">Keep counting.</EmptyState>
      )}
    </Dialog>
  );
}

const actionWords = (chosen: readonly HeadHere[]): string => {
  const [only] = chosen;
  if (!only) return 'They are missing';
  return chosen.length === 1 ? `${titleOf(only)} is missing` : `These ${chosen.length} are missing`;
};

/** Who of those not seen nobody can find: one, or several at once. */
export function MissingDialog({ onClose, onReported }: ChooseProps) {
  const [text, type] = useState('');
  const heads = inOrder(countHere.value.notSeen.filter((it) => !isReported(it)));
  const chosenOf = (who: readonly string[]) => heads.filter((it) => who.includes(it.id));
  const form = useForm({
    draft: () => ({ who: [] as string[] }),
    faults: ({ who }) => ({ who: chosenOf(who).length === 0 && 'Choose whom nobody can find' }),
    // The roll call says it: see its actions.
    sends: () => null,
    onDone: (_, { who }) => void reportAll(chosenOf(who)).then((kept) => kept.length > 0 && onReported(kept)),
  });
  if (heads.length === 0) return <NobodyLeft onClose={onClose} />;
  const chosen = chosenOf(form.draft.who);
  // Whoever is ticked stays in sight, whatever is searched for next.
  const shown = new Set([...chosen, ...found(heads, text, null)]);
  return (
    <FormDialog of={form} about={null} title="Report missing" action={actionWords(chosen)} warning onClose={onClose}>
      <p class="below-14">
        Each goes on the lead’s list once it is sent. For someone who is or may be under 18, you call the police next.
      </p>
      {heads.length > 5 && (
        <TextField
          id="find-missing"
          label="Wristband or name"
          hideLabel
          type="search"
          icon="search"
          placeholder="Wristband or name"
          value={text}
          onInput={type}
        />
      )}
      <Checkboxes
        {...form.choice('who', 'missing-who')}
        legend="Whom can nobody find?"
        hint="Tick everyone at once"
        look="boxed"
        options={heads.filter((it) => shown.has(it)).map(optionOf)}
      />
      {shown.size === 0 && <p class="quiet">Nobody who is not seen is like that.</p>}
    </FormDialog>
  );
}
