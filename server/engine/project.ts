import { createHash } from 'node:crypto';
import { grantsWithin, isEverywhere, levelFor, type Compartment, type Grant } from '../../shared/roles.ts';
import { REGISTERS } from './define.ts';
import { kinds, type SentKind } from '../../shared/kinds/kinds.ts';
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

const levelOnRow = (audience: Audience, compartment: Compartment, row: Row) =>
  levelFor(audience.grants, compartment, (row['centreId'] as string | null | undefined) ?? null);

/** The row as this audience may see it, or `null`. */
export const project = (kind: string, row: Row, audience: Audience): Row | null => {
  const it = viewOf(kind);
  if (!it) return null;
  const filed = kinds[kind as SentKind].compartment;
  const compartment = filed === 'own' ? (row['compartment'] as Compartment) : filed;
  if (filed === 'own' && levelOnRow(audience, 'core', row) === 'none') return null;
  const level = it.wide
    ? levelFor(audience.grants.filter(isEverywhere), compartment, null)
    : levelOnRow(audience, compartment, row);
  const view = it.views[level];
  if (!view || (it.only && !it.only(row, level))) return null;
  return view.parse(row) as Row;
};
