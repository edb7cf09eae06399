import { type RoleName, roles } from '../../../shared/roles.ts';
import type { NewGrant } from '../../../shared/users.ts';
import { newId } from '../../data/ids.ts';
import type { Faults } from '../../forms/faults.ts';
import { momentOf } from '../../forms/when.ts';

/** A role as it is being typed. `endsOn` is `YYYY-MM-DD` or empty: no end. `endsAt` is a time of day in London. */
export interface RoleDraft {
  role: RoleName | '';
  operationId: string;
  centreId: string;
  address: boolean;
  endsOn: string;
  endsAt: string;
}

export const emptyRole: RoleDraft = { role: '', operationId: '', centreId: '', address: true, endsOn: '', endsAt: '' };

export const scopeOf = (role: RoleName | ''): 'everywhere' | 'operation' | 'centre' =>
  role === '' ? 'everywhere' : roles[role].scope;

/** Does the role see addresses at all, so that there is something to leave out? */
export const seesAddresses = (role: RoleName | ''): boolean => role !== '' && 'address' in roles[role].sees;

/** The last minute of the day where no time was given; `null` where the time is none. */
const endOf = ({ endsOn, endsAt }: RoleDraft, now: Date): Date | null =>
  momentOf({ time: endsAt.trim() === '' ? '23:59' : endsAt, day: endsOn }, now);

const endFaults = (draft: RoleDraft, now: Date): Faults<RoleDraft> => {
  if (draft.endsOn === '') return { endsOn: draft.endsAt.trim() !== '' && 'Choose the day it ends' };
  const end = endOf(draft, now);
  if (!end) return { endsAt: 'Enter a time such as 18:00' };
  return { endsOn: end <= now && 'Choose an end that is still to come' };
};

export const roleFaults = (draft: RoleDraft, now: Date): Faults<RoleDraft> => {
  const scope = scopeOf(draft.role);
  return {
    role: draft.role === '' && 'Choose a role',
    operationId: scope !== 'everywhere' && draft.operationId === '' && 'Choose an operation',
    centreId: scope === 'centre' && draft.operationId !== '' && draft.centreId === '' && 'Choose a centre',
    ...endFaults(draft, now),
  };
};

/** The grant to ask for; call it on a draft without faults. */
export const grantFrom = (draft: RoleDraft, now: Date): NewGrant => {
  const scope = scopeOf(draft.role);
  const end = draft.endsOn === '' ? null : endOf(draft, now);
  return {
    grantId: newId(),
    role: draft.role as RoleName,
    ...(scope === 'everywhere' ? {} : { operationId: draft.operationId }),
    ...(scope === 'centre' ? { centreId: draft.centreId } : {}),
    address: seesAddresses(draft.role) ? draft.address : true,
    ...(end ? { endsAt: end.toISOString() } : {}),
  };
};
