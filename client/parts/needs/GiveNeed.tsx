import { giveNeed } from '../../../shared/giving.ts';
import type { NeedRow } from '../../../shared/needs.ts';
import { useQuery } from '../../data/useQuery.ts';
import { FormDialog } from '../../forms/Form.tsx';
import { toSend } from '../../forms/toSend.ts';
import { useForm } from '../../forms/useForm.ts';
import { SelectField } from '../../ui/select.tsx';
import { said } from './said.ts';

/** Gives a need to somebody who works here and may know of it. */
export function GiveNeed({ need, title, onClose }: { need: NeedRow; title: string; onClose: () => void }) {
  const { operationId, centreId } = need;
  const { data, failed } = useQuery('/api/operations/:id/centres/:centreId/carers', { id: operationId, centreId });
  const able = data?.items.filter((it) => it.takes.includes(need.compartment)) ?? [];
  const form = useForm({
    draft: () => ({ to: '' }),
    faults: ({ to }) => ({ to: to === '' && 'Choose who is to see to it' }),
    sends: ({ to }) => toSend(giveNeed, { operationId, needId: need.id, to, baseVersion: need.rowVersion }),
    onDone: (_, { to }) => {
      const { name } = able.find((it) => it.userId === to) ?? {};
      said.value = { words: `On the list of ${name ?? 'somebody else'}. Tell them: nobody has called them.` };
      onClose();
    },
  });
  return (
    <FormDialog of={form} about={need.id} title={`Who sees to “${title}”?`} action="Give it to them" onClose={onClose}>
      <SelectField
        {...form.field('to', 'give-to')}
        label="Who"
        hint="Those with a role at this centre now. Who is in the building, the sign-in book says."
        placeholder={failed ? 'The names come with the signal' : 'Choose somebody'}
        options={able.map((it) => ({
          value: it.userId,
          label: it.userId === need.holderId ? `${it.name} · ${it.role}, has it now` : `${it.name} · ${it.role}`,
        }))}
      />
    </FormDialog>
  );
}
