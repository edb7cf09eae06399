import { useState } from 'preact/hooks';
import { londonDay } from '../../../shared/london.ts';
import {
  rosterRoleNames,
  saveCapacity,
  type CapacityView,
  type PartnerView,
} from '../../../shared/partners/contract.ts';
import { now } from '../../session/now.ts';
import { Refusal } from '../../forms/Refusal.tsx';
import { errorAt, useSend } from '../../forms/useSend.ts';
import { newId } from '../../data/ids.ts';
import { Button, LinkButton } from '../../ui/button.tsx';
import { Drawer } from '../../ui/dialog.tsx';
import { NumberField, SelectField, TextField } from '../../ui/fields.tsx';
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

export function OfferForm({
  partner,
  offer,
  onClose,
  onSaved,
}: SavingProps & { partner: PartnerView; offer: CapacityView | null }) {
  const [draft, setDraft] = useState(() => draftOf(offer));
  const { send, busy, refused } = useSend();
  const set = (change: Partial<Draft>) => setDraft({ ...draft, ...change });
  const error = (key: keyof Draft) => {
    const found = errorAt(refused, `details/${key}`);
    return found === undefined ? {} : { error: draft[key] === null || draft[key] === '' ? 'Fill this in' : found };
  };
  const save = async () => {
    const { languages, confirmedOn, ...rest } = draft;
    const details = { ...rest, partner: partner.code, languages: listOf(languages), confirmedOn: confirmedOn || null };
    const capacityId = offer?.id ?? newId();
    const done = await send(saveCapacity, {
      capacityId,
      baseVersion: offer?.rowVersion ?? null,
      // The contract says what is wrong with what is missing.
      details: details as CapacityView,
    });
    if (done !== null) onSaved();
  };
  return (
    <Drawer
      about={offer?.id ?? partner.id}
      open
      title={offer ? offerTitle(offer) : `Add a role to ${partner.code}`}
      onClose={onClose}
      foot={
        <>
          <Button busy={busy} onClick={() => void save()}>
            Save
          </Button>
          <Button kind="quiet" onClick={onClose}>
            Cancel
          </Button>
        </>
      }
    >
      <Refusal refused={refused?.problem ? refused : null} />
      {!offer && (
        <SelectField
          id="offer-role"
          label="Role"
          placeholder="Choose"
          options={roles}
          value={draft.role}
          onInput={(role) => set({ role })}
          {...error('role')}
        />
      )}
      {draft.role === 'interpreter' && (
        <TextField
          id="offer-languages"
          label="Language"
          hint="A code such as ro; one row for each language"
          width={10}
          value={draft.languages}
          onInput={(languages) => set({ languages })}
          {...error('languages')}
        />
      )}
      <NumberField
        id="offer-heads"
        label="People"
        hint="0 takes the offer away and keeps its record"
        min={0}
        value={draft.heads}
        onInput={(heads) => set({ heads })}
        {...error('heads')}
      />
      <NumberField
        id="offer-callout"
        label="Minutes from call to arrival"
        min={0}
        value={draft.calloutMinutes}
        onInput={(calloutMinutes) => set({ calloutMinutes })}
        {...error('calloutMinutes')}
      />
      <NumberField
        id="offer-hours"
        label="Longest stretch, hours"
        min={0}
        step="0.5"
        value={draft.maxHours}
        onInput={(maxHours) => set({ maxHours })}
        {...error('maxHours')}
      />
      <TextField
        id="offer-confirmed"
        label="Confirmed on"
        type="date"
        width={10}
        value={draft.confirmedOn}
        onInput={(confirmedOn) => set({ confirmedOn })}
        {...error('confirmedOn')}
      />
      <LinkButton onClick={() => set({ confirmedOn: londonDay(now.peek()) })}>They confirmed it today</LinkButton>
    </Drawer>
  );
}
