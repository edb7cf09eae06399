import type { NeedKindName } from '../../../shared/needs.ts';
import { pictogramFor, type PictogramName } from '../../ui/pictograms.tsx';

const drawn: Partial<Record<NeedKindName, PictogramName>> = {
  emergency_care: 'first-aid',
  first_aid: 'first-aid',
  withdrawal: 'first-aid',
  private_talk: 'private',
  lone_child: 'child',
  pregnancy: 'baby',
  infant_care: 'baby',
  clothing: 'clothes',
  shower: 'wash',
  hygiene_pack: 'hygiene',
  phone_call: 'phone',
  with_someone: 'together',
  mobility_aid: 'step-free',
  faith: 'pray',
  listening: 'help',
  legal_advice: 'legal',
  accommodation: 'rest',
  transport: 'leave',
  home_return: 'leave',
  family_tracing: 'family-tracing',
};

/** The drawing beside a need's words. */
export const pictureOf = (kind: NeedKindName): PictogramName => drawn[kind] ?? pictogramFor(kind);
