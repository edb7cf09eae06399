import { useState } from 'preact/hooks';
import type { VehicleCounts } from '../../../shared/counts.ts';
import { changeVehicle } from '../../../shared/operations.ts';
import { now } from '../../session/now.ts';
import { Refusal } from '../../forms/Refusal.tsx';
import { useSend } from '../../forms/useSend.ts';
import { operationId } from '../../session/session.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/fields.tsx';
import { clockTime } from '../../ui/time.ts';
import { momentOf } from './dueTime.ts';

/** It runs late, or does not come. */
export function ChangeVehicle({ it, onClose }: { it: VehicleCounts; onClose: () => void }) {
  const [due, setDue] = useState(clockTime(it.dueAt));
  const [tried, setTried] = useState(false);
  // The version looked at when the box was opened: a change made meanwhile must be seen first.
  const [baseVersion] = useState(it.rowVersion);
  const { send, busy, refused } = useSend();
  const at = momentOf(due, now.value);
  const save = async (what: { dueAt: string } | { state: 'cancelled' }) => {
    const base = { operationId: operationId.value ?? '', vehicleId: it.id, baseVersion };
    if ((await send(changeVehicle, { ...base, ...what })) !== null) onClose();
  };
  const saveTime = () => {
    setTried(true);
    if (at) void save({ dueAt: at.toISOString() });
  };
  const foot = (
    <>
      <Button busy={busy} onClick={saveTime}>
        Save time
      </Button>
      <Button kind="warning" busy={busy} onClick={() => void save({ state: 'cancelled' })}>
        Call it off
      </Button>
    </>
  );
  return (
    <Dialog about={it.id} open title={`Change ${it.label}`} onClose={onClose} foot={foot}>
      <Refusal refused={refused} now={`due ${clockTime(it.dueAt)}`} />
      <TextField
        id="vehicle-due"
        label="Due at"
        hint="24-hour time, such as 07:58"
        width={5}
        value={due}
        onInput={setDue}
        {...(tried && !at ? { error: 'Enter a time such as 07:58' } : {})}
      />
    </Dialog>
  );
}
