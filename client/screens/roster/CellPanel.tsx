import { useState } from 'preact/hooks';
import { dialling } from '../../../shared/dialling.ts';
import type { RosterPartner } from '../../../shared/partners/contract.ts';
import type { Slot } from '../../../shared/rosters/contract.ts';
import { now } from '../../session/now.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { Icon } from '../../ui/icons.tsx';
import { type BoardCell, cellOf, overdue, slotName } from './board.ts';
import { markIcons } from './marks.tsx';
import { SlotDetail } from './SlotDetail.tsx';

function SlotButton({ slot, chosen, onChoose }: { slot: Slot; chosen: boolean; onChoose: () => void }) {
  const face = cellOf([slot], now.value.getTime());
  return (
    <li>
      <button type="button" class="slot-pick" aria-pressed={chosen} onClick={onChoose}>
        <span class={`roster-mark--${face.mark}`}>
          <Icon name={markIcons[face.mark]} size={18} />
        </span>
        <strong>{slotName(slot)}</strong>
        <span class="quiet">{face.words}</span>
      </button>
    </li>
  );
}

const isFilled = ({ accepted, arrived, needed }: Slot): boolean => Math.max(accepted, arrived) >= needed;
/** Who is late comes first, then what is still to find. */
const firstOpen = (slots: readonly Slot[]): Slot | undefined =>
  slots.find((it) => overdue(it, now.value.getTime()) > 0) ??
  slots.find((it) => it.state !== 'stood_down' && !isFilled(it)) ??
  slots[0];

/** What a cell holds: its slots, one of them open. */
export function CellPanel({ cell, partner }: { cell: BoardCell; partner: RosterPartner | undefined }) {
  const [picked, pick] = useState(() => firstOpen(cell.slots)?.id);
  const slot = cell.slots.find((it) => it.id === picked) ?? cell.slots[0];
  return (
    <div class="cell-panel">
      {cell.slots.length > 1 && (
        <ul class="slot-picks rule-above below-12">
          {cell.slots.map((it) => (
            <SlotButton key={it.id} slot={it} chosen={it.id === slot?.id} onChoose={() => pick(it.id)} />
          ))}
        </ul>
      )}
      {slot && <SlotDetail key={slot.id} slot={slot} partner={partner} />}
    </div>
  );
}

/** Whom to phone, where this viewer may know. */
export function CellFoot({ partner }: { partner: RosterPartner | undefined }) {
  const reach = partner?.reach;
  return (
    <>
      {reach && (
        <div class="btn-row">
          <ButtonLink kind="secondary" icon="phone" href={dialling(reach.contactPhone)}>
            {reach.contactPhone}
          </ButtonLink>
          {reach.deputyPhone !== '' && (
            <ButtonLink kind="quiet" href={dialling(reach.deputyPhone)}>
              Deputy {reach.deputy}, {reach.deputyPhone}
            </ButtonLink>
          )}
        </div>
      )}
      <p class="quiet">Names stay with the partner until people sign in.</p>
    </>
  );
}
