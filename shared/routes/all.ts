/** Every query and exchange, by its path: types alone, so that a page loads none of what only the server needs. */
import type { Exchange } from '../contract.ts';
import type { listAttention } from './attention.ts';
import type { shortlistQuery } from './centres.ts';
import type { isReady, isRunning, readAbout } from './health.ts';
import type { previewCapacities, previewPartners, previewPlan, previewVenues } from './imports.ts';
import type { listCarers } from './needs.ts';
import type { listOperations, pullOperation, readFirstThings } from './operations.ts';
import type { listPartners } from './partners.ts';
import type { readRolePlan } from './plans.ts';
import type { listRosterPartners } from './rosters.ts';
import type { listSettings } from './settings.ts';
import type { listSheets } from './sheets.ts';
import type {
  answerPairing,
  claimCode,
  collectDevice,
  giveFirstPin,
  listDevices,
  lockTablet,
  makePairing,
  pushItems,
  readDevice,
  readPairing,
  readSealingKey,
  reportTablet,
  stopPairing,
  unlockTablet,
} from './tablets.ts';
import type { checkLink, join, listUsers, readMe, signIn, signOut } from './users.ts';
import type { leaveWall, listWalls, makeWallCode, openWall, pullWall, readWall } from './walls.ts';
import type { listVenues, openVenue, positionOf, readVenue } from './venues.ts';

type All =
  | typeof isReady
  | typeof isRunning
  | typeof listAttention
  | typeof listCarers
  | typeof listDevices
  | typeof listOperations
  | typeof readFirstThings
  | typeof listPartners
  | typeof listRosterPartners
  | typeof listSettings
  | typeof listSheets
  | typeof listUsers
  | typeof listVenues
  | typeof listWalls
  | typeof openVenue
  | typeof positionOf
  | typeof pullOperation
  | typeof pullWall
  | typeof readAbout
  | typeof readDevice
  | typeof readMe
  | typeof readPairing
  | typeof readRolePlan
  | typeof readSealingKey
  | typeof readVenue
  | typeof readWall
  | typeof shortlistQuery;

export type Queries = { [Q in All as Q['path']]: Q };
export type QueryPath = keyof Queries;

type Json =
  | typeof answerPairing
  | typeof checkLink
  | typeof claimCode
  | typeof collectDevice
  | typeof giveFirstPin
  | typeof join
  | typeof leaveWall
  | typeof lockTablet
  | typeof makePairing
  | typeof makeWallCode
  | typeof openWall
  | typeof pushItems
  | typeof reportTablet
  | typeof signIn
  | typeof signOut
  | typeof stopPairing
  | typeof unlockTablet;
type File = typeof previewCapacities | typeof previewPartners | typeof previewPlan | typeof previewVenues;
type ByPath<E extends Exchange> = { [Each in E as Each['path']]: Each };

/** What a page sends as JSON: those that are answered, and those that are only done. */
export type Exchanges = ByPath<Exclude<Json, { result: null }>>;
export type Orders = ByPath<Extract<Json, { result: null }>>;
/** What is sent a file as it is. */
export type Files = ByPath<File>;
