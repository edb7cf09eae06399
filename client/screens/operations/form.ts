import type { ArgsOf } from '../../../shared/contract.ts';
import { sameName } from '../../../shared/fold.ts';
import type { changeOperation, openOperation, operationTypes, OperationRow } from '../../../shared/operations.ts';
import type { Faults } from '../../forms/faults.ts';
import { momentOf, timeFault, type When, whenOf } from '../../forms/when.ts';
import type { Spoken } from '../../parts/operations/LanguagePicker.tsx';

export interface Draft {
  codeName: string;
  type: (typeof operationTypes)[number] | '';
  state: 'running' | 'planned';
  expected: number | null;
  atLeast: number | null;
  atMost: number | null;
  firstArrivalAt: When;
  /** As typed, and the square it means. */
  from: string;
  fromSquare: string | null;
  languages: Spoken[];
  policeLead: string;
  careLead: string;
}

export const draftFrom = (row: Partial<OperationRow> & { codeName: string }): Draft => ({
  codeName: row.codeName,
  type: row.type ?? '',
  state: 'running',
  expected: row.expected ?? null,
  atLeast: row.atLeast ?? null,
  atMost: row.atMost ?? null,
  firstArrivalAt: whenOf(row.firstArrivalAt),
  from: row.fromSquare ?? '',
  fromSquare: row.fromSquare ?? null,
  languages: row.languages ?? [],
  policeLead: row.policeLead ?? '',
  careLead: row.careLead ?? '',
});

const codeNameFault = (codeName: string, used: readonly string[]): string | false => {
  if (codeName.trim() === '') return 'Enter a code name';
  const isUsed = used.some((it) => sameName(it, codeName));
  return isUsed && 'An operation has this code name already. Use another';
};

/** What a draft still lacks; `used` are code names that are taken. */
export const faultsOf = (draft: Draft, now: Date, used: readonly string[] = []): Faults<Draft> => {
  const { expected, atLeast, atMost, firstArrivalAt } = draft;
  const isOver = (a: number | null, b: number | null) => a !== null && b !== null && a > b;
  return {
    codeName: codeNameFault(draft.codeName, used),
    type: draft.type === '' && 'Choose what kind of operation it is',
    atLeast: isOver(atLeast, expected) && '“At least” must not be more than expected',
    atMost: isOver(expected, atMost) && '“At most” must not be less than expected',
    firstArrivalAt: firstArrivalAt.time.trim() !== '' && timeFault(firstArrivalAt, now, '06:30'),
    fromSquare:
      draft.from.trim() !== '' && !draft.fromSquare && 'Enter a grid square such as SK 45, or a town on the map',
  };
};

const known = (draft: Draft, now: Date) => {
  const arrival = momentOf(draft.firstArrivalAt, now);
  return {
    ...(draft.expected === null ? {} : { expected: draft.expected }),
    ...(draft.atLeast === null ? {} : { atLeast: draft.atLeast }),
    ...(draft.atMost === null ? {} : { atMost: draft.atMost }),
    ...(arrival ? { firstArrivalAt: arrival.toISOString() } : {}),
    ...(draft.fromSquare ? { fromSquare: draft.fromSquare } : {}),
    languages: draft.languages,
    policeLead: draft.policeLead.trim(),
    careLead: draft.careLead.trim(),
  };
};

/** Arguments for a draft without faults. */
export const openArgs = (draft: Draft, operationId: string, now: Date): ArgsOf<typeof openOperation> => ({
  operationId,
  codeName: draft.codeName.trim(),
  type: draft.type || 'warrant',
  state: draft.state,
  ...(draft.type === 'exercise' ? { exercise: true } : {}),
  ...known(draft, now),
});

export const changeArgs = (
  draft: Draft,
  operationId: string,
  baseVersion: number,
  now: Date,
): ArgsOf<typeof changeOperation> => ({ operationId, baseVersion, ...known(draft, now) });
