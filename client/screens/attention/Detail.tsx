import { useEffect, useRef } from 'preact/hooks';
import type { AttentionItem } from '../../../shared/attention.ts';
import { Button } from '../../ui/button.tsx';
import { Callout } from '../../ui/notice.tsx';
import { Choices } from './Choices.tsx';
import { Settled } from './Settled.tsx';
import { Sides } from './Sides.tsx';
import { JoinWords } from './JoinWords.tsx';
import { joinParts } from './outcome.ts';
import { Unseen } from './Unseen.tsx';
import { cameWords, headOf, leadOf, sourceWords } from './words.ts';

function IfJoined({ item }: { item: AttentionItem }) {
  const parts = joinParts(item);
  if (parts.length === 0 || !item.choices.includes('join')) return null;
  return (
    <Callout tone="info" class="if-joined">
      <p>
        <b>If you join them:</b> <JoinWords parts={parts} />
      </p>
    </Callout>
  );
}

interface DetailProps {
  item: AttentionItem;
  /** It was opened by hand: reading goes on from its heading. */
  focused: boolean;
  onBack: () => void;
}

/** One thing opened: both versions, what a choice would do, and the choices. */
export function Detail({ item, focused, onBack }: DetailProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (focused) heading.current?.focus();
  }, [focused]);
  return (
    <article class="attention-detail" aria-labelledby="attention-head">
      <Button kind="quiet" icon="chevron-left" class="back on-portrait" onClick={onBack}>
        Back to the list
      </Button>
      <h2 class="attention-detail__head" id="attention-head" ref={heading} tabIndex={-1}>
        {headOf(item)}
      </h2>
      {[...(item.settledAt ? cameWords(item) : leadOf(item)), ...sourceWords(item)].map((words) => (
        <p key={words} class="quiet">
          {words}
        </p>
      ))}
      <Sides item={item} />
      <Unseen item={item} />
      {item.settledAt ? (
        <Settled item={item} />
      ) : (
        <Choices item={item}>
          <IfJoined item={item} />
        </Choices>
      )}
    </article>
  );
}
