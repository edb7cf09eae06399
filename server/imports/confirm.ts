import type { ArgsOf } from '../../shared/contract.ts';
import type { PreviewRow } from '../../shared/csv.ts';
import { tried } from '../../shared/faults.ts';
import {
  capacityKey,
  importPartners,
  type CapacityDetails,
  type PartnerDetails,
} from '../../shared/partners/contract.ts';
import { planRowKey } from '../../shared/plans/csv.ts';
import { savePlan, type PlanRow } from '../../shared/plans/contract.ts';
import { Problem } from '../../shared/problems.ts';
import { mayRegister } from '../../shared/roles.ts';
import { importVenues } from '../../shared/venues/contract.ts';
import type { VenueDetails } from '../../shared/venues/venue.ts';
import { command, type Context, REGISTERS } from '../engine/define.ts';
import { lockPlan, writePlan } from '../plans/write.ts';
import { rowsFrom } from '../venues/rows.ts';
import { writeVenues } from '../venues/write.ts';
import { registers, type ImportKind } from './compare.ts';
import { claimPreview, type KeptPreview } from './preview.ts';
import { type CurrentRow, currentRows } from './current.ts';

type Confirming = Context<ArgsOf<typeof importVenues>>;
interface Ready<Details> {
  details: Details;
  status: 'new' | 'changed';
  id: string;
  rowVersion: number;
}

/** The rows of a preview as they were read, once the wrong ones are dealt with. */
const rightRows = (kept: KeptPreview, leaveOutWrong: boolean): PreviewRow<unknown>[] => {
  const rows = kept.rows as PreviewRow<unknown>[];
  const wrong = rows.filter((row) => row.status === 'wrong');
  if (wrong.length === 0 || leaveOutWrong) return rows.filter((row) => row.status !== 'wrong');
  const errors = wrong
    .slice(0, 50)
    .flatMap(({ row, problems }) =>
      problems.map(({ field, words }) => ({ pointer: `/file/${row}/${field}`, code: 'wrong', detail: words })),
    );
  const detail = `${wrong.length} ${wrong.length === 1 ? 'row is' : 'rows are'} wrong. Correct the file, or leave them out`;
  throw new Problem('invalid-fields', { detail, errors });
};

const stale = () =>
  new Problem('stale-version', { detail: 'The register has changed since the preview. Upload the file again' });

/** Every row against the register as it is now, locked: exactly what was previewed, or nothing. */
const readyRows = <Details>(
  rows: readonly PreviewRow<unknown>[],
  current: ReadonlyMap<string, CurrentRow>,
  newId: () => string,
): Ready<Details>[] => {
  const ready: Ready<Details>[] = [];
  for (const { key, baseVersion, status, details } of rows) {
    const now = current.get(key);
    if ((now?.rowVersion ?? null) !== baseVersion) throw stale();
    if (status !== 'new' && status !== 'changed') continue;
    ready.push({
      details: details as Details,
      status,
      id: now?.id ?? newId(),
      rowVersion: now?.rowVersion ?? 0,
    });
  }
  return ready;
};

const writers: {
  [Kind in Exclude<ImportKind, 'plan'>]: (context: Confirming, rows: Ready<unknown>[]) => Promise<unknown>;
} = {
  venues: (context, rows) =>
    writeVenues(
      context,
      (rows as Ready<VenueDetails>[]).map(({ details, id, rowVersion }) => {
        const made = rowsFrom(details, { id, rowVersion });
        if (!made) throw new Error('a venue off the grid was let through');
        return made;
      }),
    ),
  partners: (context, rows) =>
    context.rows.put(
      'partner',
      (rows as Ready<PartnerDetails>[]).map(({ details, id, rowVersion }) => ({
        ...details,
        id,
        rowVersion,
        archivedAt: null,
        archivedReason: null,
      })),
    ),
  capacities: (context, rows) =>
    context.rows.put(
      'capacity',
      (rows as Ready<CapacityDetails>[]).map(({ details, id, rowVersion }) => ({
        ...details,
        id,
        rowVersion,
        key: capacityKey(details),
      })),
    ),
};

const tally = (rows: readonly PreviewRow<unknown>[]) => ({
  created: rows.filter(({ status }) => status === 'new').length,
  changed: rows.filter(({ status }) => status === 'changed').length,
  unchanged: rows.filter(({ status }) => status === 'unchanged').length,
});

/** The plan a file makes. A wrong row that is left out leaves what the plan says of it as it is. */
const wholePlan = (
  kept: KeptPreview,
  right: readonly PreviewRow<unknown>[],
  held: readonly PlanRow[],
): readonly PlanRow[] => {
  const taken = new Set(right.map(({ key }) => key));
  const named = new Set((kept.rows as PreviewRow<unknown>[]).map(({ key }) => key));
  const left = held.filter((row) => named.has(planRowKey(row)) && !taken.has(planRowKey(row)));
  const plan = tried(savePlan.args.shape.rows, [...right.map(({ details }) => details), ...left]);
  if (plan.ok) return plan.data;
  const errors = plan.faults.map(({ words }) => ({ pointer: '/file', code: 'plan', detail: words }));
  throw new Problem('invalid-fields', { detail: errors[0]?.detail ?? '', errors });
};

const confirmPlan = async (context: Confirming, kept: KeptPreview, rows: readonly PreviewRow<unknown>[]) => {
  const held = await lockPlan(context, kept.baseVersion);
  const counts = tally(rows);
  const changes = counts.created + counts.changed + kept.removed.length;
  const plan = wholePlan(kept, rows, held?.rows ?? []);
  if (changes > 0) await writePlan(context, held, held?.id ?? context.deps.newId(), plan);
  return { ...counts, changed: counts.changed + kept.removed.length };
};

const confirm = async (context: Confirming, kinds: readonly ImportKind[]) => {
  const { previewId, leaveOutWrong } = context.args;
  const kept = await claimPreview(context.tx, previewId, context.actor.userId, context.now);
  if (!kinds.includes(kept.kind) || !mayRegister(context.actor.grants, registers[kept.kind].right))
    throw new Problem('not-found');
  const rows = rightRows(kept, leaveOutWrong);
  if (kept.kind === 'plan') return confirmPlan(context, kept, rows);
  const ready = readyRows(rows, await currentRows(context.tx, kept.kind), context.deps.newId);
  if (ready.length > 0) await writers[kept.kind](context, ready);
  return tally(rows);
};

const register = { stream: () => REGISTERS, createsStream: true, where: 'registers' } as const;

export const importVenuesCommand = command<typeof importVenues>({
  ...register,
  contract: importVenues,
  handle: (context) => confirm(context, ['venues']),
});

export const importPartnersCommand = command<typeof importPartners>({
  ...register,
  contract: importPartners,
  handle: (context) => confirm(context, ['partners', 'capacities', 'plan']),
});
