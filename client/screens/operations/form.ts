import type { ArgsOf } from '../../../shared/contract.ts';
import { changeOperation, openOperation, type operationTypes, type OperationRow } from '../../../shared/operations.ts';
import type { FieldError } from '../../../shared/problems.ts';
import { arrivalAt, typedArrival } from '../../forms/arrival.ts';
import type { Spoken } from '../../parts/operations/LanguagePicker.tsx';
import { check } from '../../data/outbox.ts';

export interface Form {
  codeName: string;
  type: (typeof operationTypes)[number] | '';
  state: 'running' | 'planned';
  expected: number | null;
  atLeast: number | null;
  atMost: number | null;
  time: string;
  day: string | null;
  from: string;
  square: string | null;
  languages: Spoken[];
  policeLead: string;
  careLead: string;
}

export interface Fault {
  id: string;
  text: string;
}

export const blankForm = (codeName: string): Form => ({
  codeName,
  type: '',
  state: 'running',
  expected: null,
  atLeast: null,
  atMost: null,
  time: '',
  day: null,
  from: '',
  square: null,
  languages: [],
  policeLead: '',
  careLead: '',
});

export const formFrom = (row: Partial<OperationRow> & { codeName: string }, now: Date): Form => {
  const arrival = row.firstArrivalAt ? typedArrival(new Date(row.firstArrivalAt), now) : { time: '', day: null };
  return {
    ...blankForm(row.codeName),
    ...arrival,
    type: row.type ?? '',
    expected: row.expected ?? null,
    atLeast: row.atLeast ?? null,
    atMost: row.atMost ?? null,
    from: row.fromSquare ?? '',
    square: row.fromSquare ?? null,
    languages: row.languages ?? [],
    policeLead: row.policeLead ?? '',
    careLead: row.careLead ?? '',
  };
};

const numbers = ({ expected, atLeast, atMost }: Form): Fault[] => [
  ...(expected === null && (atLeast !== null || atMost !== null)
    ? [{ id: 'op-expected', text: 'Enter the best number too' }]
    : []),
  ...(expected !== null && atLeast !== null && atLeast > expected
    ? [{ id: 'op-at-least', text: '“At least” must not be more than expected' }]
    : []),
  ...(expected !== null && atMost !== null && atMost < expected
    ? [{ id: 'op-at-most', text: '“At most” must not be less than expected' }]
    : []),
];

/** What a form still lacks; `used` are code names that are taken. */
export const formFaults = (form: Form, now: Date, used: readonly string[] = []): Fault[] => [
  ...(form.codeName.trim() ? [] : [{ id: 'op-code-name', text: 'Enter a code name' }]),
  ...(used.some((it) => it.toLowerCase() === form.codeName.trim().toLowerCase())
    ? [{ id: 'op-code-name', text: 'An operation has this code name already. Use another' }]
    : []),
  ...(form.type ? [] : [{ id: 'op-type', text: 'Choose what kind of operation it is' }]),
  ...numbers(form),
  ...(form.time.trim() && !arrivalAt(form.time, form.day, now)
    ? [{ id: 'op-arrival', text: 'Enter a time such as 06:30' }]
    : []),
  ...(form.from.trim() && !form.square
    ? [{ id: 'op-from', text: 'Enter a grid square such as SK 45, or a town on the map' }]
    : []),
];

const said = (form: Form, now: Date) => {
  const arrival = form.time.trim() ? arrivalAt(form.time, form.day, now) : null;
  return {
    ...(form.expected === null ? {} : { expected: form.expected }),
    ...(form.atLeast === null ? {} : { atLeast: form.atLeast }),
    ...(form.atMost === null ? {} : { atMost: form.atMost }),
    ...(arrival ? { firstArrivalAt: arrival.toISOString() } : {}),
    ...(form.square ? { fromSquare: form.square } : {}),
    languages: form.languages,
    policeLead: form.policeLead.trim(),
    careLead: form.careLead.trim(),
  };
};

/** Arguments for a form without faults. */
export const openArgs = (form: Form, operationId: string, now: Date): ArgsOf<typeof openOperation> => ({
  operationId,
  codeName: form.codeName.trim(),
  type: form.type || 'warrant',
  state: form.state,
  ...(form.type === 'exercise' ? { exercise: true } : {}),
  ...said(form, now),
});

export const changeArgs = (
  form: Form,
  row: Pick<OperationRow, 'id' | 'rowVersion'>,
  now: Date,
): ArgsOf<typeof changeOperation> => ({ operationId: row.id, baseVersion: row.rowVersion, ...said(form, now) });

const fieldOf: Record<string, string> = {
  codeName: 'op-code-name',
  type: 'op-type',
  expected: 'op-expected',
  atLeast: 'op-at-least',
  atMost: 'op-at-most',
  firstArrivalAt: 'op-arrival',
  fromSquare: 'op-from',
  policeLead: 'op-police-lead',
  careLead: 'op-care-lead',
};

/** What the contract or the server says of fields, by the ids they have here. */
export const faultsOf = (errors: readonly FieldError[]): Fault[] =>
  errors.map(({ pointer, detail }) => ({ id: fieldOf[pointer.split('/')[2] ?? ''] ?? 'op-code-name', text: detail }));

export const openFaults = (args: ArgsOf<typeof openOperation>): Fault[] => faultsOf(check(openOperation, args));
export const changeFaults = (args: ArgsOf<typeof changeOperation>): Fault[] => faultsOf(check(changeOperation, args));
