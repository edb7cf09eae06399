import { type RoleName, roles } from '../../../shared/roles.ts';
import type { PlaceItem } from '../../../shared/users.ts';
import type { Form } from '../../forms/formType.ts';
import { Checkbox } from '../../ui/choices.tsx';
import { TextField } from '../../ui/fields.tsx';
import { SelectField } from '../../ui/select.tsx';
import { type RoleDraft, scopeOf, seesAddresses } from './roleDraft.ts';

export interface RoleFieldsProps {
  id: string;
  form: Pick<Form<RoleDraft>, 'draft' | 'set' | 'field' | 'tick'>;
  allowed: readonly RoleName[];
  places: readonly PlaceItem[];
  /** Somebody may stand by without one. */
  optional?: boolean;
}

const standing = 'They sign in and see nothing until a planner gives them an operation or a centre, in one press.';
const hints = {
  everywhere: 'Held for everything.',
  operation: 'Held for one operation.',
  centre: 'Held for one centre.',
} as const;

function Place({ id, form, places }: RoleFieldsProps) {
  const { role, operationId } = form.draft;
  const scope = scopeOf(role);
  if (scope === 'everywhere') return null;
  const centres = places.find((it) => it.id === operationId)?.centres ?? [];
  return (
    <>
      <SelectField
        {...form.field('operationId', `${id}-operation`)}
        label="Operation"
        placeholder={places.length === 0 ? 'No operation is open' : 'Choose an operation'}
        options={places.map((it) => ({ value: it.id, label: it.codeName }))}
        onInput={(chosen) => form.set({ operationId: chosen, centreId: '' })}
      />
      {scope === 'centre' && operationId !== '' && (
        <SelectField
          {...form.field('centreId', `${id}-centre`)}
          label="Centre"
          placeholder={centres.length === 0 ? 'No centre is activated yet' : 'Choose a centre'}
          options={centres.map((it) => ({ value: it.id, label: it.name }))}
        />
      )}
    </>
  );
}

function Ends({ id, form }: RoleFieldsProps) {
  return (
    <fieldset class="row gap-14">
      <legend class="visually-hidden">When the role ends</legend>
      <TextField {...form.field('endsOn', `${id}-ends-on`)} label="Ends on" optional type="date" />
      <TextField
        {...form.field('endsAt', `${id}-ends-at`)}
        label="At"
        width={5}
        inputMode="numeric"
        placeholder="23:59"
        maxLength={5}
      />
    </fieldset>
  );
}

/** Which role, where, whether with addresses, and until when. */
export function RoleFields(props: RoleFieldsProps) {
  const { id, form, allowed, optional } = props;
  const { role } = form.draft;
  return (
    <div class="apart">
      <SelectField
        {...form.field('role', `${id}-role`)}
        label="Role"
        hint={role === '' ? optional && standing : hints[scopeOf(role)]}
        placeholder={optional ? 'No role yet' : 'Choose a role'}
        options={allowed.map((it) => ({ value: it, label: roles[it].title }))}
      />
      <Place {...props} />
      {seesAddresses(role) && (
        <Checkbox
          {...form.tick('address', `${id}-address`)}
          label="May see where centres are"
          hint="Without it: code name and district only."
        />
      )}
      {role !== '' && <Ends {...props} />}
    </div>
  );
}
