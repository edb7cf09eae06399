import { createHash } from 'node:crypto';
import {
  type Compartment,
  compartments,
  type Grant,
  grantsWithin,
  isEverywhere,
  type Level,
  levelFor,
} from '../../shared/roles.ts';
import { REGISTERS } from './define.ts';
import { compartmentOf, kinds, type SentKind } from '../../shared/kinds/kinds.ts';
import { type Row, viewOf } from '../../shared/kinds/views.ts';

/** Everyone who sees the same: the grants that count in one operation, in order. */
export interface Audience {
  grants: readonly Grant[];
  /** Socket room and cache key; says nothing about the people in it. */
  view: string;
}

const keyOf = (grant: Grant): string =>
  [
    grant.role,
    grant.centreId ?? (isEverywhere(grant) ? 'everywhere' : 'all'),
    grant.address ? 'address' : 'no-address',
  ].join(' ');

/** The audience someone belongs to inside an operation, or `null` when they have no place in it. */
export const audienceOf = (all: readonly Grant[], operationId: string, wall: boolean): Audience | null => {
  // The registers have a stream, but are no operation.
  if (operationId === REGISTERS) return null;
  const within = grantsWithin(all, operationId).map((it) => (wall ? { ...it, address: false } : it));
  const keys = new Map(within.map((it) => [keyOf(it), it]));
  const grants = [...keys].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, it]) => it);
  if (!grants.some((it) => levelFor([it], 'operation', it.centreId) !== 'none')) return null;
  const view = createHash('sha256')
    .update([...keys.keys()].toSorted().join('\n'))
    .digest('hex')
    .slice(0, 16);
  return { grants, view };
};

/** Silver is sent counts, made for the whole of the operation. */
export const seesCounts = (audience: Audience): boolean => levelFor(audience.grants, 'counts', null) !== 'none';

/** How much an audience sees of rows of this kind and compartment at that centre; `null`: not even that they exist. */
const levelAt = (kind: SentKind, filed: Compartment, centreId: string | null, { grants }: Audience): Level | null => {
  if (kinds[kind].compartment === 'own' && levelFor(grants, 'core', centreId) === 'none') return null;
  const wide = viewOf(kind)?.wide === true;
  return wide ? levelFor(grants.filter(isEverywhere), filed, null) : levelFor(grants, filed, centreId);
};

/** The row as this audience may see it, or `null`. */
export const project = (kind: string, row: Row, audience: Audience): Row | null => {
  const it = viewOf(kind);
  if (!it) return null;
  const filed = compartmentOf(kind as SentKind, row);
  const level = levelAt(kind as SentKind, filed, (row['centreId'] as string | null | undefined) ?? null, audience);
  const view = level && it.views[level];
  if (!view || (it.only && !it.only(row, level))) return null;
  return view.parse(row) as Row;
};

/** Whether a row of this kind at this place could be shown at all. Which are, `project` says. */
export const couldShow = (kind: string, centreId: string | null, audience: Audience): boolean => {
  const it = viewOf(kind);
  if (!it) return false;
  const { compartment: own } = kinds[kind as SentKind];
  const filed = own === 'own' ? compartments : [own];
  return filed.some((compartment) => {
    const level = levelAt(kind as SentKind, compartment, centreId, audience);
    return level !== null && it.views[level] !== undefined;
  });
};
