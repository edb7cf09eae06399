import { useEffect } from 'preact/hooks';
import { Icon } from '../../ui/icons.tsx';
import { notice } from './actions.ts';

const SHOWN_MS = 5000;

export function Notice() {
  const words = notice.value;
  useEffect(() => {
    if (words === null) return;
    const timer = setTimeout(() => (notice.value = null), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [words]);
  return (
    <output class="block firm">
      {words && (
        <span class="task-notice row gap-12 size-19 semi">
          <Icon name="info" size={22} />
          {words}
        </span>
      )}
    </output>
  );
}
