import { useEffect } from 'preact/hooks';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icons.tsx';
import { said, takeBack } from './said.ts';
import './saidOfNeed.scss';

const SHOWN_MS = 5000;
/** Long enough to see that it was the wrong one. */
const UNDO_MS = 15_000;

/** What just happened to a need, with Undo where it ended. */
export function SaidOfNeed() {
  const { words, undo } = said.value ?? {};
  useEffect(() => {
    if (words === undefined) return;
    const timer = setTimeout(() => (said.value = null), undo ? UNDO_MS : SHOWN_MS);
    return () => clearTimeout(timer);
  }, [words, undo]);
  return (
    <output class="block firm">
      {words !== undefined && (
        <span class="said-of-need row gap-12 size-19 semi">
          <Icon name="info" size={22} />
          <span class="grow">{words}</span>
          {undo && (
            <Button kind="secondary" size="small" icon="undo" acts={() => takeBack(undo)}>
              Undo
            </Button>
          )}
        </span>
      )}
    </output>
  );
}
