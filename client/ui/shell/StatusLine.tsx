import { classes } from '../classes.ts';
import { Icon } from '../icons.tsx';
import { Attention, type StatusProps, Untold } from './Status.tsx';

/** Online or not, how many wait, how many need attention: one status region, always in sight. */
export function StatusLine({ online, since, waiting, untold, attention, attentionHref, unkept }: StatusProps) {
  const lost = since ? `Offline since ${since}` : 'Offline';
  return (
    <>
      <Untold words={untold} href="/attention" />
      <output class="status-line">
        <span class={classes('status-part', !online && 'status-part--offline')}>
          <Icon name={online ? 'wifi' : 'wifi-off'} size={17} />
          <span class="unseen-phone">{online ? 'Online' : lost}</span>
        </span>
        <span class={classes('status-part', unkept && 'status-part--attention')}>
          <Icon name={unkept ? 'alert' : 'upload'} size={17} />
          <span>
            {waiting ?? '–'}
            <span class="unseen-phone"> waiting</span>
          </span>
        </span>
        <Attention attention={attention} attentionHref={attentionHref} />
      </output>
    </>
  );
}
