import type { CentreCounts, CountView } from '../../../shared/counts.ts';
import { computed } from '@preact/signals';
import { rows } from '../../data/store.ts';
import { sees } from '../../session/session.ts';
import { plural } from '../../../shared/words.ts';
import { now } from '../../session/now.ts';
import { Stat, StatStrip } from '../../ui/panel.tsx';
import { DataAge } from '../../ui/shell/DataAge.tsx';
import { isSome } from './words.ts';
import { confirmedAt, receiving, totals, vehicles } from './model.ts';

const Count = ({ count, caption }: { count: CountView; caption: string }) => (
  <Stat value={count.text} caption={caption} words={count.kind !== 'exact'} />
);

const least = ({ free }: CentreCounts): number => free.value ?? (Number.parseInt(free.text, 10) || 0);

/** Staffed places free over the centres that take people, exactly where each is told exactly. */
function Free() {
  const open = receiving.value;
  const [only] = open;
  const sum = open.reduce((all, it) => all + least(it), 0);
  const rough = open.some((it) => it.free.value === null);
  return (
    <Stat
      value={rough ? `${sum} or more` : sum}
      words={rough}
      note={only && open.length === 1 ? `${only.name}, now` : undefined}
      caption="staffed places free"
    />
  );
}

/** Counts are of every need; who counts what they were sent may not be sent every one. */
const seesAll = computed(
  () => rows.operationCounts.value.length > 0 || (sees('health') !== 'none' && sees('safeguarding') !== 'none'),
);

/** The operation in one line. */
export function Totals() {
  const sums = totals.value;
  if (!sums) return null;
  const coming = vehicles.value.length;
  return (
    <div class="silver-totals">
      <StatStrip label="Totals">
        <Count count={sums.onSite} caption="on site" />
        <Count count={sums.inTransit} caption={`in transit, ${plural(coming, 'vehicle')}`} />
        <Stat value={sums.expected ?? 'not said'} caption="expected in all" words />
        <Stat value={sums.staff.here} note={`of ${sums.staff.needed}`} caption="staff on site" />
        <Count count={sums.away} caption="away, out or left" />
        <Free />
        <div class={sums.p1.value === 0 ? 'stat-urgent' : 'stat-urgent stat-urgent--some'}>
          <Stat
            value={sums.p1.text}
            caption={[
              `P1 open${seesAll.value ? '' : ' you see'}`,
              `P2: ${sums.p2.text}`,
              ...(isSome(sums.late) ? [`${sums.late.text} past time`] : []),
            ].join(' · ')}
            words={sums.p1.kind !== 'exact'}
          />
        </div>
        <div class="row gap-0">
          <DataAge at={confirmedAt.value} now={now.value} />
        </div>
      </StatStrip>
    </div>
  );
}
