import { londonDay } from '../../../shared/london.ts';
import type { VenueItem } from '../../../shared/venues/views.ts';
import { archiveVenue, inspectVenue } from '../../../shared/venues/contract.ts';
import type { Suitability } from '../../../shared/venues/venue.ts';
import { now } from '../../session/now.ts';
import { FormDialog } from '../../forms/Form.tsx';
import { useForm } from '../../forms/useForm.ts';
import { toSend } from '../../forms/toSend.ts';
import { TextArea } from '../../ui/fields.tsx';
import { emptyDraft, type Draft } from '../../parts/venues/form.ts';
import { InspectionFields } from '../../parts/venues/InspectionFields.tsx';
import { nameOf } from './words.ts';

export interface DoingProps {
  venue: VenueItem;
  onClose: () => void;
  onSaved: (venueId: string) => void;
}

const yearAfter = (day: string): string => `${Number(day.slice(0, 4)) + 1}${day.slice(4)}`.replace('-02-29', '-02-28');

/** Today's inspection, to be due again in a year unless another day is given. */
export function Inspect({ venue, onClose, onSaved }: DoingProps) {
  const form = useForm({
    version: venue.rowVersion,
    from: 'open',
    draft: (): Draft => {
      const today = londonDay(now.peek());
      return { ...emptyDraft(), lastInspected: today, inspectionDue: yearAfter(today) };
    },
    called: { inspectedOn: 'lastInspected', dueOn: 'inspectionDue' },
    inWords: ({ name, text }, { suitability }) =>
      name === 'suitability' && suitability === null ? 'Choose one' : text,
    sends: (draft, baseVersion) =>
      toSend(inspectVenue, {
        venueId: venue.id,
        baseVersion,
        inspectedOn: draft.lastInspected ?? '',
        inspectedBy: draft.inspectedBy ?? '',
        dueOn: draft.inspectionDue ?? '',
        suitability: draft.suitability as Suitability,
        conditions: draft.conditions ?? '',
      }),
    onDone: () => onSaved(venue.id),
  });
  return (
    <FormDialog
      of={form}
      drawer
      about={venue.id}
      title={`Inspection of ${nameOf(venue)}`}
      action="Record it"
      notNow="Cancel"
      now="open it again to see what it says"
      onClose={onClose}
    >
      <InspectionFields form={form} />
    </FormDialog>
  );
}

/** Takes a venue off the register, with a reason. Its record stays. */
export function Archive({ venue, onClose, onSaved }: DoingProps) {
  const form = useForm({
    version: venue.rowVersion,
    from: 'open',
    draft: () => ({ reason: '' }),
    faults: ({ reason }) => ({ reason: reason.trim() === '' && 'Give the reason' }),
    sends: ({ reason }, baseVersion) => toSend(archiveVenue, { venueId: venue.id, baseVersion, reason }),
    onDone: () => onSaved(venue.id),
  });
  return (
    <FormDialog
      of={form}
      about={venue.id}
      title={`Take ${nameOf(venue)} off the register?`}
      action="Take it off"
      warning
      notNow="Keep it"
      now="changed since you looked"
      onClose={onClose}
    >
      <p>Its record stays, and centres that were there keep it. It can no longer be chosen.</p>
      <TextArea {...form.field('reason', 'archive-reason')} label="Reason" limit={500} />
    </FormDialog>
  );
}
