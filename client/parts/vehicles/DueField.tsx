import { WhenField, type WhenFieldProps } from '../../forms/WhenField.tsx';
import { timeFault, type When } from '../../forms/when.ts';
import { now } from '../../session/now.ts';

const EXAMPLE = '07:58';

export const dueFault = (dueAt: When) => timeFault(dueAt, now.value, EXAMPLE);

/** When a vehicle is due, with its day. */
export const DueField = (field: Pick<WhenFieldProps, 'id' | 'value' | 'error' | 'onInput'>) => (
  <WhenField {...field} label="Due at" hint={`24-hour time, such as ${EXAMPLE}`} placeholder={EXAMPLE} width={5} />
);
