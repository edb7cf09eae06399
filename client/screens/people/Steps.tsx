import { type PersonRow, type Presence, presenceMayBecome } from '../../../shared/people.ts';
import { changePresence } from '../../parts/people/presence.ts';
import { isPartial } from '../../data/partial.ts';
import { Button, LinkButton } from '../../ui/button.tsx';

export type Opens =
  | 'need'
  | 'name'
  | 'place'
  | 'group'
  | 'amend'
  | 'undo'
  | 'leaving'
  | 'missing'
  | 'transfer'
  | 'police';

const backWords = (presence: Presence): string => {
  if (presence === 'missing') return 'They are found';
  return presence === 'in_transit' || presence === 'expected' ? 'They have arrived' : 'They are back';
};

interface StepsProps {
  guest: PersonRow;
  may: (action: string) => boolean;
  onOpen: (dialog: Opens) => void;
}

function Coming({ guest, onOpen }: Omit<StepsProps, 'may'>) {
  const becomes = (to: Presence) => presenceMayBecome(guest.presence, to);
  return (
    <>
      {becomes('on_site') && (
        <Button kind="secondary" icon="return" acts={async () => changePresence(guest, 'on_site')}>
          {backWords(guest.presence)}
        </Button>
      )}
      {guest.presence === 'on_site' && (
        <Button kind="secondary" acts={async () => changePresence(guest, 'temporarily_out')}>
          Going out
        </Button>
      )}
      {becomes('left_voluntarily') && (
        <Button kind="secondary" icon="logout" onClick={() => onOpen('leaving')}>
          They are leaving
        </Button>
      )}
    </>
  );
}

function Rarer({ guest, may, onOpen }: StepsProps) {
  const becomes = (to: Presence) => presenceMayBecome(guest.presence, to);
  const moves = may('people.setPresence');
  const amends = may('people.amend') && !isPartial(guest);
  return (
    <div class="guest__rarer row wrap--close row--stretch gap-18">
      {amends && <LinkButton onClick={() => onOpen('group')}>Group with…</LinkButton>}
      {amends && <LinkButton onClick={() => onOpen('amend')}>Correct the record</LinkButton>}
      {moves && becomes('transferred') && <LinkButton onClick={() => onOpen('transfer')}>To another centre</LinkButton>}
      {moves && becomes('missing') && <LinkButton onClick={() => onOpen('missing')}>Nobody can find them</LinkButton>}
      {moves && may('log.write') && becomes('removed_by_police') && (
        <LinkButton onClick={() => onOpen('police')}>Police take them away</LinkButton>
      )}
      {may('people.undoCheckIn') && <LinkButton onClick={() => onOpen('undo')}>Undo the check-in</LinkButton>}
    </div>
  );
}

/** What may be recorded of a guest now: the usual as buttons, the rarer as links. */
export function Steps({ guest, may, onOpen }: StepsProps) {
  return (
    <div class="pile gap-8">
      <div class="btn-row">
        {may('needs.raise') && (
          <Button icon="plus" onClick={() => onOpen('need')}>
            Add a need
          </Button>
        )}
        {may('people.move') && (
          <Button kind="secondary" icon="pin" onClick={() => onOpen('place')}>
            Move
          </Button>
        )}
        {may('people.setPresence') && <Coming guest={guest} onOpen={onOpen} />}
      </div>
      <Rarer guest={guest} may={may} onOpen={onOpen} />
    </div>
  );
}
