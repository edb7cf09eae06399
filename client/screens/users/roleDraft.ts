import { londonMoment } from '../../../shared/london.ts';
import { type RoleName, roles } from '../../../shared/roles.ts';
import type { NewGrant } from '../../../shared/users.ts';
import { readTime } from '../../forms/arrival.ts';
import { newId } from '../../data/ids.ts';
import type { FieldError } from '../../ui/error-summary.tsx';

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
const endOf = ({ endsOn, endsAt }: RoleDraft): Date | null => {
  const time = endsAt.trim() === '' ? { hour: 23, minute: 59 } : readTime(endsAt);
  return time && londonMoment(endsOn, time.hour, time.minute);
};

const endFault = (draft: RoleDraft, id: string, now: Date): FieldError[] => {
  if (draft.endsOn === '') {
    return draft.endsAt.trim() === '' ? [] : [{ id: `${id}-ends-on`, text: 'Choose the day it ends' }];
  }
  const end = endOf(draft);
  if (!end) return [{ id: `${id}-ends-at`, text: 'Enter a time such as 18:00' }];
  return end > now ? [] : [{ id: `${id}-ends-on`, text: 'Choose an end that is still to come' }];
};

export const roleFaults = (draft: RoleDraft, id: string, now: Date): FieldError[] => {
  const faults: FieldError[] = [];
  const scope = scopeOf(draft.role);
  if (draft.role === '') faults.push({ id: `${id}-role`, text: 'Choose a role' });
  if (scope !== 'everywhere' && draft.operationId === '')
    faults.push({ id: `${id}-operation`, text: 'Choose an operation' });
  if (scope === 'centre' && draft.operationId !== '' && draft.centreId === '')
    faults.push({ id: `${id}-centre`, text: 'Choose a centre' });
  return [...faults, ...endFault(draft, id, now)];
};

/** The grant to ask for; call it on a draft without faults. */
export const grantFrom = (draft: RoleDraft): NewGrant => {
  const scope = scopeOf(draft.role);
  const end = draft.endsOn === '' ? null : endOf(draft);
  return {
    grantId: newId(),
    role: draft.role as RoleName,
    ...(scope === 'everywhere' ? {} : { operationId: draft.operationId }),
    ...(scope === 'centre' ? { centreId: draft.centreId } : {}),
    address: seesAddresses(draft.role) ? draft.address : true,
    ...(end ? { endsAt: end.toISOString() } : {}),
  };
};
