import { importPartners, type CapacityView, type PartnerView } from '../../../shared/partners/contract.ts';
import { ImportFile } from '../../parts/imports/ImportFile.tsx';
import { Drawer } from '../../ui/dialog.tsx';
import { ArchivePartner } from './ArchivePartner.tsx';
import { OfferForm } from './OfferForm.tsx';
import { PartnerForm } from './PartnerForm.tsx';

export type Doing =
  | { what: 'add' | 'edit' | 'archive' | 'importPartners' | 'importCapacities' }
  | { what: 'offer'; offer: CapacityView | null };

interface Open {
  doing: Doing;
  shown: PartnerView | null;
  onClose: () => void;
  onSaved: () => void;
}

function Import({ capacities, onClose, onSaved }: { capacities: boolean; onClose: () => void; onSaved: () => void }) {
  return (
    <Drawer
      about={null}
      open
      title={capacities ? 'Import capacity' : 'Import partners'}
      class="wide-drawer"
      onClose={onClose}
    >
      <ImportFile
        kind={capacities ? 'capacities' : 'partners'}
        path={capacities ? '/api/partners/capacities/import/preview' : '/api/partners/import/preview'}
        contract={importPartners}
        hint={
          capacities
            ? 'partner, role, heads, callout_minutes, max_hours, languages, confirmed_on'
            : 'code, name, kind, hours, contact, contact_phone, contact_email, deputy, deputy_phone'
        }
        onDone={onSaved}
      />
    </Drawer>
  );
}

/** Whatever is being done with the register, beside it. */
export function Forms({ doing, shown, onClose, onSaved }: Open) {
  const closing = { onClose, onSaved: () => (onClose(), onSaved()) };
  if (doing.what === 'importPartners' || doing.what === 'importCapacities')
    return <Import capacities={doing.what === 'importCapacities'} onClose={onClose} onSaved={onSaved} />;
  if (doing.what === 'add') return <PartnerForm partner={null} {...closing} />;
  if (!shown) return null;
  if (doing.what === 'offer') return <OfferForm partner={shown} offer={doing.offer} {...closing} />;
  if (doing.what === 'archive') return <ArchivePartner partner={shown} {...closing} />;
  return <PartnerForm partner={shown} {...closing} />;
}
