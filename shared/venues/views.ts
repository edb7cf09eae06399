import { z } from 'zod';
import { count, gridSquare, instant } from '../primitives.ts';
import { capacityLimits } from './capacity.ts';
import { venueListQuery } from './contract.ts';
import { accessAsKept, sizeClasses, venueView } from './venue.ts';

/** Where it is in words, and how to get in: only when opened, and opening is recorded. */
const opened = { address: true, postcode: true, accessNotes: true, plans: true } as const;
/** What is worked out has no bound of its own: many toilets for many people each are still counted. */
const worked = z.int().min(0);
const capacity = z.object({
  places: worked,
  binding: z.enum(capacityLimits),
  limits: z.array(z.object({ limit: z.enum(capacityLimits), places: worked, words: z.string() })),
});

/** An item of `GET /api/venues`. `access` and `inUse` are null without the grant to addresses. */
export const venueItem = venueView.extend({
  size: z.enum(sizeClasses),
  capacity: z.object({ night: capacity, day: capacity }),
  overdue: z.boolean(),
  access: z.object(accessAsKept.omit(opened).shape).nullable(),
  inUse: z.boolean().nullable(),
});
export type VenueItem = z.infer<typeof venueItem>;

/** Answer of `GET /api/venues/:id/access`. */
export const venueOpened = z.object({
  ...accessAsKept.shape,
  gridReference: z.string().nullable(),
});
export type VenueOpened = z.infer<typeof venueOpened>;

const sorts = [...venueListQuery.shape.sort.unwrap().options, 'name', 'town', 'standing'] as const;
export type VenueSort = (typeof sorts)[number];

/** Query string of `GET /api/venues`; `name` and `town` sort by code for those without the grant. */
export const venueQuery = venueListQuery.extend({ sort: z.enum(sorts).default('code') });
export type VenueQuery = z.infer<typeof venueQuery>;

/** Counted over all that are not archived, whatever the filter; `matching` with it. */
export const venueTallies = z.object({
  total: count(1_000_000),
  matching: count(1_000_000),
  overdue: count(1_000_000),
  unsuitable: count(1_000_000),
});

export const venueList = z.object({
  items: z.array(venueItem),
  next: z.string().optional(),
  tallies: venueTallies,
  districts: z.array(z.string()),
});
export type VenueList = z.infer<typeof venueList>;

/** Answer of `GET /api/venues/position`: one place, both ways. */
export const venuePosition = z.object({
  lat: z.number(),
  lon: z.number(),
  gridReference: z.string().nullable(),
  square: gridSquare.nullable(),
});
export type VenuePosition = z.infer<typeof venuePosition>;

/** A kept version of the role plan, without its rows. */
export const planVersion = z.object({ rowVersion: z.int(), savedBy: z.string(), savedAt: instant, roles: count() });
export type PlanVersion = z.infer<typeof planVersion>;
