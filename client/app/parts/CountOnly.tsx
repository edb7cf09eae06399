import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icons.tsx';
import './countOnly.scss';

export interface CountOnlyProps {
  /** Heads counted so far. */
  count: number;
  onCount: (count: number) => void;
  /** How many were believed on site when this tablet last knew, or `null`. */
  believed: number | null;
  /** When that was, as `09:02`. */
  asAt?: string;
}

/** Counts heads on a locked tablet: a number, no names. */
export function CountOnly({ count, onCount, believed, asAt }: CountOnlyProps) {
  return (
    <section class="count-only" aria-label="Count people">
      <p class="count-only__seen">
        <output aria-live="polite">{count}</output>
        {believed !== null && (
          <span>
            of <strong>{believed}</strong> believed here{asAt && ` at ${asAt}`}
          </span>
        )}
      </p>
      <div class="count-only__keys">
        <button
          type="button"
          class="count-only__key"
          aria-label="One fewer"
          disabled={count === 0}
          onClick={() => onCount(count - 1)}
        >
          <Icon name="minus" size={44} />
        </button>
        <button
          type="button"
          class="count-only__key count-only__key--more"
          aria-label="One more"
          onClick={() => onCount(count + 1)}
        >
          <Icon name="plus" size={64} />
        </button>
      </div>
      <p>
        Tell the roll-call lead your count: <strong>{count}</strong>. Count everyone: guests, staff, visitors,
        interpreters.
      </p>
      <Button kind="secondary" disabled={count === 0} onClick={() => onCount(0)}>
        Start again from 0
      </Button>
    </section>
  );
}
