import type { Presence } from '../../../shared/people.ts';
import { Button } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { Icon } from '../../ui/icons.tsx';
import { Callout } from '../../ui/notice.tsx';
import './guest.scss';
import { type Changed, undoChange } from './presence.ts';
import { presenceWords } from './words.ts';

const became: Record<Presence, string> = {
  expected: 'is expected',
  in_transit: 'is on the way',
  on_site: 'is here',
  temporarily_out: 'is out',
  departed: 'has moved on',
  left_voluntarily: 'has left',
  transferred: 'is on the way to another centre',
  missing: 'is missing',
  removed_by_police: 'was taken by police',
};

const words = ({ guest, to, as, why }: Changed): string => {
  if (as === 'made') return `${guest.reference} ${became[to]}`;
  if (as === 'undone') return `Undone. ${guest.reference} as before: ${presenceWords[guest.presence]}`;
  return why ?? '';
};

/** Nothing that is well done: it is said in another colour. */
const isGrave = ({ as, to }: Changed): boolean => as === 'made' && to === 'missing';

/** `K-001 is out`, and the way back. */
export function PresenceTold({ changed }: { changed: Changed | null }) {
  if (!changed) return <output class="block" />;
  if (changed.as === 'kept')
    return (
      <output class="block">
        <Callout tone="warn" icon="alert" title={`${changed.guest.reference}: not undone`}>
          <p>{words(changed)}</p>
        </Callout>
      </output>
    );
  return (
    <output class={classes('presence-told row wrap row--between gap-12', isGrave(changed) && 'presence-told--grave')}>
      <span class="row gap-8 semi">
        <Icon name={isGrave(changed) ? 'alert' : changed.as === 'made' ? 'check' : 'undo'} size={22} />
        {words(changed)}
      </span>
      {changed.as === 'made' && (
        <Button
          kind="secondary"
          icon="undo"
          aria-label={`Undo: ${words(changed)}`}
          acts={async () => undoChange(changed)}
        >
          Undo
        </Button>
      )}
    </output>
  );
}
