import { roleTitle, rosterRoleNames } from '../../../shared/partners/names.ts';
import { addSlot } from '../../../shared/rosters/contract.ts';
import { slotsHere } from '../../parts/centres/here.ts';
import { partnerName, type Partners } from '../../parts/partners/partners.ts';
import { FormDialog } from '../../forms/Form.tsx';
import { NumberField } from '../../forms/NumberField.tsx';
import { useForm } from '../../forms/useForm.ts';
import { toSend } from '../../forms/toSend.ts';
import { bothNames } from '../../../shared/languages.ts';
import { centreId, operationId } from '../../session/session.ts';
import { newId } from '../../data/ids.ts';
import { TextField } from '../../ui/fields.tsx';
import { SelectField } from '../../ui/select.tsx';
import { clockTime } from '../../ui/time.ts';
import type { ShiftColumn } from './board.ts';

interface AddProps {
  shifts: readonly ShiftColumn[];
  partners: Partners;
  onClose: () => void;
}

const roleOptions = (): { value: string; label: string }[] =>
  [...new Set([...Object.keys(rosterRoleNames), ...slotsHere.value.map((it) => it.role)])]
    .map((role) => ({ value: role, label: roleTitle(role) }))
    .toSorted((a, b) => a.label.localeCompare(b.label));

const partnerOptions = (partners: Partners): { value: string; label: string }[] =>
  [...new Set([...partners.keys(), ...slotsHere.value.map((it) => it.partner)])]
    .map((code) => ({ value: code, label: partnerName(partners, code) }))
    .toSorted((a, b) => a.label.localeCompare(b.label));

const languageOptions = (): { value: string; label: string }[] =>
  [...new Set(slotsHere.value.flatMap((it) => it.language ?? []))].map((tag) => ({
    value: tag,
    label: bothNames(tag),
  }));

const blank = {
  role: '',
  partner: '',
  language: '',
  shift: '',
  needed: 1 as number | null,
  note: '',
};

const useAdding = ({ shifts, onClose }: AddProps) =>
  useForm({
    draft: () => blank,
    faults: ({ role, partner, shift, needed }) => ({
      role: role === '' && 'Choose a role',
      partner: partner === '' && 'Choose a partner',
      shift: !shifts.some((it) => it.key === shift) && 'Choose a shift',
      needed: needed === null && 'Enter how many',
    }),
    sends: ({ shift, language, needed, ...draft }) => {
      const times = shifts.find((it) => it.key === shift);
      return toSend(addSlot, {
        operationId: operationId.value ?? '',
        centreId: centreId.value ?? '',
        slotId: newId(),
        ...draft,
        language: language === '' ? null : language,
        shiftStart: times?.start ?? '',
        shiftEnd: times?.end ?? '',
        needed: needed ?? 0,
      });
    },
    onDone: onClose,
  });

/** Puts another partner, role or shift on the roster. */
export function AddSlot(props: AddProps) {
  const { shifts, partners, onClose } = props;
  const form = useAdding(props);
  return (
    <FormDialog of={form} about={null} title="Add to the roster" action="Add" onClose={onClose}>
      <SelectField
        {...form.field('role', 'add-role')}
        label="Role"
        placeholder="Choose a role"
        options={roleOptions()}
      />
      {form.draft.role === 'interpreter' && (
        <SelectField
          {...form.field('language', 'add-language')}
          label="Language"
          placeholder="Any"
          options={languageOptions()}
        />
      )}
      <SelectField
        {...form.field('partner', 'add-partner')}
        label="Partner"
        placeholder="Choose a partner"
        options={partnerOptions(partners)}
      />
      <SelectField
        {...form.field('shift', 'add-shift')}
        label="Shift"
        placeholder="Choose a shift"
        options={shifts.map((it) => ({
          value: it.key,
          label: `${it.name}, ${clockTime(it.start)} to ${clockTime(it.end)}`,
        }))}
      />
      <NumberField {...form.field('needed', 'add-needed')} label="How many" min={1} />
      <TextField {...form.field('note', 'add-note')} label="Note" optional maxLength={500} />
    </FormDialog>
  );
}
