import type { ComponentChildren } from 'preact';
import { Icon } from '../icons.tsx';
import { SavedStatus, type SavedStatusProps } from './Status.tsx';

export interface TabletBarProps extends SavedStatusProps {
  /** 'Arrivals desk 1'. */
  place: string;
  /** 'Centre Wren · Meera S.' */
  person?: string;
  onLock?: () => void;
  onSignOut?: () => void;
  /** Replaces the saved status, for a tablet that is not set up. */
  right?: ComponentChildren;
}

export function TabletBar({ place, person, onLock, onSignOut, right, ...status }: TabletBarProps) {
  return (
    <header class="bar bar--tablet">
      <Icon name="haven" size={26} label="Haven" />
      <div class="bar__place">
        <span class="bar__title">{place}</span>
        {person && <span class="bar__person">{person}</span>}
      </div>
      <div class="bar__space" />
      {right ?? <SavedStatus {...status} />}
      {onLock && (
        <button type="button" class="bar-button" onClick={onLock}>
          <Icon name="lock" size={18} />
          Lock
        </button>
      )}
      {onSignOut && (
        <button type="button" class="bar-button" onClick={onSignOut}>
          <Icon name="logout" size={18} />
          Sign out
        </button>
      )}
    </header>
  );
}
