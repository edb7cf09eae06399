import { useState } from 'preact/hooks';
import { type NeedRow, type NeedState, progressNeed } from '../../../shared/needs.ts';
import { byId } from '../../data/store.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/fields.tsx';
import { can } from '../../session/session.ts';
import { actionsFor, holderWords } from './needBoard.ts';
import { Refusal } from '../../forms/Refusal.tsx';
import { useSend } from '../../forms/useSend.ts';

const noteFor: Partial<Record<NeedState, string>> = {
  escalated: 'Why, and what is needed',
};

/** Sends one step of a need on its way, from the version this screen shows. */
export const useProgress = (need: NeedRow) => {
  const sending = useSend();
  const step = (to: NeedState, note = '') =>
    sending.send(progressNeed, {
      operationId: need.operationId,
      needId: need.id,
      to,
      baseVersion: need.rowVersion,
      ...(note.trim() === '' ? {} : { note }),
    });
  return { ...sending, step };
};

/** Everything that can be done with a need, and what has been said of it. */
export function NeedActions({ need, onDone }: { need: NeedRow; onDone?: () => void }) {
  const { step, busy, refused } = useProgress(need);
  const [note, setNote] = useState('');
  const [asking, setAsking] = useState<NeedState | null>(null);
  const detail = byId.needDetail.value.get(need.id);
  const take = async (to: NeedState) => {
    if (noteFor[to] && asking !== to && note.trim() === '') return setAsking(to);
    if ((await step(to, note)) === null) return;
    setNote('');
    setAsking(null);
    onDone?.();
  };
  if (!can('needs.progress', { centreId: need.centreId })) {
    return <p class="need-actions quiet">You can see this need. Others act on it.</p>;
  }
  return (
    <div class="need-actions">
      {detail?.note && <p class="need-actions__note below-8 size-15">{detail.note}</p>}
      <Refusal refused={refused} now={holderWords(need)} />
      <div class="need-actions__row">
        {actionsFor(need.state).map(({ to, label }, index) => (
          <Button
            key={to}
            size="small"
            kind={index === 0 ? 'primary' : 'secondary'}
            busy={busy}
            acts={async () => take(to)}
          >
            {label}
          </Button>
        ))}
        <TextField
          class="need-actions__field flat"
          id={`need-note-${need.id}`}
          label="Note"
          hideLabel
          placeholder={(asking && noteFor[asking]) ?? 'Add a note'}
          maxLength={500}
          value={note}
          onInput={setNote}
          {...(asking ? { error: `${noteFor[asking]}, then press again` } : {})}
        />
      </div>
    </div>
  );
}
