import type { ComponentChildren } from 'preact';
import { Icon } from './icons.tsx';

export interface ChipProps {
  onRemove?: () => void;
  /** Read out by the remove button, for example 'Remove Romanian'. */
  removeLabel?: string;
  children: ComponentChildren;
}

export function Chip({ onRemove, removeLabel = 'Remove', children }: ChipProps) {
  return (
    <span class="chip">
      <span>{children}</span>
      {onRemove && (
        <button type="button" class="chip__remove" aria-label={removeLabel} onClick={onRemove}>
          <Icon name="cross" size={12} />
        </button>
      )}
    </span>
  );
}

export interface AddChipProps {
  onClick: () => void;
  expanded?: boolean;
  children: ComponentChildren;
}

export function AddChip({ onClick, expanded, children }: AddChipProps) {
  return (
    <button type="button" class="chip chip--add" aria-expanded={expanded} onClick={onClick}>
      <Icon name="plus" size={14} />
      {children}
    </button>
  );
}
