import { classes } from '../classes.ts';
import { Icon } from '../icons.tsx';

export interface StatusProps {
  online: boolean;
  /** When the connection was lost, in words, with its day where that is not today. */
  since?: string | null;
  /** Commands not yet sent; `null` while nobody has counted them. */
  waiting: number | null;
  /** What nobody is known to have heard of, in words: `1 child: nobody told yet`. */
  untold?: string | null;
  /** Refused or conflicting commands. */
  attention: number;
  attentionHref?: string;
  /** The last thing said could not be kept: no green light beside that. */
  unkept?: boolean;
}

export function Attention({
  attention,
  attentionHref = '/attention',
}: Pick<StatusProps, 'attention' | 'attentionHref'>) {
  return (
    <a class={classes('status-part', attention > 0 && 'status-part--attention')} href={attentionHref}>
      <Icon name={attention > 0 ? 'alert' : 'check'} size={17} />
      <span>
        {attention}
        <span class="status-part__more"> need attention</span>
      </span>
    </a>
  );
}

/** In red until somebody is known to have heard. It opens where that can be said; a locked tablet goes nowhere. */
export function Untold({ words, href }: { words: StatusProps['untold']; href: string | undefined }) {
  return (
    <output class="untold">
      {words && (
        <a class="status-part status-part--untold" {...(href ? { href } : {})}>
          <Icon name="alert" size={17} />
          <span>{words}</span>
        </a>
      )}
    </output>
  );
}

function SavedWords({ online, since, waiting, asAt }: Omit<StatusProps, 'attention'> & Pick<SavedStatusProps, 'asAt'>) {
  const lost = since ? `No signal since ${since}` : 'No signal';
  const some = waiting !== null && waiting > 0;
  const saved = waiting === 0 ? 'All sent' : some ? 'Saved on this tablet' : 'Not counted yet';
  return (
    <span class="saved__words">
      <span class={classes('saved__plain', online && some && 'off-portrait')}>{online ? saved : lost}</span>
      {some && (
        <b>
          {waiting} waiting<span class="saved__more"> to send</span>
        </b>
      )}
      {asAt && <span class="saved__plain">As at {asAt}</span>}
    </span>
  );
}

export interface SavedStatusProps extends Omit<StatusProps, 'attention'> {
  attention?: number;
  /** Nobody can go anywhere from here. */
  locked?: boolean;
  /** When what is shown was so, in words, where that is not now. */
  asAt?: string | null;
}

/** The tablet's one sentence. */
export function SavedStatus({ attention = 0, attentionHref, unkept, untold, locked, ...status }: SavedStatusProps) {
  const { online, waiting } = status;
  const icon = unkept ? 'alert' : online ? (waiting === 0 ? 'check' : 'tablet-check') : 'wifi-off';
  return (
    <>
      <Untold words={untold} href={locked ? undefined : '/attention'} />
      <output class="saved-group">
        <span class={classes('saved', !online && 'saved--offline', status.asAt && 'saved--aged')}>
          <Icon name={icon} size={20} />
          {unkept ? <b>NOT saved</b> : <SavedWords {...status} />}
        </span>
        {attention > 0 && <Attention attention={attention} attentionHref={attentionHref} />}
      </output>
    </>
  );
}
