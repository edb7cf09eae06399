import { type Findable, findables, type VenueFacts } from './venue.ts';

/** What each is called in the middle of a sentence. */
export const findableWords: Readonly<Record<Findable, string>> = {
  sleepingM2: 'sleeping area',
  fireLimit: 'legal fire limit',
  toilets: 'toilets',
  showers: 'showers',
  privateRooms: 'private rooms',
  entrances: 'entrances',
  stepFree: 'step-free or not',
  accessibleWc: 'accessible toilet or not',
  discreetEntrance: 'entrance hidden from the road or not',
  coachParking: 'coach parking',
  wifi: 'Wi-Fi',
  kitchen: 'kitchen',
  generator: 'generator',
  mobileSignal: 'mobile signal',
  hospitalMinutes: 'minutes to a hospital',
  availableHours: 'hours it can be used',
  suitability: 'inspection',
};

/** What nobody has said of a venue yet, gravest first. */
export const stillToFindOut = (venue: Pick<VenueFacts, Findable>): Findable[] =>
  findables.filter((it) => venue[it] === null);
