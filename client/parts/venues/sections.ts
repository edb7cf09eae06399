import {
  generators,
  kitchens,
  known as knowns,
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

const unknowns = { kind: 'choice', options: knowns, optional: true } as const;

const size: Section = {
  title: 'Size',
  specs: [
    { key: 'sleepingM2', label: 'Sleeping area, square metres', kind: 'number', optional: true },
    { key: 'dayM2', label: 'Day area, square metres', kind: 'number', optional: true, hint: 'Where it differs' },
    { key: 'fireLimit', label: 'Legal fire limit, people', kind: 'number', optional: true },
    { key: 'toilets', label: 'Toilets', kind: 'number', optional: true },
    { key: 'showers', label: 'Showers', kind: 'number', optional: true },
    { key: 'privateRooms', label: 'Private rooms', kind: 'number', optional: true },
    { key: 'entrances', label: 'Entrances', kind: 'number', optional: true },
    { key: 'lockableRooms', label: 'Lockable rooms', kind: 'number', optional: true },
    { key: 'rooms', label: 'Rooms', kind: 'rooms', optional: true, hint: 'One a line: Main hall:378' },
    { key: 'areas', label: 'Areas it can have', kind: 'areas', optional: true },
  ],
};

const facilities: Section = {
  title: 'Facilities',
  specs: [
    { key: 'stepFree', label: 'Step-free', kind: 'yes', optional: true },
    { key: 'accessibleWc', label: 'Accessible toilet', kind: 'yes', optional: true },
    { key: 'discreetEntrance', label: 'Entrance hidden from the road', kind: 'yes', optional: true },
    { key: 'coachParking', label: 'Coach parking', kind: 'yes', optional: true },
    { key: 'wifi', label: 'Wi-Fi', kind: 'yes', optional: true },
    { key: 'kitchen', label: 'Kitchen', kind: 'choice', options: kitchens, optional: true },
    { key: 'generator', label: 'Generator', kind: 'choice', options: generators, optional: true },
    { key: 'mobileSignal', label: 'Mobile signal', kind: 'choice', options: mobileSignals, optional: true },
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
    { key: 'hospitalMinutes', label: 'Minutes to a hospital', kind: 'number', optional: true },
    {
      key: 'availableHours',
      label: 'Hours it can be used',
      kind: 'hours',
      optional: true,
      hint: 'Such as 24/7, or Mon-Fri 18:30-24:00; weekends all day; bank holidays closed',
    },
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
    { key: 'type', label: 'Kind of place', kind: 'text', hint: 'Such as leisure centre, or hotel' },
  ],
};

/** With what it is and where, all that a venue needs before it can be used. */
export const opens: Section = {
  title: 'How many, and who opens',
  specs: [
    {
      key: 'placesTold',
      label: 'How many can sleep there, as told',
      kind: 'number',
      hint: 'Counts until the sleeping area is measured',
    },
    { key: 'keyholders', label: 'Who opens it', kind: 'contacts' },
    { key: 'minutesToOpen', label: 'Minutes until it is open, from the call', kind: 'number' },
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

const code: Spec = {
  key: 'code',
  label: 'Code',
  kind: 'text',
  hint: 'V and three or four digits; left empty, the next that is free',
  optional: true,
};
const owner: Spec = { key: 'owner', label: 'Owner', kind: 'text', optional: true };
const called: Section = { title: 'Code and owner', specs: [code, owner] };
const whose: Section = { title: 'Owner', specs: [owner] };

const known: readonly Section[] = [size, facilities, opening, notes];
/** What may be found out later, of a new venue and of one that has its code. */
export const later = { added: [called, ...known], changed: [whose, ...known] };
export const areaChoices = venueAreas;
