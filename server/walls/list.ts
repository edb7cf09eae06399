import type { WallItem } from '../../shared/walls.ts';
import { endFallenWalls } from '../access/walls.ts';
import type { Deps } from '../engine/deps.ts';

interface Listed {
  id: string;
  name: string;
  startedBy: string;
  startedById: string;
  startedAt: Date;
  openedAt: Date | null;
  heardAt: Date | null;
}

const MINUTE_MS = 60_000;

/** Those of an operation that have not ended, in the order they were started. */
export const listWalls = async (deps: Pick<Deps, 'sql' | 'clock'>, operationId: string): Promise<WallItem[]> => {
  await endFallenWalls(deps);
  const rows = await deps.sql<Listed[]>`
    select w.id, w.name, u.name as "startedBy", u.id as "startedById", w.started_at as "startedAt", w.opened_at as "openedAt",
      w.heard_at as "heardAt"
    from wall w join "user" u on u.id = w.started_by
    where w.operation_id = ${operationId} and w.ended_at is null order by w.started_at, w.id`;
  const now = Date.now();
  return rows.map((it) => ({
    id: it.id,
    name: it.name,
    state: it.openedAt === null ? 'waiting' : 'on',
    startedBy: it.startedBy,
    startedById: it.startedById,
    startedAt: it.startedAt.toISOString(),
    openedAt: it.openedAt?.toISOString() ?? null,
    heardMinutesAgo: it.heardAt && Math.max(0, Math.floor((now - it.heardAt.getTime()) / MINUTE_MS)),
  }));
};
