/**
 * What a viewer has missed. The range it covers is read in the same snapshot as the rows, so changes a viewer may
 * not see are not gaps, and old state plus every pull equals a fresh one.
 */
import { eq } from 'drizzle-orm';
import { stream } from '../../db/schema/engine.ts';
import { Problem } from '../../shared/problems.ts';
import type { Changes } from '../../shared/sync.ts';
import type { Db, Deps } from './deps.ts';
import { changesFor, newest } from './changes.ts';
import { seesCounts, type Audience } from './project.ts';

export const headOf = async (reader: Pick<Db, 'select'>, streamId: string): Promise<number | null> => {
  const [head] = await reader.select({ seq: stream.headSeq }).from(stream).where(eq(stream.id, streamId));
  return head ? head.seq : null;
};

/** Everything in `(since, head]` for one audience; from 0 where `since` is ahead of the stream. */
export const pull = (deps: Deps, operationId: string, since: number, audience: Audience): Promise<Changes> =>
  deps.db.transaction(
    async (tx) => {
      const to = await headOf(tx, operationId);
      if (to === null) throw new Problem('not-found');
      const from = since > to ? 0 : since;
      const changes = await changesFor(tx, operationId, from, await newest(tx, operationId, from, to), audience);
      if (seesCounts(audience)) changes.push(...(await deps.countsFor(tx, operationId, audience)));
      return { operationId, from, to, view: audience.view, changes, ...(from === 0 ? { snapshot: true } : {}) };
    },
    { isolationLevel: 'repeatable read', accessMode: 'read only' },
  );
