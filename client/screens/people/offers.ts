import { type PersonRow, type Presence, presenceMayBecome } from '../../../shared/people.ts';
import { isPartial } from '../../data/partial.ts';

export type Offer =
  | 'need'
  | 'place'
  | 'back'
  | 'out'
  | 'leaving'
  | 'group'
  | 'amend'
  | 'transfer'
  | 'missing'
  | 'police'
  | 'undo';

/** What may be recorded of a guest now, by somebody who may do that much. */
export const offersFor = (guest: PersonRow, may: (action: string) => boolean): ReadonlySet<Offer> => {
  const moves = may('people.setPresence');
  const becomes = (to: Presence): boolean => moves && presenceMayBecome(guest.presence, to);
  // A correction is made from the whole record.
  const amends = may('people.amend') && !isPartial(guest);
  const offered: Record<Offer, boolean> = {
    need: may('needs.raise'),
    place: may('people.move'),
    back: becomes('on_site'),
    out: moves && guest.presence === 'on_site',
    leaving: becomes('left_voluntarily'),
    group: amends,
    amend: amends,
    transfer: becomes('transferred'),
    missing: becomes('missing'),
    police: becomes('removed_by_police') && may('log.write'),
    undo: may('people.undoCheckIn'),
  };
  return new Set((Object.keys(offered) as Offer[]).filter((it) => offered[it]));
};

/** What it is called that a guest is here. */
export const backWords = (presence: Presence): string => {
  if (presence === 'missing') return 'They are found';
  return presence === 'in_transit' || presence === 'expected' ? 'They have arrived' : 'They are back';
};
