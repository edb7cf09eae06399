import { classes } from '../classes.ts';
import { Icon } from '../icons.tsx';
import { clockTime, type Instant } from '../time.ts';

export interface TruthsProps {
  online: boolean;
  /** When the connection was lost. */
  since?: Instant;
  /** Commands not yet sent. */
  waiting: number;
  /** Refused or conflicting commands. */
  attention: number;
  attentionHref?: string;
  /** The last thing said could not be kept: no green light beside that. */
  unkept?: boolean;
}

function Attention({ attention, attentionHref = '/attention' }: Pick<TruthsProps, 'attention' | 'attentionHref'>) {
  return (
    <a class={classes('truth', attention > 0 && 'truth--attention')} href={attentionHref}>
      <Icon name={attention > 0 ? 'alert' : 'check'} size={17} />
      <span>
        {attention}
        <span class="truth__more"> need attention</span>
      </span>
    </a>
  );
}

/** Online or not, how many wait, how many need attention: one status region, always in sight. */
export function Truths({ online, since, waiting, attention, attentionHref, unkept }: TruthsProps) {
  const lost = since === undefined ? 'Offline' : `Offline since ${clockTime(since)}`;
  return (
    <output class="truths">
      <span class={classes('truth', !online && 'truth--offline')}>
        <Icon name={online ? 'wifi' : 'wifi-off'} size={17} />
        <span class="truth__word">{online ? 'Online' : lost}</span>
      </span>
      <span class={classes('truth', unkept && 'truth--attention')}>
        <Icon name={unkept ? 'alert' : 'upload'} size={17} />
        <span>
          {waiting}
          <span class="truth__word"> waiting</span>
        </span>
      </span>
      <Attention attention={attention} attentionHref={attentionHref} />
    </output>
  );
}

function SavedWords({ online, since, waiting, asAt }: Omit<TruthsProps, 'attention'> & { asAt?: Instant }) {
  const lost = since === undefined ? 'No signal' : `No signal since ${clockTime(since)}`;
  const saved = waiting === 0 ? 'All sent' : 'Saved on this tablet';
  return (
    <span class="saved__words">
      <span class={classes('saved__plain', online && waiting > 0 && 'saved__long')}>{online ? saved : lost}</span>
      {waiting > 0 && (
        <b>
          {waiting} waiting<span class="saved__more"> to send</span>
        </b>
      )}
      {asAt !== undefined && <span class="saved__plain">As at {clockTime(asAt)}</span>}
    </span>
  );
}

export interface SavedStatusProps extends Omit<TruthsProps, 'attention'> {
  attention?: number;
  /** When what is shown was so, where that is not now. */
  asAt?: Instant;
}

/** The tablet's one sentence. */
export function SavedStatus({ attention = 0, attentionHref, unkept, ...truths }: SavedStatusProps) {
  const { online, waiting } = truths;
  const icon = unkept ? 'alert' : online ? (waiting > 0 ? 'tablet-check' : 'check') : 'wifi-off';
  return (
    <output class="saved-group">
      <span class={classes('saved', !online && 'saved--offline', truths.asAt !== undefined && 'saved--aged')}>
        <Icon name={icon} size={20} />
        {unkept ? <b>NOT saved</b> : <SavedWords {...truths} />}
      </span>
      {attention > 0 && <Attention attention={attention} attentionHref={attentionHref} />}
    </output>
  );
}
