import { useState } from 'preact/hooks';
import { roleTitle, rosterRoleNames } from '../../../shared/partners/contract.ts';
import { addSlot } from '../../../shared/rosters/contract.ts';
import { slotsHere } from '../../parts/centres/here.ts';
import { partnerName, type Partners } from '../../parts/partners/partners.ts';
import { Refusal } from '../../forms/Refusal.tsx';
import { errorAt, useSend } from '../../forms/useSend.ts';
import { languageName } from '../../parts/words.ts';
import { centreId, operationId } from '../../session/session.ts';
import { newId } from '../../data/ids.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { NumberField, SelectField, TextField } from '../../ui/fields.tsx';
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
    label: languageName(tag),
  }));

interface Typed {
  role: string;
  partner: string;
  language: string;
  shift: string;
  needed: number | null;
  note: string;
}

/** Puts another partner, role or shift on the roster. */
export function AddSlot({ shifts, partners, onClose }: AddProps) {
  const { send, busy, refused } = useSend();
  const [typed, setTyped] = useState<Typed>({ role: '', partner: '', language: '', shift: '', needed: 1, note: '' });
  const [fault, setFault] = useState<string | null>(null);
  const set = (change: Partial<Typed>) => setTyped((all) => ({ ...all, ...change }));
  const save = async () => {
    const shift = shifts.find((it) => it.key === typed.shift);
    const whole = typed.role !== '' && typed.partner !== '' && shift !== undefined && typed.needed !== null;
    setFault(whole ? null : 'Choose a role, a partner and a shift, and enter how many');
    if (!shift || !whole) return;
    const done = await send(addSlot, {
      operationId: operationId.value ?? '',
      centreId: centreId.value ?? '',
      slotId: newId(),
      role: typed.role,
      partner: typed.partner,
      language: typed.language === '' ? null : typed.language,
      shiftStart: shift.start,
      shiftEnd: shift.end,
      needed: typed.needed ?? 0,
      note: typed.note,
    });
    if (done !== null) onClose();
  };
  const needed = errorAt(refused, 'needed');
  return (
    <Dialog
      about={null}
      open
      title="Add to the roster"
      onClose={onClose}
      foot={
        <>
          <Button busy={busy} onClick={() => void save()}>
            Add
          </Button>
          <Button kind="secondary" onClick={onClose}>
            Not now
          </Button>
        </>
      }
    >
      {fault && (
        <p class="govuk-error-message" role="alert">
          {fault}
        </p>
      )}
      <Refusal refused={refused} />
      <SelectField
        id="add-role"
        label="Role"
        placeholder="Choose a role"
        options={roleOptions()}
        value={typed.role}
        onInput={(role) => set({ role })}
      />
      {typed.role === 'interpreter' && (
        <SelectField
          id="add-language"
          label="Language"
          placeholder="Any"
          options={languageOptions()}
          value={typed.language}
          onInput={(language) => set({ language })}
        />
      )}
      <SelectField
        id="add-partner"
        label="Partner"
        placeholder="Choose a partner"
        options={partnerOptions(partners)}
        value={typed.partner}
        onInput={(partner) => set({ partner })}
      />
      <SelectField
        id="add-shift"
        label="Shift"
        placeholder="Choose a shift"
        options={shifts.map((it) => ({
          value: it.key,
          label: `${it.name}, ${clockTime(it.start)} to ${clockTime(it.end)}`,
        }))}
        value={typed.shift}
        onInput={(shift) => set({ shift })}
      />
      <NumberField
        id="add-needed"
        label="How many"
        min={1}
        value={typed.needed}
        onInput={(count) => set({ needed: count })}
        {...(needed ? { error: needed } : {})}
      />
      <TextField
        id="add-note"
        label="Note"
        optional
        maxLength={500}
        value={typed.note}
        onInput={(note) => set({ note })}
      />
    </Dialog>
  );
}
