import { useMemo, useState } from 'preact/hooks';
import type { VenueItem } from '../../../shared/venues/views.ts';
import { changeVenue, createVenue, type VenueDetails } from '../../../shared/venues/contract.ts';
import { Refusal } from '../../forms/Refusal.tsx';
import { useQuery } from '../../data/useQuery.ts';
import { useSend } from '../../forms/useSend.ts';
import { newId } from '../../data/ids.ts';
import { Button } from '../../ui/button.tsx';
import { Drawer } from '../../ui/dialog.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { FailedPanel, LoadingBars } from '../../ui/panel.tsx';
import { VenueField } from './Fields.tsx';
import { changesIn, emptyDraft, errorsByField, fieldId, type Draft } from './form.ts';
import { InspectionFields } from './InspectionFields.tsx';
import { Place } from './Place.tsx';
import { code, sections, what, type Section } from './sections.ts';

interface FormProps {
  title: string;
  before: Draft;
  /** The venue to change; null to add one. */
  venue: VenueItem | null;
  onClose: () => void;
  onSaved: (venueId: string) => void;
}

function Part({
  part,
  draft,
  errors,
  set,
}: {
  part: Section;
  draft: Draft;
  errors: Map<string, string>;
  set: (change: Partial<Draft>) => void;
}) {
  return (
    <fieldset class="venue-section">
      <legend>{part.title}</legend>
      {part.specs.map((spec) => (
        <VenueField key={spec.key} spec={spec} draft={draft} error={errors.get(spec.key)} set={set} />
      ))}
    </fieldset>
  );
}

const useSaving = ({ venue, before, onClose, onSaved }: FormProps, draft: Draft) => {
  const { send, busy, refused } = useSend();
  const save = async () => {
    const venueId = venue?.id ?? newId();
    if (venue && Object.keys(changesIn(draft, before)).length === 0) return onClose();
    const done = venue
      ? await send(changeVenue, {
          venueId,
          baseVersion: venue.rowVersion,
          changes: changesIn(draft, before) as Partial<VenueDetails>,
        })
      : await send(createVenue, { venueId, details: draft as VenueDetails });
    if (done !== null) onSaved(venueId);
  };
  return { save, busy, refused };
};

function Form(props: FormProps) {
  const { title, before, venue, onClose } = props;
  const [draft, setDraft] = useState(before);
  const { save, busy, refused } = useSaving(props, draft);
  const errors = useMemo(() => errorsByField(refused?.errors ?? [], draft), [refused]);
  const set = (change: Partial<Draft>) => setDraft((it) => ({ ...it, ...change }));
  const part = { draft, errors, set };
  return (
    <Drawer
      open
      about={venue?.id ?? null}
      title={title}
      class="venue-form"
      onClose={onClose}
      foot={
        <>
          <Button busy={busy} onClick={() => void save()}>
            {venue ? 'Save changes' : 'Add to the register'}
          </Button>
          <Button kind="quiet" onClick={onClose}>
            Cancel
          </Button>
        </>
      }
    >
      {errors.size > 0 ? (
        <ErrorSummary errors={[...errors].map(([key, text]) => ({ id: fieldId(key), text }))} />
      ) : (
        <Refusal refused={refused} now={venue ? 'open it again to see what it says' : undefined} />
      )}
      <Part part={venue ? what : { ...what, specs: [code, ...what.specs] }} {...part} />
      <Place {...part} />
      {sections.map((section) => (
        <Part key={section.title} part={section} {...part} />
      ))}
      {!venue && <InspectionFields {...part} />}
    </Drawer>
  );
}

type Closing = Pick<FormProps, 'onClose' | 'onSaved'>;

export function AddVenue(props: Closing) {
  return <Form {...props} title="Add a venue" before={emptyDraft()} venue={null} />;
}

/** Opens the address, which is recorded, and then the form. */
export function ChangeVenue({ venue, ...props }: Closing & { venue: VenueItem }) {
  const { data, failed, reload } = useQuery('/api/venues/:id/access', { id: venue.id });
  const title = `Change ${venue.code}`;
  if (!data)
    return (
      <Drawer open about={venue.id} title={title} class="venue-form" onClose={props.onClose}>
        {failed ? <FailedPanel title="The venue could not be read" onRetry={reload} /> : <LoadingBars />}
      </Drawer>
    );
  return <Form {...props} title={title} before={{ ...venue, ...data }} venue={venue} />;
}
