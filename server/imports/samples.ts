import { samples } from '../../db/seed.ts';
import type { Actor } from '../auth/actor.ts';
import { type AnyCommand } from '../command/define.ts';
import { execute } from '../command/execute.ts';
import type { Deps } from '../deps.ts';
import type { ImportKind } from './compare.ts';
import { importPartnersCommand, importVenuesCommand } from './confirm.ts';
import { makePreview } from './preview.ts';

// Partners come before what names them.
const order: readonly (readonly [ImportKind, AnyCommand])[] = [
  ['venues', importVenuesCommand],
  ['partners', importPartnersCommand],
  ['capacities', importPartnersCommand],
  ['plan', importPartnersCommand],
];

/** Fills the registers with the sample data, as `actor` (a planner) would by importing the files. Twice changes nothing. */
export const loadSamples = async (deps: Deps, actor: Actor): Promise<void> => {
  for (const [kind, command] of order) {
    const bytes = new TextEncoder().encode(samples[kind]);
    const { previewId, counts } = await makePreview(deps, kind, bytes, actor.userId);
    if (counts.new + counts.changed + counts.wrong === 0) continue;
    const request = { id: deps.newId(), args: { previewId, leaveOutWrong: false }, occurredAt: deps.clock.now() };
    const outcome = await execute(command, actor, request, deps);
    if (!outcome.ok) throw new Error(`The sample ${kind} were not loaded: ${outcome.problem.detail ?? ''}`);
  }
};
