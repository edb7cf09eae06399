import type { CentreCounts, CountView } from '../../../shared/counts.ts';
import { byId } from '../../data/store.ts';
import { classes } from '../../ui/classes.ts';
import { Icon } from '../../ui/icons.tsx';
import { Stat } from '../../ui/panel.tsx';
import { StateMark } from '../../ui/tag.tsx';
import { stateWords } from '../../ui/states.ts';
import { doorsFigure } from './doors.ts';
import { gapHeads, type GapLine, isAside, type UnplannedLine } from './gaps.ts';
import { centres, gapsNow, isBefore, loadAt, loadWordsAt, totals, unplannedNow } from './model.ts';
import { useFitting } from './useFitting.ts';
import { centreLine, isSome, lateWords, occupancyWords, silentWords } from './words.ts';

const Count = ({ count, caption }: { count: CountView; caption: string }) => (
  <Stat value={count.text} caption={caption} words={count.kind !== 'exact'} />
);

const linesOf = (it: CentreCounts, doorsAt: string | undefined): string[] => [
  ...centreLine(it, doorsAt, true).filter((line) => !line.startsWith('Ready ')),
  ...(isSome(it.away) ? [`${it.away.text} away`] : []),
];

const loadClass = { room: '', full: 'warn-text', over: 'alert-text' } as const;

function Centre({ it, apart }: { it: CentreCounts; apart: boolean }) {
  const doorsAt = byId.centre.value.get(it.id)?.doorsAt;
  const lines = linesOf(it, doorsAt);
  const late = lateWords(it);
  return (
    <li class={classes('wall-line', apart && 'wall-line--apart')}>
      {apart && <p class="wall-line__apart quiet above-0">On standby</p>}
      <StateMark state={it.state} size={28} />
      <div class="grow">
        <p class="wall-line__title">
          <span>
            {it.name}, {stateWords[it.state].toLowerCase()}
          </span>
          <span class={classes('nowrap', loadClass[loadAt(it)])}>
            {doorsFigure(it, doorsAt) ?? occupancyWords(it)}
            {loadAt(it) === 'room' || it.state === loadWordsAt(it) ? '' : `, ${loadWordsAt(it)}`}
          </span>
        </p>
        {lines.length > 0 && <p class="quiet above-0">{lines.join(', ')}</p>}
        {isSome(it.p1) && <p class="alert-text above-0">P1 open: {it.p1.text}</p>}
        {late && <p class="alert-text above-0">{late}</p>}
        {silentWords(it).map((words) => (
          <p key={words} class={isBefore(it.state) ? 'quiet above-0' : 'warn-text above-0'}>
            {words}
          </p>
        ))}
      </div>
    </li>
  );
}

function Gap({ it }: { it: GapLine }) {
  return (
    <li class={`wall-line wall-line--${it.aside ? 'aside' : it.kind}`}>
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

function Unplanned({ it }: { it: UnplannedLine }) {
  return (
    <li class="wall-line">
      <Icon name="minus" size={30} />
      <p class="grow above-0">
        {it.centre} {it.words}
      </p>
    </li>
  );
}

/** What concerns centres that are wanted, or those on standby. */
const linesFor = (aside: boolean) => [
  ...centres.value
    .filter((it) => isAside(it.state) === aside)
    .map((it, index) => <Centre key={it.id} it={it} apart={aside && index === 0} />),
  ...gapsNow.value.filter((it) => it.aside === aside).map((it) => <Gap key={it.key} it={it} />),
  ...unplannedNow.value.filter((it) => it.aside === aside).map((it) => <Unplanned key={it.key} it={it} />),
];

/** Headline numbers, centres, and where staff are short: as many lines as the wall holds. */
export function WallSide() {
  const sums = totals.value;
  const lines = [...linesFor(false), ...linesFor(true)];
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
