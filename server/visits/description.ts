import { inField } from '../engine/description.ts';

/** Of a head that is counted: a visitor's name, and where someone was seen. */
export const visitorShows = {
  name: inField('preferredName', 'onSite'),
  organisation: inField('other', 'onSite'),
  zone: inField('zone', 'onSite'),
} as const;
