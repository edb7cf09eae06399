import { plural } from '../../../shared/words.ts';
import { online } from '../../data/connection.ts';
import { waiting } from '../../data/outboxState.ts';
import { Callout } from '../../ui/notice.tsx';

/** What waits on this device, unread by anybody yet. */
export function Unsent() {
  if (waiting.value === 0) return null;
  return (
    <output class="block above-10">
      <Callout
        tone={online.value ? 'haven' : 'warn'}
        icon="tablet-check"
        title={`${plural(waiting.value, 'thing')} waiting to send`}
      >
        <p>
          Safe on this tablet. {online.value ? 'Going out now.' : 'They go out by themselves when there is a signal.'}
        </p>
      </Callout>
    </output>
  );
}
