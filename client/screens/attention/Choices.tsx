import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { AttentionItem } from '../../../shared/attention.ts';
import { Refusal } from '../../forms/Refusal.tsx';
import { Button } from '../../ui/button.tsx';
import { Callout } from '../../ui/notice.tsx';
import { AmendDialog } from './AmendDialog.tsx';
import { ApartDialog } from './ApartDialog.tsx';
import { type ChoiceName, type Offer, offersFor } from './choices.ts';
import { DiscardDialog } from './DiscardDialog.tsx';
import { NewBandDialog } from './NewBandDialog.tsx';
import { useChoose } from './useChoose.ts';

const dialogFor = (item: AttentionItem, choice: ChoiceName) => {
  if (choice === 'amend') return AmendDialog;
  if (choice === 'apart') return item.kind === 'same_reference' ? NewBandDialog : ApartDialog;
  return choice === 'discard' && item.kind !== 'conflict' ? DiscardDialog : null;
};

function Asked({ item }: { item: AttentionItem }) {
  if (!item.asked) return null;
  return (
    <Callout tone="haven" icon="person" title="Marked: somebody should check">
      <p>Ask somebody to look, wait for their word, then choose.</p>
    </Callout>
  );
}

/** The choices as buttons, under what they would do; some ask for a little more first. */
export function Choices({ item, children }: { item: AttentionItem; children: ComponentChildren }) {
  const [open, show] = useState<ChoiceName | null>(null);
  const { choose, busy, refused } = useChoose(item);
  const offers = offersFor(item);
  const press = (choice: ChoiceName) => () => (dialogFor(item, choice) ? show(choice) : void choose(choice));
  const button = ({ choice, label, icon, main }: Offer) => (
    <Button
      key={choice}
      kind={main ? 'primary' : 'secondary'}
      {...(main ? { size: 'main' as const } : {})}
      {...(icon ? { icon } : {})}
      busy={busy === choice}
      onClick={press(choice)}
    >
      {label}
    </Button>
  );
  const Opened = open && dialogFor(item, open);
  return (
    <div class="push-down attention-choices">
      {children}
      <Asked item={item} />
      <Refusal refused={refused} now="changed since you looked" />
      <div class="attention-choices__main row row--stretch gap-12">{offers.filter((it) => it.main).map(button)}</div>
      <div class="attention-choices__rest row row--stretch gap-12">{offers.filter((it) => !it.main).map(button)}</div>
      {Opened && <Opened item={item} onClose={() => show(null)} />}
    </div>
  );
}
