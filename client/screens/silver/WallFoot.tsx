import { capital } from '../../../shared/words.ts';
import type { ComponentChildren } from 'preact';
import type { BreakdownView } from '../../../shared/counts.ts';
import { rows } from '../../data/store.ts';
import { decisions, totals } from './model.ts';
import { cellTitle } from './CameIn.tsx';
import { cameInWords } from './words.ts';
import { whenWords } from '../../session/now.ts';

function Part({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <div class="wall-foot__part">
      <p class="quiet size-22">{title}</p>
      <p class="strong above-0">{children}</p>
    </div>
  );
}

const cells = (all: BreakdownView['sex']): string =>
  all.map(({ key, count }) => `${cellTitle(key)}: ${count.text}`).join(' · ');

export function WallFoot() {
  const sums = totals.value;
  const [decision] = decisions.value;
  const breakdown = rows.operationCounts.value[0]?.breakdown;
  return (
    <footer class="wall-foot">
      {sums && (
        <Part title="Staff on site">
          {sums.staff.here} of {sums.staff.needed}
        </Part>
      )}
      {sums && <Part title="Away, out or left">{capital(sums.away.text)}</Part>}
      {decision && (
        <Part title={`Latest decision, ${whenWords(decision.occurredAt)}`}>
          {decision.decision}. {decision.text}
        </Part>
      )}
      {breakdown && (
        <Part title={`Of ${cameInWords(breakdown)}`}>{cells([...breakdown.sex.slice(0, 2), ...breakdown.age])}</Part>
      )}
    </footer>
  );
}
