import type { NeedKindName } from '../../../shared/needs.ts';
import type { PictogramName } from '../../ui/pictograms.tsx';

/** The twelve asked about at the door, in the order of the tiles. */
export const doorNeeds = [
  { kind: 'pain', title: 'Pain or hurt', short: 'Pain', pictogram: 'pain' },
  { kind: 'medicine', title: 'Medicine', short: 'Medicine', pictogram: 'medicine' },
  { kind: 'pregnancy', title: 'Baby or pregnant', short: 'Baby or pregnant', pictogram: 'baby' },
  { kind: 'private_talk', title: 'Talk in private', short: 'Talk in private', pictogram: 'private' },
  { kind: 'drink', title: 'Drink', short: 'Drink', pictogram: 'drink' },
  { kind: 'food', title: 'Food', short: 'Food', pictogram: 'food' },
  { kind: 'clothing', title: 'Dry clothes', short: 'Dry clothes', pictogram: 'clothes' },
  { kind: 'toilet', title: 'Toilet', short: 'Toilet', pictogram: 'toilet' },
  { kind: 'shower', title: 'Wash', short: 'Wash', pictogram: 'wash' },
  { kind: 'rest', title: 'Rest', short: 'Rest', pictogram: 'rest' },
  { kind: 'phone_call', title: 'Phone', short: 'Phone', pictogram: 'phone' },
  { kind: 'with_someone', title: 'With someone', short: 'With someone', pictogram: 'together' },
] as const satisfies readonly { kind: NeedKindName; title: string; short: string; pictogram: PictogramName }[];
