import { isOpenNeed, type NeedRow, type Priority } from '../../../shared/needs.ts';

export type StateFilter = 'open' | 'nobody' | 'working' | 'declined' | 'met' | 'left_before_met';
export interface Filters {
  priorities: readonly Priority[];
  state: StateFilter;
  /** A holder's name; empty for anyone. */
  holder: string;
}

export const noFilters: Filters = { priorities: [], state: 'open', holder: '' };

export const stateFilters: { value: StateFilter; label: string }[] = [
  { value: 'open', label: 'Everything open' },
  { value: 'nobody', label: 'Nobody has it yet' },
  { value: 'working', label: 'Someone has it' },
  { value: 'declined', label: 'They said no: offer again' },
  { value: 'met', label: 'Done' },
  { value: 'left_before_met', label: 'They left before it was met' },
];

const inState = ({ state, holderId }: NeedRow, wanted: StateFilter): boolean => {
  if (wanted === 'open') return isOpenNeed(state);
  if (wanted === 'nobody') return state === 'open' && holderId === null;
  if (wanted === 'working') return isOpenNeed(state) && (state !== 'open' || holderId !== null);
  return state === wanted;
};

export const filtered = (needs: readonly NeedRow[], { priorities, state, holder }: Filters): NeedRow[] =>
  needs.filter(
    (it) =>
      (priorities.length === 0 || priorities.includes(it.priority)) &&
      inState(it, state) &&
      (holder === '' || it.holder === holder),
  );

export const holdersOf = (needs: readonly NeedRow[]): string[] =>
  [...new Set(needs.flatMap((it) => (it.holder ? [it.holder] : [])))].toSorted((a, b) => a.localeCompare(b));
