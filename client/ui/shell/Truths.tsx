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

function SavedWords({ online, waiting }: { online: boolean; waiting: number }) {
  if (online && waiting === 0) return <span>All sent</span>;
  return (
    <span>
      {!online && <span class="saved__lead">Offline. </span>}
      <span class="saved__plain">
        Saved<span class="saved__long"> on this tablet</span>
        <span class="saved__short"> here</span>
      </span>
      {waiting > 0 && <span class="saved__plain saved__dot"> · </span>}
      {waiting > 0 && <b>{waiting} waiting to send</b>}
    </span>
  );
}

/** The tablet's one sentence. */
export function SavedStatus({
  online,
  waiting,
  attention = 0,
  attentionHref,
  unkept,
}: Omit<TruthsProps, 'attention'> & { attention?: number }) {
  const icon = unkept ? 'alert' : online ? (waiting > 0 ? 'tablet-check' : 'check') : 'wifi-off';
  return (
    <output class="saved-group">
      <span class={classes('saved', !online && 'saved--offline')}>
        <Icon name={icon} size={20} />
        {unkept ? <b>NOT saved</b> : <SavedWords online={online} waiting={waiting} />}
      </span>
      {attention > 0 && <Attention attention={attention} attentionHref={attentionHref} />}
    </output>
  );
}
