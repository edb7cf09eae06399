/** How needs in a command are shown: each to those for whom its compartment opens. */
import { type NeedKindName, needCompartments, needKinds } from '../../shared/needs.ts';
import type { Compartment } from '../../shared/roles.ts';
import {
  type Cell,
  cellIf,
  opens,
  type Part,
  type ShowContext,
  type Show,
  textOf,
  type Viewer,
  type CommandArgs,
} from '../engine/description.ts';

/** Kinds of needs this viewer may know of there. Locked wherever any compartment is, whatever is in it. */
export const needsCell = (viewer: Viewer, centreId: string | null, kinds: readonly string[]): Cell => {
  const open = needCompartments.filter((it) => opens(viewer, it, centreId, 'kind'));
  const seen = kinds.filter((it) => open.includes(needKinds[it as NeedKindName]?.compartment));
  return { value: [...new Set(seen)].toSorted(), locked: open.length < needCompartments.length };
};

const noteIn = ({ viewer, centreId, args }: ShowContext, compartment: Compartment) => ({
  cells: { note: cellIf(opens(viewer, compartment, centreId, 'full'), textOf(args['note'])) },
});

/** A need of unknown kind is treated as the most restricted. */
const compartmentOf = (kind: unknown): Compartment => needKinds[kind as NeedKindName]?.compartment ?? 'safeguarding';

const isOne = (it: unknown): it is CommandArgs => it !== null && typeof it === 'object';

/** How urgent each was said to be, of those whose kind is shown. */
const urgencies = ({ viewer, centreId }: ShowContext, all: readonly CommandArgs[]): Part[] =>
  all.flatMap(({ kind, priority }) => {
    const seen = needsCell(viewer, centreId, [String(kind)]).value?.length;
    const title = needKinds[kind as NeedKindName]?.title ?? String(kind);
    return priority && seen ? [{ label: `Urgency of ${title}`, key: 'priority', value: priority }] : [];
  });

/** The needs in a check-in. */
export const needsInCheckIn: Show = (context) => {
  const all = Array.isArray(context.args['needs']) ? (context.args['needs'] as unknown[]).filter(isOne) : [];
  const kinds = all.flatMap((it) => textOf(it['kind']) ?? []);
  return { cells: { needs: needsCell(context.viewer, context.centreId, kinds) }, parts: urgencies(context, all) };
};

export const kindRaised: Show = ({ viewer, centreId, args }) => ({
  cells: { needs: needsCell(viewer, centreId, [textOf(args['kind']) ?? '']) },
});
export const noteRaised: Show = (context) => noteIn(context, compartmentOf(context.args['kind']));

/** A note on a known need: its clock and state are for everyone at the centre, its words are not. */
export const noteKnown: Show = (context) => noteIn(context, context.subject?.compartment ?? 'safeguarding');
