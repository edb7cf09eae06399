import { useState } from 'preact/hooks';
import type { RollCallRow } from '../../../shared/rollCalls/contract.ts';
import { listed, plural } from '../../../shared/words.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { bringBack, end, leaveAsIs, wereOut } from './actions.ts';
import { byZone, countHere, titleOf } from './count.ts';
import { QuietTablets } from './QuietTablets.tsx';

interface Closes {
  onClose: () => void;
}

const wordsOf = (left: number, all: number): string => (left === 0 ? `All ${all} seen` : `${left} of ${all} not seen`);

/** Which place to look through. */
export function ZoneDialog({ onChoose, onClose }: Closes & { onChoose: (zone: string | null) => void }) {
  const { notSeen, seen } = countHere.value;
  const open = new Set(notSeen.map((it) => it.id));
  const choose = (zone: string | null) => () => {
    onChoose(zone);
    onClose();
  };
  return (
    <Dialog about={null} open title="Find by zone" onClose={onClose}>
      <ul class="stack-list zone-list">
        {byZone([...notSeen, ...seen]).map(({ zone, heads }) => {
          const left = heads.filter((it) => open.has(it.id)).length;
          return (
            <li key={zone}>
              <button
                type="button"
                class="row-card"
                aria-label={`${zone ?? 'Place not said'}, ${wordsOf(left, heads.length)}`}
                onClick={choose(zone ?? '')}
              >
                <span class="row-card__text">
                  <span class="row-card__title">{zone ?? 'Place not said'}</span>
                  <span class={left > 0 ? 'row-card__sub alert-text' : 'row-card__sub'}>
                    {wordsOf(left, heads.length)}
                  </span>
                </span>
              </button>
            </li>
          );
        })}
      </ul>
    </Dialog>
  );
}

/** Someone recorded as out stands here. */
export function WasOutDialog() {
  const [head, ...others] = wereOut.value;
  if (!head) return null;
  const close = () => leaveAsIs(head);
  const missing = head.guest?.presence === 'missing';
  return (
    <Dialog
      about={null}
      key={head.id}
      open
      title={`${titleOf(head)} was ${missing ? 'missing' : 'marked as out'}`}
      onClose={close}
      foot={
        <>
          <Button acts={async () => bringBack(head)}>{missing ? 'They are found' : 'They are back'}</Button>
          <Button kind="secondary" acts={async () => close()}>
            Leave the record
          </Button>
        </>
      }
    >
      <p>They are counted as here. Shall their record say so too?</p>
      {others.length > 0 && <p class="quiet">Then the same for {listed(others.map(titleOf))}.</p>}
    </Dialog>
  );
}

export function EndDialog({ call, onClose }: Closes & { call: RollCallRow }) {
  const [busy, work] = useState(false);
  const { notSeen, seen, expected } = countHere.value;
  const finish = async () => {
    work(true);
    await end(call);
    onClose();
  };
  return (
    <Dialog
      about={null}
      open
      title="End the roll call"
      onClose={onClose}
      foot={
        <>
          <Button kind={notSeen.length > 0 ? 'warning' : 'primary'} busy={busy} onClick={() => void finish()}>
            End it
          </Button>
          <Button kind="secondary" onClick={onClose}>
            Not now
          </Button>
        </>
      }
    >
      {notSeen.length > 0 ? (
        <p>
          <strong>{plural(notSeen.length, 'person', 'people')} not seen.</strong> Report each one missing first, or say
          to the lead why not.
        </p>
      ) : (
        <p>
          {seen.length} of {expected} seen.
        </p>
      )}
      <QuietTablets />
      <p>Marks that tablets without signal still hold are kept when they come, and shown as late.</p>
    </Dialog>
  );
}
