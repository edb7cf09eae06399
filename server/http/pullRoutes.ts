import type { Context } from 'hono';
import { pullOperation } from '../../shared/routes/operations.ts';
import { Problem } from '../../shared/problems.ts';
import type { Deps } from '../engine/deps.ts';
import { type Audience, audienceOf } from '../engine/project.ts';
import { answer as begin, type Answer } from '../engine/pull.ts';
import { answer } from './answer.ts';
import type { Env } from './types.ts';

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

/** Its rows have been through the schema of their view, each for itself: they are not parsed a second time. */
export const sendPull = async (
  c: Context<Env>,
  deps: Deps,
  { id, since, view }: { id: string; since: number; view?: string | undefined },
  audience: Audience,
): Promise<Response> => {
  const from = view !== undefined && view !== audience.view ? 0 : since;
  const stream = await streamed(await begin(deps, id, from, audience));
  return c.body(stream, 200, { 'content-type': 'application/json' });
};

export const operationPull = answer(pullOperation, async ({ deps, actor, params, authorise, c }) => {
  const audience = audienceOf(actor.grants, params.id, params.wall === '1');
  authorise(audience !== null);
  if (!audience) throw new Problem('not-found');
  return sendPull(c, deps, params, audience);
});
