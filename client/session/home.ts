import { computed } from '@preact/signals';
import { deviceState } from '../data/device.ts';
import { centreId, holds, operationId, operations } from './session.ts';

/** Where someone starts: the screen their role works at. */
export const homePath = (): string => {
  const op = operationId.value;
  // At the door, the first thing is the next guest.
  if (deviceState.value === 'open') return `/operations/${op ?? ''}/centres/${centreId.value ?? ''}/check-in`;
  if (holds('planner')) return '/';
  if (op && centreId.value && holds('manager')) return `/operations/${op}/centres/${centreId.value}`;
  if (op && centreId.value && holds('volunteer')) return `/operations/${op}/centres/${centreId.value}/tasks`;
  if (op && holds('silver')) return `/operations/${op}/map`;
  if (holds('administrator') && (operations.value?.length ?? 0) === 0) return '/users';
  return '/';
};

/** Volunteers work on tablets, also where a screen is everybody's. */
export const onTablet = computed(() => holds('volunteer') && !holds('manager') && !holds('planner'));
