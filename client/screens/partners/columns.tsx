import type { CapacityView, PartnerView } from '../../../shared/partners/contract.ts';
import { now } from '../../session/now.ts';
import type { Column } from '../../ui/table.tsx';
import { Tag } from '../../ui/tag.tsx';
import { hoursWords, offersOf, oldestConfirmation, totalHeads, type Partners } from './words.ts';

function Confirmed({ offers }: { offers: readonly CapacityView[] }) {
  const found = oldestConfirmation(offers, now.value);
  if (!found) return <span class="quiet">nothing offered</span>;
  return found.stale ? (
    <Tag tone="warn" icon="clock" class="wraps">
      {found.words}
    </Tag>
  ) : (
    <span class="quiet">{found.words}</span>
  );
}

export const columnsOf = (register: Partners): Column<PartnerView>[] => [
  {
    key: 'name',
    head: 'Partner',
    cell: (it) => (
      <>
        <span class="strong">{it.name}</span> <span class="quiet">{it.code}</span>
      </>
    ),
  },
  { key: 'kind', head: 'Kind', leaves: 'portrait', cell: (it) => it.kind },
  { key: 'hours', head: 'Hours', leaves: 'portrait', cell: (it) => hoursWords(it.hours) },
  {
    key: 'roles',
    head: 'Roles',
    leaves: 'phone',
    align: 'end',
    cell: (it) => offersOf(register, it.code).filter(({ heads }) => heads > 0).length,
  },
  {
    key: 'heads',
    head: 'People',
    align: 'end',
    cell: (it) => <span class="strong">{totalHeads(offersOf(register, it.code))}</span>,
  },
  { key: 'confirmed', head: 'Confirmed', cell: (it) => <Confirmed offers={offersOf(register, it.code)} /> },
];
