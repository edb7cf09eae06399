import type { PersonRow } from '../../../shared/people.ts';
import { changePresence } from '../../parts/people/presence.ts';
import { Button, LinkButton } from '../../ui/button.tsx';
import { backWords, type Offer, offersFor } from './offers.ts';

/** Those that open a dialog, and the name, which stands elsewhere. */
export type Opens = Exclude<Offer, 'back' | 'out'> | 'name';

interface StepsProps {
  guest: PersonRow;
  may: (action: string) => boolean;
  onOpen: (dialog: Opens) => void;
}

interface Part extends Omit<StepsProps, 'may'> {
  offers: ReadonlySet<Offer>;
}

function Coming({ guest, offers, onOpen }: Part) {
  return (
    <>
      {offers.has('back') && (
        <Button kind="secondary" icon="return" acts={async () => changePresence(guest, 'on_site')}>
          {backWords(guest.presence)}
        </Button>
      )}
      {offers.has('out') && (
        <Button kind="secondary" acts={async () => changePresence(guest, 'temporarily_out')}>
          Going out
        </Button>
      )}
      {offers.has('leaving') && (
        <Button kind="secondary" icon="logout" onClick={() => onOpen('leaving')}>
          They are leaving
        </Button>
      )}
    </>
  );
}

function Rarer({ offers, onOpen }: Omit<Part, 'guest'>) {
  return (
    <div class="guest__rarer row wrap--close row--stretch gap-18">
      {offers.has('group') && <LinkButton onClick={() => onOpen('group')}>Group with…</LinkButton>}
      {offers.has('amend') && <LinkButton onClick={() => onOpen('amend')}>Correct the record</LinkButton>}
      {offers.has('transfer') && <LinkButton onClick={() => onOpen('transfer')}>To another centre</LinkButton>}
      {offers.has('missing') && <LinkButton onClick={() => onOpen('missing')}>Nobody can find them</LinkButton>}
      {offers.has('police') && <LinkButton onClick={() => onOpen('police')}>Police take them away</LinkButton>}
      {offers.has('undo') && <LinkButton onClick={() => onOpen('undo')}>Undo the check-in</LinkButton>}
    </div>
  );
}

/** What may be recorded of a guest now: the usual as buttons, the rarer as links. */
export function Steps({ guest, may, onOpen }: StepsProps) {
  const offers = offersFor(guest, may);
  return (
    <div class="pile gap-8">
      <div class="btn-row">
        {offers.has('need') && (
          <Button icon="plus" onClick={() => onOpen('need')}>
            Add a need
          </Button>
        )}
        {offers.has('place') && (
          <Button kind="secondary" icon="pin" onClick={() => onOpen('place')}>
            Move
          </Button>
        )}
        <Coming guest={guest} offers={offers} onOpen={onOpen} />
      </div>
      <Rarer offers={offers} onOpen={onOpen} />
    </div>
  );
}
