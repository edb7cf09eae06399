import {
  generators,
  kitchens,
  known,
  mobileSignals,
  venueAreas,
  type VenueDetails,
} from '../../../shared/venues/venue.ts';

type Key = keyof VenueDetails;

export type Spec = { key: Key; label: string; hint?: string; optional?: true } & (
  | { kind: 'text' | 'hours' | 'number' | 'date' | 'area' | 'yes' }
  | { kind: 'choice'; options: readonly string[] }
  | { kind: 'areas' | 'contacts' | 'rooms' }
);

export interface Section {
  title: string;
  specs: readonly Spec[];
}

const unknowns = { kind: 'choice', options: known, optional: true } as const;

const size: Section = {
  title: 'Size',
  specs: [
    { key: 'sleepingM2', label: 'Sleeping area, square metres', kind: 'number' },
    { key: 'dayM2', label: 'Day area, square metres', kind: 'number', optional: true, hint: 'Where it differs' },
    { key: 'fireLimit', label: 'Legal fire limit, people', kind: 'number' },
    { key: 'toilets', label: 'Toilets', kind: 'number' },
    { key: 'showers', label: 'Showers', kind: 'number' },
    { key: 'privateRooms', label: 'Private rooms', kind: 'number' },
    { key: 'entrances', label: 'Entrances', kind: 'number' },
    { key: 'lockableRooms', label: 'Lockable rooms', kind: 'number', optional: true },
    { key: 'rooms', label: 'Rooms', kind: 'rooms', optional: true, hint: 'One a line: Main hall:378' },
    { key: 'areas', label: 'Areas it can have', kind: 'areas' },
  ],
};

const facilities: Section = {
  title: 'Facilities',
  specs: [
    { key: 'stepFree', label: 'Step-free', kind: 'yes' },
    { key: 'accessibleWc', label: 'Accessible toilet', kind: 'yes' },
    { key: 'discreetEntrance', label: 'Entrance hidden from the road', kind: 'yes' },
    { key: 'coachParking', label: 'Coach parking', kind: 'yes' },
    { key: 'wifi', label: 'Wi-Fi', kind: 'yes' },
    { key: 'kitchen', label: 'Kitchen', kind: 'choice', options: kitchens },
    { key: 'generator', label: 'Generator', kind: 'choice', options: generators },
    { key: 'mobileSignal', label: 'Mobile signal', kind: 'choice', options: mobileSignals },
    { key: 'accessibleShower', label: 'Accessible shower', ...unknowns },
    { key: 'heating', label: 'Heating', ...unknowns },
    { key: 'cctv', label: 'CCTV', ...unknowns },
    { key: 'pets', label: 'Pets', ...unknowns },
    { key: 'stockCupboard', label: 'Stock cupboard', ...unknowns },
  ],
};

const opening: Section = {
  title: 'Opening',
  specs: [
    { key: 'minutesToOpen', label: 'Minutes to open', kind: 'number' },
    { key: 'hospitalMinutes', label: 'Minutes to a hospital', kind: 'number' },
    {
      key: 'availableHours',
      label: 'Hours it can be used',
      kind: 'hours',
      hint: 'Such as 24/7, or Mon-Fri 18:30-24:00; weekends all day; bank holidays closed',
    },
    { key: 'keyholders', label: 'Keyholders', kind: 'contacts' },
    { key: 'keyholdersCheckedOn', label: 'Keyholders checked on', kind: 'date', optional: true },
    { key: 'authorisers', label: 'May authorise its use', kind: 'contacts', optional: true },
  ],
};

const notes: Section = {
  title: 'Limits and papers',
  specs: [
    { key: 'limits', label: 'Limits on use', kind: 'area', optional: true },
    { key: 'accessNotes', label: 'Getting there and in', kind: 'area', optional: true },
    { key: 'plans', label: 'Where the floor plans are kept', kind: 'text', optional: true },
    { key: 'agreementUntil', label: 'Agreement until', kind: 'date', optional: true },
    { key: 'insuranceUntil', label: 'Insurance until', kind: 'date', optional: true },
  ],
};

export const what: Section = {
  title: 'What it is',
  specs: [
    { key: 'name', label: 'Name', kind: 'text' },
    { key: 'type', label: 'Kind of place', kind: 'text', hint: 'Such as leisure centre' },
    { key: 'owner', label: 'Owner', kind: 'text' },
  ],
};

export const placed = {
  address: 'Address',
  town: 'Town',
  postcode: 'Postcode',
  district: 'District',
  lat: 'Latitude',
  lon: 'Longitude',
};
export const inspected = {
  lastInspected: 'Inspected on',
  inspectionDue: 'Next due',
  inspectedBy: 'Inspected by',
  suitability: 'Suitability',
  conditions: 'Conditions',
};

export const code: Spec = { key: 'code', label: 'Code', kind: 'text', hint: 'V and three or four digits' };
export const sections: readonly Section[] = [size, facilities, opening, notes];
export const areaChoices = venueAreas;
