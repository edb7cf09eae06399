import { needKinds, type NeedKindName } from '../../../shared/needs.ts';
import type { AgeBand } from '../../../shared/people.ts';
import { doorNeeds } from '../../parts/needs/doorNeeds.ts';

export const ageWords: Record<AgeBand, string> = { adult: 'Adult', child: 'Child', unsure: 'Not sure' };

const shortOf = (kind: NeedKindName): string =>
  doorNeeds.find((it) => it.kind === kind)?.short ?? needKinds[kind].title;

/** `Pain, drink`. */
export const needWords = (kinds: readonly NeedKindName[]): string =>
  kinds.map((kind, at) => (at === 0 ? shortOf(kind) : shortOf(kind).toLowerCase())).join(', ');

export const alerting = (kinds: readonly NeedKindName[]): readonly NeedKindName[] =>
  kinds.filter((kind) => needKinds[kind].alerts);
