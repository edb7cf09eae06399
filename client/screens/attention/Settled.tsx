import { useState } from 'preact/hooks';
import type { AttentionItem } from '../../../shared/attention.ts';
import { can } from '../../session/session.ts';
import { Button } from '../../ui/button.tsx';
import { Callout } from '../../ui/notice.tsx';
import { UnjoinDialog } from '../../parts/people/UnjoinDialog.tsx';
import { JoinWords } from './JoinWords.tsx';
import { reload } from './loaded.ts';
import { joinParts, settledWords } from './outcome.ts';

/** How it ended, what a join made of the two, and a way back from it. */
export function Settled({ item }: { item: AttentionItem }) {
  const [undoing, ask] = useState(false);
  const parts = joinParts(item);
  const close = () => {
    ask(false);
    reload();
  };
  return (
    <>
      <Callout tone="ok" icon="check" title={settledWords(item)}>
        {item.settledReason && <p>{item.settledReason}</p>}
        {parts.length > 0 && (
          <p>
            It was decided that <JoinWords parts={parts} />
          </p>
        )}
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
