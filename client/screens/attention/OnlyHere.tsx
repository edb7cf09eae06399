import { computed } from '@preact/signals';
import { untold } from '../../data/alerts.ts';
import { discard, retry } from '../../data/outbox.ts';
import { type Pending, pending } from '../../data/pending.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icons.tsx';
import { whyOf } from './words.ts';
import { whenWords } from '../../session/now.ts';

function Refused({ it }: { it: Pending }) {
  return (
    <li class="attention-here">
      <Icon name="cross" size={24} class="attention-item__icon attention-item__icon--refused" />
      <div class="grow">
        <p class="row-card__title">Something you changed was not kept</p>
        <p class="row-card__sub">Said at {whenWords(it.occurredAt)}</p>
        {whyOf(it.problem).map((words) => (
          <p key={words}>{words}</p>
        ))}
        <div class="btn-row above-10">
          <Button kind="secondary" size="small" icon="refresh" onClick={() => retry(it.id)}>
            Try again
          </Button>
          <Button kind="secondary" size="small" onClick={() => discard(it.id)}>
            Discard
          </Button>
        </div>
      </div>
    </li>
  );
}

const only = computed(() => pending.value.filter((it) => it.state === 'refused'));
/** Something is to be sorted out that no list of Haven's shows. */
export const anyToShow = computed(() => only.value.length > 0 || untold().length > 0);

/** Refusals that only this device knows of: they are of no operation. */
export function OnlyHere() {
  if (only.value.length === 0) return null;
  return (
    <ul class="stack-list">
      {only.value.map((it) => (
        <Refused key={it.id} it={it} />
      ))}
    </ul>
  );
}
