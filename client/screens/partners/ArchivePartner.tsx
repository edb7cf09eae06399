import { archivePartner, type PartnerView } from '../../../shared/partners/contract.ts';
import { FormDialog } from '../../forms/Form.tsx';
import { useForm } from '../../forms/useForm.ts';
import { toSend } from '../../forms/toSend.ts';
import { TextArea } from '../../ui/fields.tsx';
import type { SavingProps } from './PartnerForm.tsx';

/** Takes a partner off the register, with a reason. Its record stays. */
export function ArchivePartner({ partner, onClose, onSaved }: SavingProps & { partner: PartnerView }) {
  const form = useForm({
    version: partner.rowVersion,
    from: 'open',
    draft: () => ({ reason: '' }),
    faults: ({ reason }) => ({ reason: reason.trim() === '' && 'Give the reason' }),
    sends: ({ reason }, baseVersion) => toSend(archivePartner, { partnerId: partner.id, baseVersion, reason }),
    onDone: onSaved,
  });
  return (
    <FormDialog
      of={form}
      about={partner.id}
      title={`Take ${partner.name} off the register?`}
      action="Take it off"
      warning
      notNow="Keep it"
      now="changed since you looked"
      onClose={onClose}
    >
      <p>Its record stays, and rosters that name it keep it. It can no longer be asked.</p>
      <TextArea {...form.field('reason', 'partner-archive')} label="Reason" limit={500} />
    </FormDialog>
  );
}
