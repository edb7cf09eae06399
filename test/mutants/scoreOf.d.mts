export interface Equivalent {
  file: string;
  in: string;
  from: string;
  to: string;
  why: string;
}
export interface FolderScore {
  folder: string;
  noticed: number;
  survived: number;
  uncovered: number;
  equivalent: number;
}
export function scoreOf(
  report: object,
  named: Equivalent[],
): {
  folders: FolderScore[];
  survivors: { file: string; line: number; from: string; to: string }[];
  unfit: Equivalent[];
};
export function toPercent(counts: Pick<FolderScore, 'noticed' | 'survived' | 'uncovered'>): string;
