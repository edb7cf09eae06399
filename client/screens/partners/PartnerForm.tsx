import { useState } from 'preact/hooks';
import {
  partnerHours,
  partnerKinds,
  savePartner,
  type PartnerDetails,
  type PartnerView,
} from '../../../shared/partners/contract.ts';
import { Refusal } from '../../forms/Refusal.tsx';
import { errorAt, useSend } from '../../forms/useSend.ts';
import { newId } from '../../data/ids.ts';
import { Button } from '../../ui/button.tsx';
import { Drawer } from '../../ui/dialog.tsx';
import { SelectField, TextField } from '../../ui/fields.tsx';

const empty: Record<keyof PartnerDetails, string> = {
  code: '',
  name: '',
  kind: '',
  hours: '24/7',
  contact: '',
  contactPhone: '',
  contactEmail: '',
  deputy: '',
  deputyPhone: '',
};

const fields = [
  { key: 'name', label: 'Name' },
  { key: 'hours', label: 'Hours it answers', hint: '24/7, or Mo-Fr 09:00-17:00' },
  { key: 'contact', label: 'Duty contact' },
  { key: 'contactPhone', label: 'Telephone', type: 'tel' },
  { key: 'contactEmail', label: 'Email', type: 'email' },
  { key: 'deputy', label: 'Deputy', optional: true },
  { key: 'deputyPhone', label: 'Deputy’s telephone', type: 'tel', optional: true },
] as const;

const kinds = partnerKinds.map((value) => ({ value, label: value.charAt(0).toUpperCase() + value.slice(1) }));

export interface SavingProps {
  onClose: () => void;
  onSaved: () => void;
}

const detailsOf = (partner: PartnerView | null): typeof empty =>
  partner
    ? (Object.fromEntries(Object.keys(empty).map((key) => [key, partner[key as keyof PartnerDetails]])) as typeof empty)
    : empty;

export function PartnerForm({ partner, onClose, onSaved }: SavingProps & { partner: PartnerView | null }) {
  const [draft, setDraft] = useState(() => detailsOf(partner));
  const { send, busy, refused } = useSend();
  const set = (key: string) => (value: string) => setDraft({ ...draft, [key]: value });
  const error = (key: string) => {
    const found = errorAt(refused, `details/${key}`);
    return found === undefined ? {} : { error: found };
  };
  const save = async () => {
    const done = await send(savePartner, {
      partnerId: partner?.id ?? newId(),
      baseVersion: partner?.rowVersion ?? null,
      details: { ...draft, hours: partnerHours(draft.hours) } as PartnerDetails,
    });
    if (done !== null) onSaved();
  };
  return (
    <Drawer
      about={partner?.id ?? null}
      open
      title={partner ? `Change ${partner.code}` : 'Add a partner'}
      onClose={onClose}
      foot={
        <>
          <Button busy={busy} onClick={() => void save()}>
            {partner ? 'Save changes' : 'Add to the register'}
          </Button>
          <Button kind="quiet" onClick={onClose}>
            Cancel
          </Button>
        </>
      }
    >
      <Refusal refused={refused} />
      {!partner && (
        <TextField
          id="partner-code"
          label="Code"
          hint="Capitals, digits and hyphens; it never changes"
          width={10}
          value={draft.code}
          onInput={set('code')}
          {...error('code')}
        />
      )}
      <SelectField
        id="partner-kind"
        label="Kind"
        placeholder="Choose"
        options={kinds}
        value={draft.kind}
        onInput={set('kind')}
        {...error('kind')}
      />
      {fields.map(({ key, ...look }) => (
        <TextField key={key} id={`partner-${key}`} value={draft[key]} onInput={set(key)} {...look} {...error(key)} />
      ))}
    </Drawer>
  );
}
