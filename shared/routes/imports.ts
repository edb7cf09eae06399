import { z } from 'zod';
import { exchange, noParams } from '../contract.ts';
import { importPreview } from '../imports.ts';
import { instant } from './examples.ts';

const preview = {
  method: 'post',
  tag: 'Registers',
  words: 'Nothing is written: confirm the preview with its import command. Send the file itself, or in a form.',
  may: 'handler',
  params: noParams,
  body: z.string(),
  sends: 'text/csv',
  result: importPreview,
} as const;

const answered: z.input<typeof importPreview> = {
  previewId: '0193e0a0-0000-7000-8000-000000000012',
  kind: 'venues',
  createdAt: instant,
  expiresAt: '2026-11-19T06:30:00.000Z',
  counts: { new: 0, changed: 0, unchanged: 0, wrong: 1 },
  problems: [],
  removed: [],
  rows: [
    {
      row: 2,
      key: 'V-900',
      status: 'wrong',
      changes: [],
      problems: [{ field: 'lat', words: 'Check this: it lies outside the United Kingdom' }],
      notes: [],
    },
  ],
};
const example = (body: string) => ({ params: {}, body, result: answered });

export const previewVenues = exchange({
  ...preview,
  path: '/api/venues/import/preview',
  title: 'See what a file of venues would change',
  example: example('code,name,lat,lon\nV-900,Sample hall,52.92,-1.47\n'),
});

export const previewPartners = exchange({
  ...preview,
  path: '/api/partners/import/preview',
  title: 'See what a file of partners would change',
  example: example('code,name\nBRC,British Red Cross\n'),
});

export const previewCapacities = exchange({
  ...preview,
  path: '/api/partners/capacities/import/preview',
  title: 'See what a file of capacity would change',
  example: example('partner,role,heads\nBRC,welfare,8\n'),
});

export const previewPlan = exchange({
  ...preview,
  path: '/api/role-plan/import/preview',
  title: 'See what a file of the role plan would change',
  example: example('role,small,medium,large\nwelfare,6,8,16\n'),
});
