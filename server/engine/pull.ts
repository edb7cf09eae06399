/**
 * What a viewer has missed, in pages. The range it covers is settled before the first of them, and numbers of a stream
 * become visible in order, so changes a viewer may not see are not gaps, and old state plus every pull equals a fresh one.
 */
import { eq } from 'drizzle-orm';
import { stream } from '../../db/schema/engine.ts';
import { Problem } from '../../shared/problems.ts';
import type { Change, Changes } from '../../shared/sync.ts';
import type { Db, Deps } from './deps.ts';
import { pagesOf } from './pages.ts';
import { seesCounts, type Audience } from './project.ts';
import { snapshotAt } from './snapshots.ts';
import { read, without, write, type Written } from './written.ts';

export const headOf = async (reader: Pick<Db, 'select'>, streamId: string): Promise<number | null> => {
  const [head] = await reader.select({ seq: stream.headSeq }).from(stream).where(eq(stream.id, streamId));
  return head ? head.seq : null;
};

/** An answer that has begun: all of it but the changes, which come as they are read. */
export interface Answer {
  about: Omit<Changes, 'changes'>;
  pages: AsyncIterable<Written>;
}

interface Now {
  to: number;
  counts: Change[];
}

const nowOf = (deps: Deps, operationId: string, audience: Audience): Promise<Now> =>
  deps.reads.transaction(
    async (tx) => {
      const to = await headOf(tx, operationId);
      if (to === null) throw new Problem('not-found');
      return { to, counts: seesCounts(audience) ? await deps.countsFor(tx, operationId, audience) : [] };
    },
    { isolationLevel: 'repeatable read', accessMode: 'read only' },
  );

/** A snapshot that others ask for too, less what has changed since it was read, and then that. */
async function* fromSnapshot(deps: Deps, operationId: string, to: number, audience: Audience): AsyncGenerator<Written> {
  const base = snapshotAt(deps, operationId, to, audience);
  const since: Written[] = [];
  for await (const changes of pagesOf(deps.reads, { streamId: operationId, from: base.to, to }, audience)) {
    since.push(write(changes));
  }
  const changed = new Set(since.flatMap((it) => it.keys));
  for await (const page of base.pages()) yield without(page, changed);
  for (const page of since) yield write(read(page).filter((it) => it.row !== null));
}

async function* fromChanges(deps: Deps, operationId: string, from: number, to: number, audience: Audience) {
  for await (const changes of pagesOf(deps.reads, { streamId: operationId, from, to }, audience)) yield write(changes);
}

async function* withCounts(pages: AsyncIterable<Written>, counts: Change[]): AsyncGenerator<Written> {
  yield* pages;
  if (counts.length > 0) yield write(counts);
}

/** Everything in `(since, head]` for one audience; from 0 where `since` is ahead of the stream. @throws Problem `not-found` */
export const answer = async (deps: Deps, operationId: string, since: number, audience: Audience): Promise<Answer> => {
  const { to, counts } = await nowOf(deps, operationId, audience);
  const from = since > to ? 0 : since;
  const about = { operationId, from, to, view: audience.view, ...(from === 0 ? { snapshot: true } : {}) };
  const pages =
    from === 0 ? fromSnapshot(deps, operationId, to, audience) : fromChanges(deps, operationId, from, to, audience);
  return { about, pages: withCounts(pages, counts) };
};

/** All of an answer, or `null` where it is more than so many rows. */
export const whole = async ({ about, pages }: Answer, most = Infinity): Promise<Changes | null> => {
  const changes: Change[] = [];
  for await (const page of pages) {
    changes.push(...read(page));
    if (changes.length > most) return null;
  }
  const { snapshot, ...range } = about;
  return { ...range, changes, ...(snapshot ? { snapshot } : {}) };
};
