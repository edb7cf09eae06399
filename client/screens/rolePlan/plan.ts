import { scalePlan } from '../../../shared/plans/scale.ts';
import { sizeOf } from '../../../shared/venues/capacity.ts';
import type { Answer } from '../../data/useQuery.ts';
import type { PlanRow, PlanView, Scaling } from '../../../shared/plans/contract.ts';

export type PlanAnswer = Answer<'/api/role-plan'>;

/** A row as it is typed; a number nobody has given is null. */
export interface DraftRow extends Omit<PlanRow, 'small' | 'medium' | 'large'> {
  key: string;
  small: number | null;
  medium: number | null;
  large: number | null;
}

export type SizeKey = 'small' | 'medium' | 'large';
export const sizeKeys: readonly SizeKey[] = ['small', 'medium', 'large'];

let made = 0;
const nextKey = (): string => `row-${(made += 1)}`;

export const draftOf = (rows: readonly PlanRow[]): DraftRow[] => rows.map((row) => ({ ...row, key: nextKey() }));
export const newRow = (): DraftRow => ({
  key: nextKey(),
  role: '',
  partner: '',
  small: 0,
  medium: 0,
  large: 0,
  scalesWith: null,
});

export const rowsOf = (draft: readonly DraftRow[]): PlanRow[] => draft.map(({ key: _key, ...row }) => row as PlanRow);

const saysSame = (draft: readonly DraftRow[], rows: readonly PlanRow[]): boolean =>
  JSON.stringify(rowsOf(draft)) === JSON.stringify(rows);

export const isChanged = (draft: readonly DraftRow[], plan: PlanView | null): boolean =>
  !saysSame(draft, plan?.rows ?? []);

/** These rows, drawn anew only where they are others. */
export const withRows = (draft: DraftRow[], rows: readonly PlanRow[]): DraftRow[] =>
  saysSame(draft, rows) ? draft : draftOf(rows);

export const totalOf = (draft: readonly DraftRow[], size: SizeKey): number =>
  draft.reduce((sum, row) => sum + (row[size] ?? 0), 0);

/** Heads per shift once they have grown with the people; null while a row is unfinished. */
export const scaledTotal = (draft: readonly DraftRow[], expected: number): number | null => {
  if (draft.some((row) => sizeKeys.some((size) => row[size] === null))) return null;
  const scaled = scalePlan(rowsOf(draft), { size: sizeOf(expected), expected });
  return scaled.reduce((sum, it) => sum + it.heads, 0);
};

export const scalingKinds: readonly { value: string; label: string }[] = [
  { value: '', label: 'Does not grow' },
  { value: 'people', label: 'One for every … people' },
  { value: 'per_language', label: 'One for every … of each language' },
  { value: 'on_site_if_any_child', label: 'One if any child' },
];

export const scalingOf = (kind: string, per: number): Scaling | null => {
  if (kind === 'people' || kind === 'per_language') return { kind, per };
  return kind === 'on_site_if_any_child' ? { kind } : null;
};
