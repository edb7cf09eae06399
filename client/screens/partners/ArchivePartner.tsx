import { useState } from 'preact/hooks';
import { archivePartner, type PartnerView } from '../../../shared/partners/contract.ts';
import { Refusal } from '../../forms/Refusal.tsx';
import { errorAt, useSend } from '../../forms/useSend.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextArea } from '../../ui/fields.tsx';
import type { SavingProps } from './PartnerForm.tsx';

/** Takes a partner off the register, with a reason. Its record stays. */
export function ArchivePartner({ partner, onClose, onSaved }: SavingProps & { partner: PartnerView }) {
  const [reason, setReason] = useState('');
  const { send, busy, refused } = useSend();
  const error = errorAt(refused, 'reason');
  const save = async () => {
    const done = await send(archivePartner, { partnerId: partner.id, baseVersion: partner.rowVersion, reason });
    if (done !== null) onSaved();
  };
  return (
    <Dialog
      about={partner.id}
      open
      title={`Take ${partner.name} off the register?`}
      onClose={onClose}
      foot={
        <>
          <Button kind="warning" busy={busy} onClick={() => void save()}>
            Take it off
          </Button>
          <Button kind="quiet" onClick={onClose}>
            Keep it
          </Button>
        </>
      }
    >
      {error === undefined && <Refusal refused={refused} />}
      <p>Its record stays, and rosters that name it keep it. It can no longer be asked.</p>
      <TextArea
        id="partner-archive"
        label="Reason"
        limit={500}
        value={reason}
        onInput={setReason}
        {...(error ? { error: 'Give the reason' } : {})}
      />
    </Dialog>
  );
}
