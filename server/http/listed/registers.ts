import { importPreview } from '../../../shared/imports.ts';
import { settingView } from '../../../shared/settings/contract.ts';
import { createVenue } from '../../../shared/venues/contract.ts';
import { venueItem, venueList, venueOpened, venuePosition } from '../../../shared/venues/views.ts';
import { anything, items, type ListedRoute } from './listedRoute.ts';

const tag = 'Registers';
const csv = (words: string, example: string): Pick<ListedRoute, 'words' | 'body'> => ({
  words: `${words} Nothing is written: confirm the preview with its import command. Send the file itself, or in a form.`,
  body: { type: 'text/csv', example },
});
const preview = {
  schema: importPreview,
  example: {
    previewId: '0193e0a0-0000-7000-8000-000000000012',
    kind: 'venues',
    createdAt: '2026-11-19T05:30:00.000Z',
    expiresAt: '2026-11-19T06:30:00.000Z',
    counts: { new: 0, changed: 0, unchanged: 0, wrong: 1 },
    problems: [],
    rows: [
      {
        row: 2,
        key: 'V-900',
        status: 'wrong',
        changes: [],
        problems: [{ field: 'lat', words: 'Outside the United Kingdom' }],
        notes: [],
      },
    ],
  },
};

const { venueId, details } = createVenue.args.parse(createVenue.example);
const capacity = { places: 112, binding: 'sleeping_area', limits: [] };
const venueExample = {
  ...details,
  id: venueId,
  rowVersion: 1,
  square: 'SK 65',
  archivedAt: null,
  size: 'large',
  capacity: { night: capacity, day: capacity },
  overdue: false,
  access: details,
  inUse: false,
};
const openedExample = { ...details, gridReference: 'SK 4155 5560' };

const venues: ListedRoute[] = [
  {
    method: 'get',
    path: '/api/venues',
    title: 'The venue register, filtered and sorted',
    tag,
    words: 'Name, position and use are null without the grant to addresses. "next" goes into "after" for more.',
    query: {
      q: 'Words to look for',
      district: 'District',
      size: 'small, medium or large',
      suitability: 'suitable, conditions or unsuitable',
      facilities: 'A facility; give it again for each',
      sleeps: 'Least number of beds',
      overdue: 'true for those whose inspection is overdue',
      archived: 'true for those that are archived',
      sort: 'code, name, town, district, beds, minutesToOpen, showers, inspectionDue or standing',
      direction: 'up or down',
      after: 'Where the page before ended',
      limit: 'At most so many, up to 500',
    },
    answer: {
      schema: venueList,
      example: {
        items: [],
        tallies: { total: 48, matching: 0, overdue: 3, unsuitable: 2 },
        districts: ['Amber Valley'],
      },
    },
  },
  {
    method: 'get',
    path: '/api/venues/position',
    title: 'A place as latitude and longitude and as a grid reference, from either',
    tag,
    query: { grid: 'A grid reference such as SK 352 361', lat: 'Degrees', lon: 'Degrees' },
    answer: {
      schema: venuePosition,
      example: { lat: 52.9219, lon: -1.4768, gridReference: 'SK 3520 3610', square: 'SK 33' },
    },
  },
  {
    method: 'get',
    path: '/api/venues/:id',
    title: 'One venue',
    tag,
    params: { id: 'The venue' },
    answer: { schema: venueItem, example: venueItem.safeParse(venueExample).data },
  },
  {
    method: 'get',
    path: '/api/venues/:id/access',
    title: 'Where a venue is and how to get in',
    tag,
    words: 'For those with the grant to addresses. Reading it is recorded.',
    params: { id: 'The venue' },
    answer: { schema: venueOpened, example: venueOpened.safeParse(openedExample).data },
  },
  {
    method: 'get',
    path: '/api/venues.csv',
    title: 'The whole register as a table',
    tag,
    words: 'For those with the right to export and the grant to addresses. Reading it is recorded.',
    answer: { type: 'text/csv' },
  },
  {
    method: 'get',
    path: '/api/venues.geojson',
    title: 'The whole register for a map',
    tag,
    words: 'For those with the right to export and the grant to addresses. Reading it is recorded.',
    answer: {
      type: 'application/geo+json',
      schema: anything,
      example: { type: 'FeatureCollection', features: [{ type: 'Feature', id: venueId }] },
    },
  },
  {
    method: 'post',
    path: '/api/venues/import/preview',
    title: 'See what a file of venues would change',
    tag,
    ...csv('', 'code,name,lat,lon\nV-900,Sample hall,52.92,-1.47\n'),
    answer: preview,
  },
];

const others: ListedRoute[] = [
  {
    method: 'get',
    path: '/api/partners',
    title: 'Partners, and beside them what each can send',
    tag,
    answer: { schema: items(anything), example: { items: [], capacities: [] } },
  },
  {
    method: 'post',
    path: '/api/partners/import/preview',
    title: 'See what a file of partners would change',
    tag,
    ...csv('', 'code,name\nBRC,British Red Cross\n'),
    answer: preview,
  },
  {
    method: 'post',
    path: '/api/partners/capacities/import/preview',
    title: 'See what a file of capacity would change',
    tag,
    ...csv('', 'partner,role,heads\nBRC,welfare,8\n'),
    answer: preview,
  },
  {
    method: 'get',
    path: '/api/role-plan',
    title: 'Who is needed at a small, a medium and a large centre, with the versions before',
    tag,
    query: { version: 'An earlier version' },
    answer: { schema: anything, example: { plan: null, versions: [] } },
  },
  {
    method: 'post',
    path: '/api/role-plan/import/preview',
    title: 'See what a file of the role plan would change',
    tag,
    ...csv('', 'role,small,medium,large\nwelfare,6,8,16\n'),
    answer: preview,
  },
  {
    method: 'get',
    path: '/api/settings',
    title: 'Planning assumptions as they are set',
    tag,
    answer: { schema: items(settingView), example: { items: [] } },
  },
];

/** What the registers answer, and what they take as files. */
export const registerRoutes: readonly ListedRoute[] = [...venues, ...others];
