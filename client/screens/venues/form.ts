import type { FieldError } from '../../../shared/problems.ts';
import {
  generators,
  kitchens,
  known,
  mobileSignals,
  venueAreas,
  venueBlanks,
  venueChanges,
  venueDetails,
  type VenueDetails,
} from '../../../shared/venues.ts';

type Key = keyof VenueDetails;
/** What has been typed so far; a field nobody has answered is null. */
export type Draft = { [K in Key]: VenueDetails[K] | null };

export type Spec = { key: Key; label: string; hint?: string; optional?: true } & (
  | { kind: 'text' | 'number' | 'date' | 'area' | 'yes' }
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
      kind: 'text',
      hint: '24/7, or Mo-Fr 18:30-24:00; Sa-Su 00:00-24:00',
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

const placed = {
  address: 'Address',
  town: 'Town',
  postcode: 'Postcode',
  district: 'District',
  lat: 'Latitude',
  lon: 'Longitude',
};
const inspected = {
  lastInspected: 'Inspected on',
  inspectionDue: 'Next due',
  inspectedBy: 'Inspected by',
  suitability: 'It is',
  conditions: 'Conditions',
};

export const code: Spec = { key: 'code', label: 'Code', kind: 'text', hint: 'V and three or four digits' };
export const sections: readonly Section[] = [size, facilities, opening, notes];
export const areaChoices = venueAreas;

const labelled = (parts: readonly Section[]): [string, string][] =>
  parts.flatMap((part) => part.specs.map((spec): [string, string] => [spec.key, spec.label]));

/** What each field is called, in the order of the form. */
const labels = new Map<string, string>([
  ['code', code.label],
  ...labelled([what]),
  ...Object.entries(placed),
  ...labelled(sections),
  ...Object.entries(inspected),
]);

/** A new venue before anyone has said anything. */
export const emptyDraft = (): Draft => ({
  ...(Object.fromEntries(Object.keys(venueDetails.shape).map((key) => [key, null])) as Draft),
  ...venueBlanks,
  authorisers: [],
  limits: '',
  inspectedBy: '',
  rooms: [],
  areas: [],
  keyholders: [],
  stepFree: false,
  accessibleWc: false,
  discreetEntrance: false,
  coachParking: false,
  wifi: false,
});

/** What differs from how it stood, of what may be changed here. */
export const changesIn = (draft: Draft, before: Draft): Partial<Draft> =>
  Object.fromEntries(
    Object.keys(venueChanges.shape)
      .map((key) => key as Key)
      .filter((key) => JSON.stringify(draft[key]) !== JSON.stringify(before[key]))
      .map((key) => [key, draft[key]]),
  );

/** Errors by field: `/args/details/keyholders/0/phone` belongs to `keyholders`. */
export const errorsByField = (errors: readonly FieldError[], draft: Draft): Map<Key, string> => {
  const found = new Map<Key, string>();
  for (const { pointer, detail } of errors) {
    const key = pointer.split('/')[3] as Key | undefined;
    if (key === undefined || found.has(key)) continue;
    const empty = draft[key] === null || draft[key] === '';
    found.set(key, empty ? `Fill in: ${labels.get(key) ?? key}` : detail);
  }
  const order = [...labels.keys()];
  return new Map([...found].toSorted(([a], [b]) => order.indexOf(a) - order.indexOf(b)));
};

export const fieldId = (key: Key): string => `venue-${key}`;
