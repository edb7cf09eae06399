import { useMemo } from 'preact/hooks';
import { roleTitle } from '../../../shared/partners/names.ts';
import { type GapCell, type RoleGaps, staffOnSite } from '../../../shared/rosters/gaps.ts';
import { classes } from '../../ui/classes.ts';
import { Icon } from '../../ui/icons.tsx';
import { EmptyState } from '../../ui/notice.tsx';
import { Panel } from '../../ui/panel.tsx';
import { clockTime } from '../../ui/time.ts';
import { whenWords } from '../../session/now.ts';
import { centrePath, coarseNow, slotsHere } from '../centres/here.ts';
import { coveredWords, coverOf, edgeWords, gapWords } from './cover.ts';
import { plural } from '../../../shared/words.ts';
import './gaps.scss';

const useGaps = () => {
  const slots = slotsHere.value;
  const at = coarseNow.value;
  return useMemo(() => ({ ...coverOf(slots, at), here: staffOnSite(slots, new Date(at)).here }), [slots, at]);
};

const hourOf = (cell: GapCell, index: number): string => (index === 0 ? 'now' : clockTime(cell.from).slice(0, 2));

function Cell({ cell, role }: { cell: GapCell; role: string }) {
  if (cell.level === 'unplanned') {
    return (
      <td class="gaps__cell">
        <span class="visually-hidden">not planned</span>
      </td>
    );
  }
  if (cell.level === 'covered') {
    return (
      <td class="gaps__cell">
        <span aria-hidden="true">·</span>
        <span class="visually-hidden">covered</span>
      </td>
    );
  }
  return (
    <td class={`gaps__cell gaps__cell--${cell.level}`}>
      <span aria-hidden="true">−{cell.short}</span>
      <span class="visually-hidden">
        {role}, {whenWords(cell.from)}, {cell.short} short
      </span>
    </td>
  );
}

function Grid({ short }: { short: readonly RoleGaps[] }) {
  return (
    <table class="gaps">
      <caption class="visually-hidden">Staff short, by role and two hours</caption>
      <thead>
        <tr>
          <th scope="col">Role</th>
          {short[0]?.cells.map((cell, index) => (
            <th key={index} scope="col">
              {hourOf(cell, index)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {short.map(({ role, cells }) => (
          <tr key={role}>
            <th scope="row">{roleTitle(role)}</th>
            {cells.map((cell, index) => (
              <Cell key={index} cell={cell} role={roleTitle(role)} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Covered() {
  const { title, more } = coveredWords(slotsHere.value, coarseNow.value);
  return <EmptyState title={title}>{more}</EmptyState>;
}

/** Said where some are short, too: of the hours after the last shift a table of gaps shows nothing. */
function Edges() {
  const words = edgeWords(slotsHere.value, coarseNow.value);
  return words === '' ? null : <span class="strong">{words}</span>;
}
const NoRoster = () => <EmptyState title="No roster yet">Roles appear here once the centre is activated.</EmptyState>;

const coveredOf = (covered: number, others: boolean): string => {
  const role = others ? 'other role' : 'role';
  return covered === 0 ? `no ${role}` : plural(covered, role);
};

/** The next 24 hours by two hours: who is missing, and whether anybody is there at all. */
export function StaffGaps({ onRoster }: { onRoster?: boolean }) {
  const { short, covered, here } = useGaps();
  const empty = slotsHere.value.length === 0 ? <NoRoster /> : short.length === 0 ? <Covered /> : null;
  return (
    <Panel
      title="Staff gaps, next 24 hours"
      flush
      textOnly={empty === null}
      class={classes('gaps-panel', onRoster && 'gaps-panel--narrow')}
      actions={!onRoster && <a href={`${centrePath.value}/roster`}>Roster</a>}
      foot={
        <div class="sign-key">
          <span>
            <span class="gaps__cell--nobody gaps-key__mark">−8</span> nobody
          </span>
          <span>
            <span class="gaps__cell--some gaps-key__mark">−2</span> some
          </span>
          <span>· covered</span>
          <span>blank: not planned</span>
          {empty === null && <Edges />}
          <span>
            {coveredOf(covered, short.length > 0)} covered in every shift · {here} staff on site
          </span>
        </div>
      }
    >
      {empty ?? <Grid short={short} />}
    </Panel>
  );
}

const LINES = 6;

/** The same in sentences, for a tablet. */
export function StaffGapList() {
  const { short } = useGaps();
  const soonest = short.toSorted((a, b) => firstGap(a) - firstGap(b));
  return (
    <Panel title="Staff gaps" actions={<a href={`${centrePath.value}/roster`}>Roster</a>}>
      {slotsHere.value.length === 0 ? <NoRoster /> : short.length === 0 && <Covered />}
      <ul class="gap-list pile gap-8">
        {soonest.slice(0, LINES).map((it) => (
          <li key={it.role}>
            <Icon name="alert" size={18} />
            <span class="warn-text">{gapWords(it).title}</span>
            <span class="quiet">{gapWords(it).more}</span>
          </li>
        ))}
      </ul>
      {short.length > LINES && <p class="quiet">and {plural(short.length - LINES, 'more role')}</p>}
      {short.length > 0 && <Edges />}
    </Panel>
  );
}

const firstGap = ({ cells }: RoleGaps): number => cells.findIndex((cell) => cell.short > 0);
