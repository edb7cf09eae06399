import { type RoleName, roles } from '../../../shared/roles.ts';
import type { PlaceItem } from '../../../shared/users.ts';
import { Checkbox } from '../../ui/choices.tsx';
import type { FieldError } from '../../ui/error-summary.tsx';
import { SelectField, TextField } from '../../ui/fields.tsx';
import { type RoleDraft, scopeOf, seesAddresses } from './roleDraft.ts';

export interface RoleFieldsProps {
  id: string;
  draft: RoleDraft;
  onChange: (part: Partial<RoleDraft>) => void;
  allowed: readonly RoleName[];
  places: readonly PlaceItem[];
  errors: readonly FieldError[];
}

type PartProps = RoleFieldsProps & { errorOf: (field: string) => string | undefined };

const hints = {
  everywhere: 'Held for everything.',
  operation: 'Held for one operation.',
  centre: 'Held for one centre.',
} as const;

function Place({
  id,
  draft,
  onChange,
  places,
  errorOf,
}: RoleFieldsProps & { errorOf: (field: string) => string | undefined }) {
  const scope = scopeOf(draft.role);
  if (scope === 'everywhere') return null;
  const centres = places.find((it) => it.id === draft.operationId)?.centres ?? [];
  return (
    <>
      <SelectField
        id={`${id}-operation`}
        label="Operation"
        value={draft.operationId}
        error={errorOf('operation')}
        placeholder={places.length === 0 ? 'No operation is open' : 'Choose an operation'}
        options={places.map((it) => ({ value: it.id, label: it.codeName }))}
        onInput={(operationId) => onChange({ operationId, centreId: '' })}
      />
      {scope === 'centre' && draft.operationId !== '' && (
        <SelectField
          id={`${id}-centre`}
          label="Centre"
          value={draft.centreId}
          error={errorOf('centre')}
          placeholder={centres.length === 0 ? 'No centre is activated yet' : 'Choose a centre'}
          options={centres.map((it) => ({ value: it.id, label: it.name }))}
          onInput={(centreId) => onChange({ centreId })}
        />
      )}
    </>
  );
}

function Ends({ id, draft, onChange, errorOf }: PartProps) {
  return (
    <fieldset class="role-fields__ends">
      <legend class="visually-hidden">When the role ends</legend>
      <TextField
        id={`${id}-ends-on`}
        label="Ends on"
        optional
        type="date"
        value={draft.endsOn}
        error={errorOf('ends-on')}
        onInput={(endsOn) => onChange({ endsOn })}
      />
      <TextField
        id={`${id}-ends-at`}
        label="At"
        width={5}
        inputMode="numeric"
        placeholder="23:59"
        maxLength={5}
        value={draft.endsAt}
        error={errorOf('ends-at')}
        onInput={(endsAt) => onChange({ endsAt })}
      />
    </fieldset>
  );
}

/** Which role, where, whether with addresses, and until when. */
export function RoleFields(props: RoleFieldsProps) {
  const { id, draft, onChange, allowed, errors } = props;
  const errorOf = (field: string) => errors.find((it) => it.id === `${id}-${field}`)?.text;
  return (
    <div class="role-fields">
      <SelectField
        id={`${id}-role`}
        label="Role"
        hint={draft.role === '' ? undefined : hints[scopeOf(draft.role)]}
        value={draft.role}
        error={errorOf('role')}
        placeholder="Choose a role"
        options={allowed.map((it) => ({ value: it, label: roles[it].title }))}
        onInput={(role) => onChange({ role: role as RoleName | '' })}
      />
      <Place {...props} errorOf={errorOf} />
      {seesAddresses(draft.role) && (
        <Checkbox
          id={`${id}-address`}
          label="May see where centres are"
          hint="Without it: code name and district only."
          checked={draft.address}
          onChange={(address) => onChange({ address })}
        />
      )}
      {draft.role !== '' && <Ends {...props} errorOf={errorOf} />}
    </div>
  );
}
