import type { CentreCounts } from '../../../shared/counts.ts';
import { rows } from '../../data/store.ts';
import { useSilentTablets } from '../../parts/centres/useSilentTablets.ts';
import { Icon } from '../../ui/icons.tsx';
import { isBefore } from './model.ts';
import { silentWords } from './words.ts';

function Lines({ words, before }: { words: readonly string[]; before: boolean }) {
  return (
    <>
      {words.map((it) => (
        <p key={it} class={before ? 'quiet' : 'warn-text'}>
          <Icon name="wifi-off" size={15} /> {it}
        </p>
      ))}
    </>
  );
}

const Asked = ({ it }: { it: CentreCounts }) => <Lines words={useSilentTablets(it.id)} before={isBefore(it.state)} />;

/** Tablets that have not been heard from: by letter in counts, by name for those who see the tablets. */
export const Silent = ({ it }: { it: CentreCounts }) =>
  rows.operationCounts.value.length === 0 ? (
    <Asked it={it} />
  ) : (
    <Lines words={silentWords(it)} before={isBefore(it.state)} />
  );
