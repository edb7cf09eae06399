import { isOpenNeed } from '../../../shared/needs.ts';
import { ClockBar } from '../../ui/clock.tsx';
import { classes } from '../../ui/classes.ts';
import { Icon } from '../../ui/icons.tsx';
import { Priority } from '../../ui/tag.tsx';
import { duration, minutesLeft } from '../../ui/duration.ts';
import { now } from '../../session/now.ts';
import { isUnsent } from '../attention/unsent.ts';
import { clockRuns, holderWords, isLate, type NeedLine } from './needBoard.ts';

const sinceWords = (at: string): string => duration(-minutesLeft(at, now.value));

function Clock({ line: { need } }: { line: NeedLine }) {
  if (clockRuns(need) && need.dueAt) return <ClockBar dueAt={need.dueAt} raisedAt={need.raisedAt} now={now.value} />;
  if (!isOpenNeed(need.state))
    return <span class="need-row__still num nowrap">{need.closedAt && `${sinceWords(need.closedAt)} ago`}</span>;
  const working = need.priority === 'P1' && need.acceptedAt;
  return (
    <span class="need-row__still num nowrap">
      {working ? `working, ${sinceWords(working)}` : `asked ${sinceWords(need.raisedAt)} ago`}
    </span>
  );
}

/** One line of a needs board, without what opens it. */
export function NeedRow({ line }: { line: NeedLine }) {
  const { need, kind, title, sub } = line;
  const unsent = isUnsent(need.id) && ', not sent yet';
  return (
    <span class={classes('need-row', isLate(need, now.value) && 'late-row')}>
      <Priority level={need.priority} />
      <span class="slim">
        <span class="need-row__title block breaks size-15 strong">
          {kind === null && <Icon name="lock" size={15} />} {title}
        </span>
        <span class="block breaks size-14 quiet">
          {sub}
          <span class="need-row__held on-narrow">
            {' '}
            · {need.state === 'open' && !need.holder ? 'nobody yet' : holderWords(need)}
            {unsent}
          </span>
        </span>
      </span>
      <span class={classes('need-row__holder breaks off-narrow', need.state === 'open' && 'strong')}>
        {holderWords(need)}
        {unsent}
      </span>
      <Clock line={line} />
    </span>
  );
}
