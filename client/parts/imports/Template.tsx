import { type ImportKind, templateOf } from './templates.ts';

const fileNames: Record<ImportKind, string> = {
  venues: 'venues.csv',
  partners: 'partners.csv',
  capacities: 'capacity.csv',
  plan: 'role-plan.csv',
};

/** Something to begin with where there is no register yet to take along. */
export const Template = ({ of }: { of: ImportKind }) => (
  <a href={`data:text/csv;charset=utf-8,${encodeURIComponent(templateOf(of))}`} download={fileNames[of]}>
    Download an empty file with the columns
  </a>
);
