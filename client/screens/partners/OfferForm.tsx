import { londonDay } from '../../../shared/london.ts';
import { saveCapacity, type CapacityView, type PartnerView } from '../../../shared/partners/contract.ts';
import { rosterRoleNames } from '../../../shared/partners/names.ts';
import { now } from '../../session/now.ts';
import { FormDialog } from '../../forms/Form.tsx';
import { NumberField } from '../../forms/NumberField.tsx';
import { useForm } from '../../forms/useForm.ts';
import { toSend } from '../../forms/toSend.ts';
import { newId } from '../../data/ids.ts';
import { LinkButton } from '../../ui/button.tsx';
import { TextField } from '../../ui/fields.tsx';
import { SelectField } from '../../ui/select.tsx';
import type { SavingProps } from './PartnerForm.tsx';
import { offerTitle } from './words.ts';

const roles = Object.entries(rosterRoleNames).map(([value, label]) => ({ value, label }));
const listOf = (text: string): string[] => text.split(/[\s,|]+/).filter((it) => it !== '');

interface Draft {
  role: string;
  languages: string;
  heads: number | null;
  calloutMinutes: number | null;
  maxHours: number | null;
  confirmedOn: string;
}

const draftOf = (offer: CapacityView | null): Draft => ({
  role: offer?.role ?? '',
  languages: offer?.languages.join(', ') ?? '',
  heads: offer?.heads ?? null,
  calloutMinutes: offer?.calloutMinutes ?? null,
  maxHours: offer?.maxHours ?? 8,
  confirmedOn: offer?.confirmedOn ?? '',
});

const labels: Record<string, string> = {
  role: 'Role',
  languages: 'Language',
  heads: 'People',
  calloutMinutes: 'Minutes from call to arrival',
  maxHours: 'Longest stretch, hours',
};
const isEmpty = (value: unknown): boolean => value === null || value === '';

const saysOf = (partner: PartnerView, offer: CapacityView | null) => (draft: Draft, version: number) => {
  const { languages, confirmedOn, ...rest } = draft;
  const details = { ...rest, partner: partner.code, languages: listOf(languages), confirmedOn: confirmedOn || null };
  return toSend(saveCapacity, {
    capacityId: offer?.id ?? newId(),
    baseVersion: offer ? version : null,
    // The contract says what is wrong with what is missing.
    details: details as CapacityView,
  });
};

export function OfferForm({
  partner,
  offer,
  onClose,
  onSaved,
}: SavingProps & { partner: PartnerView; offer: CapacityView | null }) {
  const form = useForm({
    version: offer?.rowVersion,
    draft: () => draftOf(offer),
    inWords: ({ name, text }, draft) =>
      isEmpty(draft[name as keyof Draft]) ? `Fill in: ${labels[name] ?? name}` : text,
    sends: saysOf(partner, offer),
    onDone: onSaved,
  });
  return (
    <FormDialog
      of={form}
      drawer
      about={offer?.id ?? partner.id}
      title={offer ? offerTitle(offer) : `Add a role to ${partner.code}`}
      action="Save"
      notNow="Cancel"
      now="open it again to see what it says"
      onClose={onClose}
    >
      {!offer && (
        <SelectField {...form.field('role', 'offer-role')} label="Role" placeholder="Choose" options={roles} />
      )}
      {form.draft.role === 'interpreter' && (
        <TextField
          {...form.field('languages', 'offer-languages')}
          label="Language"
          hint="A code such as ro; one row for each language"
          width={10}
        />
      )}
      <NumberField
        {...form.field('heads', 'offer-heads')}
        label="People"
        hint="0 takes the offer away and keeps its record"
        min={0}
      />
      <NumberField {...form.field('calloutMinutes', 'offer-callout')} label="Minutes from call to arrival" min={0} />
      <NumberField {...form.field('maxHours', 'offer-hours')} label="Longest stretch, hours" min={0} step="0.5" />
      <TextField {...form.field('confirmedOn', 'offer-confirmed')} label="Confirmed on" type="date" width={10} />
      <LinkButton onClick={() => form.set({ confirmedOn: londonDay(now.peek()) })}>They confirmed it today</LinkButton>
    </FormDialog>
  );
}
