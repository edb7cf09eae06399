/** Every query, by its path: types alone, so that a page loads none of what only the server needs. */
import type { listAttention } from './attention.ts';
import type { shortlistQuery } from './centres.ts';
import type { isReady, isRunning, readAbout } from './health.ts';
import type { listOperations, pullOperation } from './operations.ts';
import type { listPartners } from './partners.ts';
import type { readRolePlan } from './plans.ts';
import type { listRosterPartners } from './rosters.ts';
import type { listSettings } from './settings.ts';
import type { listSheets } from './sheets.ts';
import type { listDevices, readDevice, readPairing, readSealingKey } from './tablets.ts';
import type { listUsers, readMe } from './users.ts';
import type { listVenues, openVenue, positionOf, readVenue } from './venues.ts';

type All =
  | typeof isReady
  | typeof isRunning
  | typeof listAttention
  | typeof listDevices
  | typeof listOperations
  | typeof listPartners
  | typeof listRosterPartners
  | typeof listSettings
  | typeof listSheets
  | typeof listUsers
  | typeof listVenues
  | typeof openVenue
  | typeof positionOf
  | typeof pullOperation
  | typeof readAbout
  | typeof readDevice
  | typeof readMe
  | typeof readPairing
  | typeof readRolePlan
  | typeof readSealingKey
  | typeof readVenue
  | typeof shortlistQuery;

export type Queries = { [Q in All as Q['path']]: Q };
export type QueryPath = keyof Queries;
