import { capital } from '../../../shared/words.ts';
import { hoursTyped } from '../../../shared/hours/words.ts';
import { HoursField } from '../../parts/hours/HoursField.tsx';
import { partnerKinds, savePartner, type PartnerDetails, type PartnerView } from '../../../shared/partners/contract.ts';
import { FormDialog } from '../../forms/Form.tsx';
import { useForm } from '../../forms/useForm.ts';
import { toSend } from '../../forms/toSend.ts';
import { newId } from '../../data/ids.ts';
import { TextField } from '../../ui/fields.tsx';
import { SelectField } from '../../ui/select.tsx';

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
  { key: 'hours', label: 'Hours it answers', hint: 'Such as 24/7, or Mon-Fri 09:00-17:00; bank holidays closed' },
  { key: 'contact', label: 'Duty contact' },
  { key: 'contactPhone', label: 'Telephone', type: 'tel' },
  { key: 'contactEmail', label: 'Email', type: 'email' },
  { key: 'deputy', label: 'Deputy', optional: true },
  { key: 'deputyPhone', label: 'Deputy’s telephone', type: 'tel', optional: true },
] as const;

const labels: Record<string, string> = {
  code: 'Code',
  kind: 'Kind',
  ...Object.fromEntries(fields.map(({ key, label }) => [key, label])),
};

const kinds = partnerKinds.map((value) => ({ value, label: capital(value) }));

export interface SavingProps {
  onClose: () => void;
  onSaved: () => void;
}

const detailsOf = (partner: PartnerView | null): typeof empty =>
  partner
    ? {
        ...(Object.fromEntries(
          Object.keys(empty).map((key) => [key, partner[key as keyof PartnerDetails]]),
        ) as typeof empty),
        hours: hoursTyped(partner.hours),
      }
    : empty;

export function PartnerForm({ partner, onClose, onSaved }: SavingProps & { partner: PartnerView | null }) {
  const form = useForm({
    version: partner?.rowVersion,
    draft: () => detailsOf(partner),
    sends: (draft, version) =>
      toSend(savePartner, {
        partnerId: partner?.id ?? newId(),
        baseVersion: partner ? version : null,
        details: draft as PartnerDetails,
      }),
    inWords: ({ name, text }, draft) =>
      draft[name as keyof PartnerDetails].trim() === '' ? `Fill in: ${labels[name] ?? name}` : text,
    onDone: onSaved,
  });
  return (
    <FormDialog
      of={form}
      drawer
      about={partner?.id ?? null}
      title={partner ? `Change ${partner.code}` : 'Add a partner'}
      action={partner ? 'Save changes' : 'Add to the register'}
      notNow="Cancel"
      now="open it again to see what it says"
      onClose={onClose}
    >
      {!partner && (
        <TextField
          {...form.field('code', 'partner-code')}
          label="Code"
          hint="Capitals, digits and hyphens; it never changes"
          width={10}
        />
      )}
      <SelectField {...form.field('kind', 'partner-kind')} label="Kind" placeholder="Choose" options={kinds} />
      {fields.map(({ key, ...look }) => {
        const Field = key === 'hours' ? HoursField : TextField;
        return <Field key={key} {...form.field(key, `partner-${key}`)} {...look} />;
      })}
    </FormDialog>
  );
}
