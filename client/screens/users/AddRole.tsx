import { useState } from 'preact/hooks';
import { roleNames } from '../../../shared/roles.ts';
import { grantRole, type PlaceItem, staffCentre, staffRoles, type UserItem } from '../../../shared/users.ts';
import { now } from '../../session/now.ts';
import { Refusal } from '../../forms/Refusal.tsx';
import { useSend } from '../../forms/useSend.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorSummary, type FieldError } from '../../ui/error-summary.tsx';
import { emptyRole, grantFrom, type RoleDraft, roleFaults } from './roleDraft.ts';
import { RoleFields } from './RoleFields.tsx';

export interface AddRoleProps {
  user: UserItem;
  places: readonly PlaceItem[];
  /** An administrator may give any role; a planner those inside an operation. */
  all: boolean;
  onDone: () => void;
}

const useAddRole = ({ user, all, onDone }: AddRoleProps) => {
  const [draft, set] = useState<RoleDraft | null>(null);
  const [errors, setErrors] = useState<FieldError[]>([]);
  const sending = useSend();
  const close = () => {
    set(null);
    setErrors([]);
    sending.clear();
  };
  const send = async (): Promise<void> => {
    if (!draft) return;
    const faults = roleFaults(draft, 'add', now.peek());
    setErrors(faults);
    if (faults.length > 0) return;
    const grant = { userId: user.id, ...grantFrom(draft) };
    const staffing = grant as typeof grant & { role: (typeof staffRoles)[number]; operationId: string };
    const answer = await (all ? sending.send(grantRole, grant) : sending.send(staffCentre, staffing));
    if (answer === null) return;
    close();
    onDone();
  };
  const change = (part: Partial<RoleDraft>) => draft && set({ ...draft, ...part });
  return { draft, open: () => set(emptyRole), close, change, errors, sending, send };
};

/** A button that becomes a small form. */
export function AddRole(props: AddRoleProps) {
  const { draft, open, close, change, errors, sending, send } = useAddRole(props);
  if (!draft)
    return (
      <Button kind="secondary" size="small" icon="plus" onClick={open}>
        Give a role
      </Button>
    );
  return (
    <form
      noValidate
      class="users-form"
      aria-label="Give a role"
      onSubmit={(event) => {
        event.preventDefault();
        if (!sending.busy) void send();
      }}
    >
      <ErrorSummary errors={errors} />
      <Refusal refused={sending.refused} />
      <RoleFields
        id="add"
        draft={draft}
        onChange={change}
        allowed={props.all ? roleNames : staffRoles}
        places={props.places}
        errors={errors}
      />
      <div class="row">
        <Button type="submit" size="small" busy={sending.busy}>
          Give this role
        </Button>
        <Button kind="quiet" size="small" onClick={close}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
