import { useMemo } from 'preact/hooks';
import { hoursTyped } from '../../../shared/hours/words.ts';
import type { VenueItem } from '../../../shared/venues/views.ts';
import { changeVenue, createVenue } from '../../../shared/venues/contract.ts';
import type { VenueDetails } from '../../../shared/venues/venue.ts';
import { FormDialog } from '../../forms/Form.tsx';
import { useForm } from '../../forms/useForm.ts';
import { toSend } from '../../forms/toSend.ts';
import type { Form } from '../../forms/formType.ts';
import { useQuery } from '../../data/useQuery.ts';
import { newId } from '../../data/ids.ts';
import { Drawer } from '../../ui/dialog.tsx';
import { FailedPanel, LoadingBars } from '../../ui/notice.tsx';
import { VenueField } from './Fields.tsx';
import { changesIn, type Draft, emptyDraft, faultWords } from './form.ts';
import { InspectionFields } from './InspectionFields.tsx';
import { Place } from './Place.tsx';
import { later, opens, what, type Section } from './sections.ts';
import './form.scss';

interface Props {
  title: string;
  before: Draft;
  /** The venue to change; null to add one. */
  venue: VenueItem | null;
  onClose: () => void;
  onSaved: (venueId: string) => void;
}

function Part({ part, form }: { part: Section; form: Form<Draft> }) {
  return (
    <fieldset class="venue-section">
      <legend>{part.title}</legend>
      {part.specs.map((spec) => (
        <VenueField key={spec.key} spec={spec} form={form} />
      ))}
    </fieldset>
  );
}

/** A code that nobody typed is given out. */
const added = ({ code, ...draft }: Draft) => ({ ...draft, ...(code?.trim() ? { code } : {}) }) as VenueDetails;

const useVenue = ({ venue, before, onSaved }: Props) => {
  const venueId = useMemo(() => venue?.id ?? newId(), []);
  return useForm({
    version: venue?.rowVersion,
    from: 'open',
    draft: () => before,
    inWords: faultWords,
    sends: (draft, baseVersion) => {
      if (!venue) return toSend(createVenue, { venueId, details: added(draft) });
      const changes = changesIn(draft, before) as Partial<VenueDetails>;
      return Object.keys(changes).length === 0 ? null : toSend(changeVenue, { venueId, baseVersion, changes });
    },
    onDone: () => onSaved(venueId),
  });
};

function Fields(props: Props) {
  const { title, venue, onClose } = props;
  const form = useVenue(props);
  return (
    <FormDialog
      of={form}
      drawer
      about={venue?.id ?? null}
      title={title}
      action={venue ? 'Save changes' : 'Add to the register'}
      notNow="Cancel"
      now={venue && 'open it again to see what it says'}
      class="venue-form"
      onClose={onClose}
    >
      <Part part={what} form={form} />
      <Place form={form} />
      <Part part={opens} form={form} />
      {venue ? <Parts parts={later.changed} form={form} /> : <Later form={form} />}
    </FormDialog>
  );
}

function Parts({ parts, form }: { parts: readonly Section[]; form: Form<Draft> }) {
  return (
    <>
      {parts.map((part) => (
        <Part key={part.title} part={part} form={form} />
      ))}
    </>
  );
}

/** What a new venue can be used without. */
function Later({ form }: { form: Form<Draft> }) {
  return (
    <details class="venue-later" open={form.left.length > 0 || undefined}>
      <summary class="unfolds">The rest, if you know it. It can be found out later</summary>
      <Parts parts={later.added} form={form} />
      <InspectionFields form={form} />
    </details>
  );
}

type Closing = Pick<Props, 'onClose' | 'onSaved'>;

export function AddVenue(props: Closing) {
  return <Fields {...props} title="Add a venue" before={emptyDraft()} venue={null} />;
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
  return (
    <Fields
      {...props}
      title={title}
      before={{ ...venue, ...data, availableHours: venue.availableHours && hoursTyped(venue.availableHours) }}
      venue={venue}
    />
  );
}
