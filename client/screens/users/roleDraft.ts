import { londonMoment } from '../../../shared/london.ts';
import { type RoleName, roles } from '../../../shared/roles.ts';
import type { NewGrant } from '../../../shared/users.ts';
import { newId } from '../../data/ids.ts';
import type { FieldError } from '../../ui/error-summary.tsx';

/** A role as it is being typed. `ends` is `YYYY-MM-DDTHH:MM` by a London clock, or empty. */
export interface RoleDraft {
  role: RoleName | '';
  operationId: string;
  centreId: string;
  address: boolean;
  ends: string;
}

export const emptyRole: RoleDraft = { role: '', operationId: '', centreId: '', address: true, ends: '' };

export const scopeOf = (role: RoleName | ''): 'everywhere' | 'operation' | 'centre' =>
  role === '' ? 'everywhere' : roles[role].scope;

/** Does the role see addresses at all, so that there is something to leave out? */
export const seesAddresses = (role: RoleName | ''): boolean => role !== '' && 'address' in roles[role].sees;

const endOf = (ends: string): Date | null => {
  const match = /^(\d{4}-\d\d-\d\d)T(\d\d):(\d\d)/.exec(ends);
  return match?.[1] ? londonMoment(match[1], Number(match[2]), Number(match[3])) : null;
};

export const roleFaults = (draft: RoleDraft, id: string, now: Date): FieldError[] => {
  const faults: FieldError[] = [];
  const scope = scopeOf(draft.role);
  const end = endOf(draft.ends);
  if (draft.role === '') faults.push({ id: `${id}-role`, text: 'Choose a role' });
  if (scope !== 'everywhere' && draft.operationId === '')
    faults.push({ id: `${id}-operation`, text: 'Choose an operation' });
  if (scope === 'centre' && draft.operationId !== '' && draft.centreId === '')
    faults.push({ id: `${id}-centre`, text: 'Choose a centre' });
  if (end && end <= now) faults.push({ id: `${id}-ends`, text: 'Choose an end that is still to come' });
  return faults;
};

/** The grant to ask for; call it on a draft without faults. */
export const grantFrom = (draft: RoleDraft): NewGrant => {
  const scope = scopeOf(draft.role);
  const end = endOf(draft.ends);
  return {
    grantId: newId(),
    role: draft.role as RoleName,
    ...(scope === 'everywhere' ? {} : { operationId: draft.operationId }),
    ...(scope === 'centre' ? { centreId: draft.centreId } : {}),
    address: seesAddresses(draft.role) ? draft.address : true,
    ...(end ? { endsAt: end.toISOString() } : {}),
  };
};
