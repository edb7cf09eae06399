import { useState } from 'preact/hooks';
import { isOpenNeed, type NeedRow, type NeedState, progressNeed } from '../../../shared/needs.ts';
import { byId } from '../../data/store.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/fields.tsx';
import { can } from '../../session/session.ts';
import { GiveNeed } from './GiveNeed.tsx';
import { actionsFor, holderWords, lineOf } from './needBoard.ts';
import { Refusal } from '../../forms/Refusal.tsx';
import { argsFor, sayEnded } from './said.ts';
import { useSend } from '../../forms/useSend.ts';

const noteFor: Partial<Record<NeedState, string>> = {
  escalated: 'Why, and what is needed',
};

/** Sends one step of a need on its way, from the version this screen shows. */
export const useProgress = (need: NeedRow) => {
  const sending = useSend();
  const step = async (to: NeedState, note = '') => {
    const done = await sending.send(progressNeed, argsFor(need, to, note));
    if (done !== null) sayEnded(need, to);
    return done;
  };
  return { ...sending, step };
};

/** Everything that can be done with a need, and what has been said of it. */
export function NeedActions({ need, onDone }: { need: NeedRow; onDone?: () => void }) {
  const { step, busy, refused } = useProgress(need);
  const [note, setNote] = useState('');
  const [asking, setAsking] = useState<NeedState | null>(null);
  const [giving, give] = useState(false);
  const detail = byId.needDetail.value.get(need.id);
  const { title } = lineOf(need, byId.needDetail.value, byId.person.value);
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
        {isOpenNeed(need.state) && can('needs.give', { centreId: need.centreId }) && (
          <Button size="small" kind="secondary" onClick={() => give(true)}>
            Give to…
          </Button>
        )}
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
      {giving && <GiveNeed need={need} title={title} onClose={() => give(false)} />}
    </div>
  );
}
