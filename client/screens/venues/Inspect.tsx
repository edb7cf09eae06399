import { useMemo, useState } from 'preact/hooks';
import { londonDay } from '../../../shared/london.ts';
import type { VenueItem } from '../../../shared/venues/views.ts';
import { archiveVenue, inspectVenue, type Suitability } from '../../../shared/venues/contract.ts';
import { now } from '../../session/now.ts';
import { Refusal } from '../../forms/Refusal.tsx';
import { errorAt, useSend } from '../../forms/useSend.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog, Drawer } from '../../ui/dialog.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { TextArea } from '../../ui/fields.tsx';
import { emptyDraft, fieldId, type Draft } from './form.ts';
import { InspectionFields } from './InspectionFields.tsx';
import { nameOf } from './words.ts';

export interface DoingProps {
  venue: VenueItem;
  onClose: () => void;
  onSaved: (venueId: string) => void;
}

const yearAfter = (day: string): string => `${Number(day.slice(0, 4)) + 1}${day.slice(4)}`.replace('-02-29', '-02-28');

const names: Record<string, keyof Draft> = {
  inspectedOn: 'lastInspected',
  inspectedBy: 'inspectedBy',
  dueOn: 'inspectionDue',
  suitability: 'suitability',
  conditions: 'conditions',
};

/** Today's inspection, to be due again in a year unless another day is given. */
export function Inspect({ venue, onClose, onSaved }: DoingProps) {
  const today = londonDay(now.peek());
  const [draft, setDraft] = useState<Draft>({ ...emptyDraft(), lastInspected: today, inspectionDue: yearAfter(today) });
  const { send, busy, refused } = useSend();
  const errors = useMemo(() => {
    const found = new Map<keyof Draft, string>();
    for (const { pointer, detail } of refused?.errors ?? []) {
      const key = names[pointer.split('/')[2] ?? ''];
      if (key) found.set(key, draft[key] === null ? 'Choose one' : detail);
    }
    return found;
  }, [refused]);
  const save = async () => {
    const done = await send(inspectVenue, {
      venueId: venue.id,
      baseVersion: venue.rowVersion,
      inspectedOn: draft.lastInspected ?? '',
      inspectedBy: draft.inspectedBy ?? '',
      dueOn: draft.inspectionDue ?? '',
      suitability: draft.suitability as Suitability,
      conditions: draft.conditions ?? '',
    });
    if (done !== null) onSaved(venue.id);
  };
  return (
    <Drawer
      about={venue.id}
      open
      title={`Inspection of ${nameOf(venue)}`}
      onClose={onClose}
      foot={
        <>
          <Button busy={busy} onClick={() => void save()}>
            Record it
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
        <Refusal refused={refused} />
      )}
      <InspectionFields draft={draft} errors={errors} set={(change) => setDraft({ ...draft, ...change })} />
    </Drawer>
  );
}

/** Takes a venue off the register, with a reason. Its record stays. */
export function Archive({ venue, onClose, onSaved }: DoingProps) {
  const [reason, setReason] = useState('');
  const { send, busy, refused } = useSend();
  const error = errorAt(refused, 'reason');
  const save = async () => {
    const done = await send(archiveVenue, { venueId: venue.id, baseVersion: venue.rowVersion, reason });
    if (done !== null) onSaved(venue.id);
  };
  return (
    <Dialog
      about={venue.id}
      open
      title={`Take ${nameOf(venue)} off the register?`}
      onClose={onClose}
      foot={
        <>
          <Button kind="warning" busy={busy} onClick={() => void save()}>
            Take it off
          </Button>
          <Button kind="quiet" onClick={onClose}>
            Keep it
          </Button>
        </>
      }
    >
      {error === undefined && <Refusal refused={refused} />}
      <p>Its record stays, and centres that were there keep it. It can no longer be chosen.</p>
      <TextArea
        id="archive-reason"
        label="Reason"
        limit={500}
        value={reason}
        onInput={setReason}
        {...(error ? { error: 'Give the reason' } : {})}
      />
    </Dialog>
  );
}
