import { useState } from 'preact/hooks';
import { roleNames } from '../../../shared/roles.ts';
import { grantRole, type PlaceItem, staffCentre, staffRoles, type UserItem } from '../../../shared/users.ts';
import { now } from '../../session/now.ts';
import { Form } from '../../forms/Form.tsx';
import { useForm } from '../../forms/useForm.ts';
import { toSend } from '../../forms/toSend.ts';
import { Button } from '../../ui/button.tsx';
import { emptyRole, grantFrom, roleFaults } from './roleDraft.ts';
import { RoleFields } from './RoleFields.tsx';

export interface AddRoleProps {
  user: UserItem;
  places: readonly PlaceItem[];
  /** An administrator may give any role; a planner those inside an operation. */
  all: boolean;
  onDone: () => void;
}

const useAddRole = ({ user, all, onDone }: AddRoleProps, onClose: () => void) =>
  useForm({
    draft: () => emptyRole,
    faults: (draft) => roleFaults(draft, now.peek()),
    sends: (draft) => {
      const grant = { userId: user.id, ...grantFrom(draft, now.peek()) };
      const staffing = grant as typeof grant & { role: (typeof staffRoles)[number]; operationId: string };
      return all ? toSend(grantRole, grant) : toSend(staffCentre, staffing);
    },
    onDone: () => {
      onClose();
      onDone();
    },
  });

function Giving({ onClose, ...props }: AddRoleProps & { onClose: () => void }) {
  const form = useAddRole(props, onClose);
  return (
    <Form of={form} class="apart" label="Give a role">
      <RoleFields id="add" form={form} allowed={props.all ? roleNames : staffRoles} places={props.places} />
      <div class="row">
        <Button type="submit" size="small" busy={form.busy}>
          Give this role
        </Button>
        <Button kind="quiet" size="small" onClick={onClose}>
          Cancel
        </Button>
      </div>
    </Form>
  );
}

/** A button that becomes a small form. */
export function AddRole(props: AddRoleProps) {
  const [giving, give] = useState(false);
  if (giving) return <Giving {...props} onClose={() => give(false)} />;
  return (
    <Button kind="secondary" size="small" icon="plus" onClick={() => give(true)}>
      Give a role
    </Button>
  );
}
