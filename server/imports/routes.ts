import { Hono } from 'hono';
import { Problem } from '../../shared/problems.ts';
import { mayRegister } from '../../shared/roles.ts';
import type { Deps } from '../engine/deps.ts';
import { readFile } from '../http/guards.ts';
import type { Env } from '../http/types.ts';
import { registerSight } from '../venues/queries.ts';
import { registers, type ImportKind } from './compare.ts';
import { makePreview } from './preview.ts';

const notAFile = () => new Problem('malformed-request', { detail: 'Send the file as text/csv, or in a form' });

/** The file's bytes, sent as they are or as the first file of a form. */
const fileOf = async (request: Request): Promise<Uint8Array> => {
  const type = request.headers.get('content-type') ?? '';
  const bytes = await readFile(request);
  if (!/^multipart\/form-data\b/i.test(type)) return bytes;
  const form = await new Response(new Uint8Array(bytes), { headers: { 'content-type': type } })
    .formData()
    .catch((error: unknown) => {
      if (error instanceof TypeError) throw notAFile();
      throw error;
    });
  const file = [...form.values()].find((value) => value instanceof Blob);
  if (!file) throw notAFile();
  return new Uint8Array(await file.arrayBuffer());
};

/** `POST …/import/preview` of one register. A venue's preview shows addresses, so it takes their grant. */
const previewRoute = (deps: Deps, kind: ImportKind) =>
  new Hono<Env>().post('/import/preview', async (c) => {
    const { grants, userId } = c.get('actor');
    if (!mayRegister(grants, registers[kind].right)) throw new Problem('not-found');
    if (kind === 'venues' && registerSight(grants)?.address !== true) throw new Problem('not-found');
    return c.json(await makePreview(deps, kind, await fileOf(c.req.raw), userId));
  });

/** Under `/api`, beside the registers they fill. */
export const importRoutes = (deps: Deps) =>
  new Hono<Env>()
    .route('/venues', previewRoute(deps, 'venues'))
    .route('/partners', previewRoute(deps, 'partners'))
    .route('/partners/capacities', previewRoute(deps, 'capacities'))
    .route('/role-plan', previewRoute(deps, 'plan'));
