import { z } from 'zod';
import { exchange, noParams, query } from '../contract.ts';
import { ukLatitude, ukLongitude, uuid } from '../primitives.ts';
import { createVenue } from '../venues/contract.ts';
import { venueItem, venueList, venueOpened, venuePosition, venueQuery } from '../venues/views.ts';

const tag = 'Registers';
const { venueId, details: made } = createVenue.args.parse(createVenue.example);
const details = { ...made, code: 'V010' };
const capacity = { places: 112, binding: 'sleeping_area' as const, limits: [] };
const recorded = 'For those with the right to export and the grant to addresses. Reading it is recorded.';

export const listVenues = query({
  path: '/api/venues',
  title: 'The venue register, filtered and sorted',
  tag,
  words: 'Name, position and use are null without the grant to addresses. "next" goes into "after" for more.',
  may: { register: 'venues.read' },
  params: venueQuery,
  result: venueList,
  example: {
    params: {},
    result: {
      items: [],
      tallies: { total: 48, matching: 0, overdue: 3, unsuitable: 2 },
      districts: ['Amber Valley'],
    },
  },
});

export const positionOf = query({
  path: '/api/venues/position',
  title: 'A place as latitude and longitude and as a grid reference, from either',
  tag,
  may: { register: 'venues.read' },
  params: z
    .strictObject({
      grid: z.string().max(20).optional().describe('A grid reference such as SK 352 361'),
      lat: z.coerce.number().pipe(ukLatitude).optional().describe('Degrees'),
      lon: z.coerce.number().pipe(ukLongitude).optional().describe('Degrees'),
    })
    .refine(
      ({ grid, lat, lon }) =>
        grid === undefined ? lat !== undefined && lon !== undefined : (lat ?? lon === undefined),
      { path: ['grid'], message: 'Give a grid reference, or latitude and longitude' },
    ),
  result: venuePosition,
  example: {
    params: { grid: 'SK 352 361' },
    result: { lat: 52.9219, lon: -1.4768, gridReference: 'SK 3520 3610', square: 'SK 33' },
  },
});

export const readVenue = query({
  path: '/api/venues/:id',
  title: 'One venue',
  tag,
  may: { register: 'venues.read' },
  params: z.strictObject({ id: uuid.describe('The venue') }),
  result: venueItem,
  example: {
    params: { id: venueId },
    result: {
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
    },
  },
});

export const openVenue = query({
  path: '/api/venues/:id/access',
  title: 'Where a venue is and how to get in',
  tag,
  words: 'For those with the grant to addresses. Reading it is recorded.',
  may: 'handler',
  params: z.strictObject({ id: uuid.describe('The venue') }),
  result: venueOpened,
  example: { params: { id: venueId }, result: { ...details, gridReference: 'SK 4155 5560' } },
});

export const venuesCsv = exchange({
  method: 'get',
  path: '/api/venues.csv',
  title: 'The whole register as a table',
  tag,
  words: recorded,
  may: 'handler',
  params: noParams,
  body: null,
  result: z.string(),
  answers: 'text/csv; charset=utf-8',
  example: { params: {}, body: null, result: 'code,name,lat,lon\nV-900,Sample hall,52.92,-1.47\n' },
});

export const venuesGeoJson = exchange({
  method: 'get',
  path: '/api/venues.geojson',
  title: 'The whole register for a map',
  tag,
  words: recorded,
  may: 'handler',
  params: noParams,
  body: null,
  result: z.looseObject({
    type: z.literal('FeatureCollection'),
    features: z.array(z.looseObject({ type: z.literal('Feature'), id: uuid })),
  }),
  answers: 'application/geo+json',
  example: {
    params: {},
    body: null,
    result: { type: 'FeatureCollection', features: [{ type: 'Feature', id: venueId }] },
  },
});
