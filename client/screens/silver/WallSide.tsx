import type { CentreCounts, CountView } from '../../../shared/counts.ts';
import { byId } from '../../data/store.ts';
import { Icon } from '../../ui/icons.tsx';
import { Stat } from '../../ui/panel.tsx';
import { StateMark } from '../../ui/tag.tsx';
import { stateWords } from '../../ui/states.ts';
import { doorsFigure } from './doors.ts';
import { gapHeads, type GapLine } from './gaps.ts';
import { centres, gapsNow, totals } from './model.ts';
import { useFitting } from './useFitting.ts';
import { centreLine, isSome, occupancyWords } from './words.ts';

const Count = ({ count, caption }: { count: CountView; caption: string }) => (
  <Stat value={count.text} caption={caption} words={count.kind !== 'exact'} />
);

const linesOf = (it: CentreCounts, doorsAt: string | undefined): string[] => [
  ...centreLine(it, doorsAt, true).filter((line) => !line.startsWith('Ready ')),
  ...(isSome(it.away) ? [`${it.away.text} away`] : []),
];

function Centre({ it }: { it: CentreCounts }) {
  const doorsAt = byId.centre.value.get(it.id)?.doorsAt;
  const lines = linesOf(it, doorsAt);
  return (
    <li class="wall-line">
      <StateMark state={it.state} size={28} />
      <div class="grow">
        <p class="wall-line__title">
          <span>
            {it.name}, {stateWords[it.state].toLowerCase()}
          </span>
          <span class="nowrap">{doorsFigure(it, doorsAt) ?? occupancyWords(it)}</span>
        </p>
        {lines.length > 0 && <p class="quiet above-0">{lines.join(', ')}</p>}
        {isSome(it.p1) && (
          <p class="alert-text above-0">
            P1 open: {it.p1.text}
            {it.p1Late ? ', past its time' : ''}
          </p>
        )}
      </div>
    </li>
  );
}

function Gap({ it }: { it: GapLine }) {
  return (
    <li class={`wall-line wall-line--${it.kind}`}>
      <Icon name={it.kind === 'late' ? 'clock' : 'alert'} size={30} />
      <div class="grow">
        <p class="wall-line__title">
          <span>{it.role}</span>
          <span class="nowrap">{gapHeads(it)}</span>
        </p>
        <p class="above-0">
          {it.centre} {it.when}
          {it.asked && `. ${it.asked}`}
        </p>
      </div>
    </li>
  );
}

/** Headline numbers, centres, and where staff are short: as many lines as the wall holds. */
export function WallSide() {
  const sums = totals.value;
  const lines = [
    ...centres.value.map((it) => <Centre key={it.id} it={it} />),
    ...gapsNow.value.map((it) => <Gap key={it.key} it={it} />),
  ];
  const { box, shown } = useFitting(lines.map((it) => String(it.key)));
  return (
    <aside class="wall-side" aria-label="Totals, centres and staff gaps">
      {sums && (
        <div class="wall-stats">
          <Count count={sums.onSite} caption="on site" />
          <Count count={sums.inTransit} caption="in transit" />
          <Stat value={sums.expected ?? 'not said'} caption="expected" words />
        </div>
      )}
      {centres.value.length === 0 && (
        <p class="size-28">No centre is open. It appears here as soon as one is put on standby.</p>
      )}
      <ul class="wall-lines" ref={box}>
        {lines.slice(0, shown)}
      </ul>
      {shown < lines.length && <p class="wall-more above-0">and {lines.length - shown} more, see the map page</p>}
    </aside>
  );
}
