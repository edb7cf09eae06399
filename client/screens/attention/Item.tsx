import type { AttentionItem } from '../../../shared/attention.ts';
import { Icon } from '../../ui/icons.tsx';
import { settledWords } from './outcome.ts';
import { iconOf, subOf, titleOf } from './words.ts';

interface ItemProps {
  item: AttentionItem;
  chosen: boolean;
  onOpen: () => void;
}

/** One thing to sort out, in the list. */
export function Item({ item, chosen, onOpen }: ItemProps) {
  return (
    <li>
      <button type="button" class="row-card attention-item" aria-pressed={chosen} onClick={onOpen}>
        <Icon name={iconOf[item.kind]} size={24} class={`attention-item__icon attention-item__icon--${item.kind}`} />
        <span class="row-card__text">
          <span class="row-card__title">{titleOf(item)}</span>
          <span class="row-card__sub">{item.settledAt ? settledWords(item) : subOf(item)}</span>
          {item.asked && !item.settledAt && <span class="row-card__sub semi">Waits for a check</span>}
        </span>
      </button>
    </li>
  );
}
