import type { venue, venueAccess } from '../../db/schema/venues.ts';
import type { VenueAccess, VenueDetails, VenueFacts } from '../../shared/venues/venue.ts';
import { tenKmSquare } from './gridReference.ts';

export type VenueRow = typeof venue.$inferSelect;
export type AccessRow = typeof venueAccess.$inferSelect;

export const factsOf = (row: VenueRow): VenueFacts => ({
  ...row.details,
  code: row.code,
  type: row.type,
  district: row.district,
  placesTold: row.placesTold,
  sleepingM2: row.sleepingM2,
  dayM2: row.dayM2,
  fireLimit: row.fireLimit,
  toilets: row.toilets,
  showers: row.showers,
  minutesToOpen: row.minutesToOpen,
  availableHours: row.availableHours,
  lastInspected: row.lastInspected,
  inspectionDue: row.inspectionDue,
  suitability: row.suitability,
});

export const accessOf = (row: AccessRow): VenueAccess => ({
  ...row.details,
  name: row.name,
  address: row.address,
  town: row.town,
  postcode: row.postcode,
  lat: row.lat,
  lon: row.lon,
  owner: row.owner,
});

export interface VenueRows {
  venue: VenueRow;
  access: AccessRow;
}

/** How a venue is kept: what may be shown to anyone apart from what says where it is. Off the grid: null. */
export const rowsFrom = (
  it: VenueDetails,
  kept: Pick<VenueRow, 'id' | 'rowVersion'> & Partial<Pick<VenueRow, 'archivedAt' | 'archivedReason'>>,
): VenueRows | null => {
  const square = tenKmSquare(it.lat, it.lon);
  if (square === null) return null;
  return {
    venue: {
      id: kept.id,
      code: it.code,
      type: it.type,
      district: it.district,
      square,
      placesTold: it.placesTold,
      sleepingM2: it.sleepingM2,
      dayM2: it.dayM2,
      fireLimit: it.fireLimit,
      toilets: it.toilets,
      showers: it.showers,
      minutesToOpen: it.minutesToOpen,
      availableHours: it.availableHours,
      lastInspected: it.lastInspected,
      inspectionDue: it.inspectionDue,
      suitability: it.suitability,
      details: factDetails(it),
      archivedAt: kept.archivedAt ?? null,
      archivedReason: kept.archivedReason ?? null,
      rowVersion: kept.rowVersion,
    },
    access: { id: kept.id, ...accessColumns(it) },
  };
};

const factDetails = (it: VenueDetails): VenueRow['details'] => ({
  privateRooms: it.privateRooms,
  areas: it.areas,
  stepFree: it.stepFree,
  accessibleWc: it.accessibleWc,
  accessibleShower: it.accessibleShower,
  kitchen: it.kitchen,
  heating: it.heating,
  generator: it.generator,
  wifi: it.wifi,
  mobileSignal: it.mobileSignal,
  coachParking: it.coachParking,
  discreetEntrance: it.discreetEntrance,
  entrances: it.entrances,
  cctv: it.cctv,
  lockableRooms: it.lockableRooms,
  pets: it.pets,
  stockCupboard: it.stockCupboard,
  hospitalMinutes: it.hospitalMinutes,
});

const accessColumns = (it: VenueDetails): Omit<AccessRow, 'id'> => ({
  name: it.name,
  address: it.address,
  town: it.town,
  postcode: it.postcode,
  lat: it.lat,
  lon: it.lon,
  owner: it.owner,
  details: {
    rooms: it.rooms,
    keyholders: it.keyholders,
    keyholdersCheckedOn: it.keyholdersCheckedOn,
    authorisers: it.authorisers,
    inspectedBy: it.inspectedBy,
    conditions: it.conditions,
    limits: it.limits,
    accessNotes: it.accessNotes,
    agreementUntil: it.agreementUntil,
    insuranceUntil: it.insuranceUntil,
    plans: it.plans,
  },
});

export const detailsOf = ({ venue: public_, access }: VenueRows): VenueDetails => ({
  ...factsOf(public_),
  ...accessOf(access),
});
