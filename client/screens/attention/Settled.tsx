import { useState } from 'preact/hooks';
import type { AttentionItem } from '../../../shared/attention.ts';
import { can } from '../../session/session.ts';
import { Button } from '../../ui/button.tsx';
import { Callout } from '../../ui/notice.tsx';
import { UnjoinDialog } from '../../parts/people/UnjoinDialog.tsx';
import { reload } from './loaded.ts';
import { settledWords } from './outcome.ts';

/** How it ended, and a way back from a join. */
export function Settled({ item }: { item: AttentionItem }) {
  const [undoing, ask] = useState(false);
  const close = () => {
    ask(false);
    reload();
  };
  return (
    <>
      <Callout tone="ok" icon="check" title={settledWords(item)}>
        {item.settledReason && <p>{item.settledReason}</p>}
      </Callout>
      {item.mergeId && can('people.unmerge') && (
        <div class="push-down">
          <Button kind="secondary" icon="undo" full onClick={() => ask(true)}>
            Undo the join
          </Button>
        </div>
      )}
      {undoing && item.mergeId && (
        <UnjoinDialog
          operationId={item.operationId}
          mergeId={item.mergeId}
          references={item.references}
          onClose={close}
        />
      )}
    </>
  );
}
