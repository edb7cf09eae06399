import { isOpenNeed, type NeedRow } from '../../../shared/needs.ts';
import { now } from '../../session/now.ts';
import { ClockWords } from '../../ui/clock.tsx';
import { duration, minutesLeft } from '../../ui/duration.ts';
import { clockRuns } from './needBoard.ts';

/** How long is left or, of something urgent that somebody has, how long they have had it. */
export function NeedClock({ need }: { need: NeedRow }) {
  if (clockRuns(need) && need.dueAt)
    return <ClockWords dueAt={need.dueAt} raisedAt={need.raisedAt} now={now.value} short />;
  if (need.priority !== 'P1' || !need.acceptedAt || !isOpenNeed(need.state)) return null;
  return <span class="num nowrap">in hand {duration(-minutesLeft(need.acceptedAt, now.value))}</span>;
}
