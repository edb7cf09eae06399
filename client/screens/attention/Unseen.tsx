import type { AttentionItem } from '../../../shared/attention.ts';
import { plural } from '../../../shared/words.ts';
import { Icon } from '../../ui/icons.tsx';
import { Callout } from '../../ui/notice.tsx';

/** What of it this role is not shown, and why nothing can be done with it here. */
export function Unseen({ item }: { item: AttentionItem }) {
  const { hidden, whyNot } = item;
  return (
    <>
      {hidden && (
        <p class="quiet">
          <Icon name="lock" size={16} /> {plural(hidden.count, 'field')} you may not see, held by {hidden.heldBy}.
        </p>
      )}
      {whyNot && !item.settledAt && (
        <Callout
          tone="warn"
          icon="alert"
          title={item.kind === 'quarantined' ? 'It cannot be let in' : 'It cannot be sent again'}
        >
          <p>{whyNot}</p>
        </Callout>
      )}
    </>
  );
}
