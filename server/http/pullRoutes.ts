import { Hono } from 'hono';
import { z } from 'zod';
import { uuid } from '../../shared/primitives.ts';
import { Problem } from '../../shared/problems.ts';
import type { Deps } from '../engine/deps.ts';
import { parse } from '../engine/parse.ts';
import type { Env } from './types.ts';
import { type Answer, answer } from '../engine/pull.ts';
import { audienceOf } from '../engine/project.ts';

export const pullQuery = z.strictObject({
  since: z.coerce.number().int().min(0).default(0),
  /** The view the cursor was reached with; another one starts again from 0. */
  view: z.string().max(64).optional(),
  wall: z.enum(['0', '1']).default('0'),
});

/** The JSON of an answer, page by page. */
async function* jsonOf({ about, pages }: Answer): AsyncGenerator<Uint8Array> {
  const { snapshot, ...range } = about;
  let before = `${JSON.stringify(range).slice(0, -1)},"changes":[`;
  for await (const { bytes, keys } of pages) {
    if (keys.length === 0) continue;
    yield Buffer.concat([Buffer.from(before), bytes]);
    before = ',';
  }
  yield Buffer.from(`${before === ',' ? '' : before}]${snapshot ? ',"snapshot":true' : ''}}`);
}

/** What cannot be read at all is refused; what breaks off half-way is no JSON, and its reader asks again. */
const streamed = async (answering: Answer): Promise<ReadableStream<Uint8Array>> => {
  const parts = jsonOf(answering);
  let next: Promise<IteratorResult<Uint8Array>> | null = Promise.resolve(await parts.next());
  return new ReadableStream<Uint8Array>({
    pull: async (to) => {
      const { done, value } = await (next ?? parts.next());
      next = null;
      if (done) to.close();
      else to.enqueue(value);
    },
    cancel: async () => void (await parts.return(undefined)),
  });
};

export const syncRoutes = (deps: Deps) =>
  new Hono<Env>().get('/:id/pull', async (c) => {
    const id = uuid.safeParse(c.req.param('id'));
    const query = parse(pullQuery, c.req.query());
    const audience = id.success ? audienceOf(c.get('actor').grants, id.data, query.wall === '1') : null;
    if (!id.success || !audience) throw new Problem('not-found');
    const since = query.view !== undefined && query.view !== audience.view ? 0 : query.since;
    const stream = await streamed(await answer(deps, id.data, since, audience));
    return c.body(stream, 200, { 'content-type': 'application/json' });
  });
