import { squareWords } from '../../../shared/nation.ts';
import type { CentreCounts } from '../../../shared/counts.ts';
import { isReceiving } from '../../../shared/centres.ts';
import { plural } from '../../../shared/words.ts';
import { byId } from '../../data/store.ts';
import { Progress } from '../../ui/bar.tsx';
import { classes } from '../../ui/classes.ts';
import { Icon } from '../../ui/icons.tsx';
import { EmptyState } from '../../ui/notice.tsx';
import { Panel } from '../../ui/panel.tsx';
import { loadTones } from '../../map/centre-state.ts';
import { Priority, StateTag, Tag } from '../../ui/tag.tsx';
import { isAside } from './gaps.ts';
import { centres, finished, loadAt, loadWordsAt, placesOf } from './model.ts';
import { Silent } from './Silent.tsx';
import { centreLine, isHidden, isSome, lateWords, occupancyWords } from './words.ts';

function Urgent({ it }: { it: CentreCounts }) {
  const needs = [
    { level: 'P1', count: it.p1 },
    { level: 'P2', count: it.p2 },
  ] as const;
  const open = needs.filter(({ count }) => isSome(count));
  const late = lateWords(it);
  if (open.length === 0 && !late) return null;
  return (
    <p class="row wrap--close gap-14">
      {open.map(({ level, count }) => (
        <span key={level} class="row">
          <Priority level={level} small /> {count.text}
        </span>
      ))}
      {late && <strong class="alert-text">{late}</strong>}
    </p>
  );
}

const restOf = (it: CentreCounts): string[] => [
  `${it.district}, ${squareWords(it.square)}`,
  ...(isSome(it.away) ? [`${it.away.text} away`] : []),
];

const tagTones = { room: 'neutral', full: 'warn', over: 'alert' } as const;

/** That it is full or over, where its state does not say so. */
function LoadTag({ it }: { it: CentreCounts }) {
  const words = loadWordsAt(it);
  if (words === '' || it.state === words) return null;
  return <Tag tone={tagTones[loadAt(it)]}>{words}</Tag>;
}

/** Only for a grant to the address: the row behind it is not sent to anyone else. */
function Address({ centreId }: { centreId: string }) {
  const place = byId.centreAccess.value.get(centreId);
  if (!place) return null;
  return (
    <details class="silver-address above-2 size-15">
      <summary class="unfolds">Show address</summary>
      {place.name}, {place.address}, {place.town} {place.postcode}
    </details>
  );
}

function Centre({ it, selected }: { it: CentreCounts; selected: boolean }) {
  const row = byId.centre.value.get(it.id);
  const lines = centreLine(it, row?.doorsAt);
  const people = it.onSite.value;
  return (
    <li id={`centre-${it.id}`} class={classes('silver-centre', selected && 'silver-centre--selected')} tabIndex={-1}>
      <div class="row wrap--close gap-12">
        <StateTag state={it.state} />
        <h3 class="size-17">{it.name}</h3>
        <LoadTag it={it} />
        <span class="aside size-17 strong nowrap">
          {isHidden(it.onSite) && <Icon name="lock" size={15} label="Hidden" />} {occupancyWords(it)}
        </span>
      </div>
      {isReceiving(it.state) && people !== null && (
        <Progress
          value={people}
          max={placesOf(it)}
          tone={loadTones[loadAt(it)]}
          label={`${occupancyWords(it)} staffed places taken`}
        />
      )}
      {lines.length > 0 && <p>{lines.join(' · ')}</p>}
      <p class="quiet">{restOf(it).join(' · ')}</p>
      <Urgent it={it} />
      <Silent it={it} />
      <Address centreId={it.id} />
    </li>
  );
}

const List = ({ of, selected }: { of: readonly CentreCounts[]; selected: string | null }) =>
  of.length === 0 ? null : (
    <ul class="silver-centres">
      {of.map((it) => (
        <Centre key={it.id} it={it} selected={it.id === selected} />
      ))}
    </ul>
  );

/** Every centre the map shows, in the same order: those that are wanted, and apart from them those on standby. */
export function Centres({ selected }: { selected: string | null }) {
  const shown = centres.value;
  const aside = shown.filter((it) => isAside(it.state));
  const named = [...byId.centreAccess.value.keys()].length > 0;
  return (
    <Panel title="Centres" hint={named ? 'code names' : 'code names only'} flush id="centres">
      {shown.length === 0 && (
        <EmptyState title="No centre is open.">It appears here as soon as one is put on standby.</EmptyState>
      )}
      <List of={shown.filter((it) => !isAside(it.state))} selected={selected} />
      {aside.length > 0 && <h3 class="silver-aside quiet size-15">On standby</h3>}
      <List of={aside} selected={selected} />
      {finished.value.length > 0 && (
        <p class="inset rule-above above-0 size-15">
          {plural(finished.value.length, 'centre')} closed: {finished.value.map((it) => it.name).join(', ')}
        </p>
      )}
    </Panel>
  );
}
