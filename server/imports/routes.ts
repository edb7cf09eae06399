import { Problem } from '../../shared/problems.ts';
import { mayRegister } from '../../shared/roles.ts';
import type { Actor } from '../engine/actor.ts';
import { type Answering, answerExchange } from '../http/answer.ts';
import { previewCapacities, previewPartners, previewPlan, previewVenues } from '../../shared/routes/imports.ts';
import { readFile } from '../http/bodies.ts';
import { registerRights } from '../venues/queries.ts';
import { registers, type ImportKind } from './compare.ts';
import { makePreview } from './preview.ts';

type Previewing = typeof previewVenues | typeof previewPartners | typeof previewCapacities | typeof previewPlan;

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

/** A venue's preview shows addresses, so it takes their grant. */
const mayPreview = (kind: ImportKind, { grants }: Pick<Actor, 'grants'>): boolean =>
  mayRegister(grants, registers[kind].right) && (kind !== 'venues' || registerRights(grants)?.address === true);

const preview = (contract: Previewing, kind: ImportKind): Answering =>
  answerExchange<Previewing>(contract, async ({ deps, actor, authorise, c }) => {
    authorise(mayPreview(kind, actor));
    return makePreview(deps, kind, await fileOf(c.req.raw), actor.userId);
  });

/** Beside the registers they fill. */
export const previews: Answering[] = [
  preview(previewVenues, 'venues'),
  preview(previewPartners, 'partners'),
  preview(previewCapacities, 'capacities'),
  preview(previewPlan, 'plan'),
];
