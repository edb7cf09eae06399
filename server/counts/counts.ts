import type { Change } from '../../shared/sync.ts';
import { levelFor } from '../../shared/roles.ts';
import type { Deps, Reader } from '../engine/deps.ts';
import type { Audience } from '../engine/project.ts';
import { squareCentre } from '../venues/gridReference.ts';
import { type CentreFacts, factsOf } from './facts.ts';
import { type Position, publish } from './publish.ts';
import { breakdownNow } from './snapshots.ts';

const inSquare = ({ square }: CentreFacts): Position => {
  const found = squareCentre(square);
  return found.ok ? { ...found.position, exact: false } : null;
};

const positionFor =
  (audience: Audience) =>
  (it: CentreFacts): Position =>
    it.exactly && levelFor(audience.grants, 'address', it.id) !== 'none'
      ? { ...it.exactly, exact: true }
      : inSquare(it);

/** The counts silver command may see, one row for the operation and one a centre. */
export const countsFor = async (
  reader: Reader,
  deps: Deps,
  operationId: string,
  audience: Audience,
): Promise<Change[]> => {
  const at = deps.clock.now();
  const [facts, breakdown] = await Promise.all([
    factsOf(reader, operationId, at),
    breakdownNow(reader, deps, operationId),
  ]);
  const { centres, operation } = publish(facts, at, breakdown, positionFor(audience));
  return [
    ...centres.map((row) => ({ kind: 'centreCounts', id: row.id, row })),
    { kind: 'operationCounts', id: operationId, row: operation },
  ];
};
