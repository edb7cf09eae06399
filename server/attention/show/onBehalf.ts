/**
 * What may be done for somebody other than its author: let in from quarantine, or tried again. Only what concerns the
 * care of guests, only where both its sender and whoever decides have the right, and only if whoever decides can see all
 * of it.
 */
import { Problem } from '../../../shared/problems.ts';
import { type Grant, grantsWithin, may, roleNames, roles } from '../../../shared/roles.ts';
import type { AnyCommand } from '../../engine/define.ts';
import { knownCommand } from '../../engine/known.ts';
import { presentOf } from '../../engine/lookBack.ts';
import type { Reader } from '../../engine/deps.ts';
import { together } from '../../engine/together.ts';
import { type Cell, type CommandArgs, opens, type ShowContext, type Viewer } from '../../engine/description.ts';
import { centreNamed } from '../intake/place.ts';
import { partsOf } from './rest.ts';
import type { Attention } from '../items/rows.ts';
import { commandCells } from './commandFields.ts';
import { subjectOf } from '../../engine/subject.ts';

export interface SentCommand {
  name: string;
  args: CommandArgs;
}

const isEmpty = (value: unknown): boolean =>
  value === null || value === '' || (Array.isArray(value) && value.length === 0);

const seen = async (name: string, context: ShowContext): Promise<Set<string>> => {
  const cells = Object.entries(await commandCells(name, context)) as [string, Cell][];
  const all = [
    ...cells.map(([field, { value }]) => [field, value]),
    ...(await partsOf(name, context)).map((it) => [it.label, it.value]),
  ];
  return new Set(all.filter(([, value]) => !isEmpty(value)).map((it) => JSON.stringify(it)));
};

/** How many of its values this viewer does not see in full. */
export const hiddenFrom = async (viewer: Viewer, name: string, context: ShowContext): Promise<number> => {
  const all = await seen(name, { ...context, viewer: { ...viewer, enough: 'none' } });
  const own = await seen(name, { ...context, viewer });
  return [...all].filter((it) => !own.has(it)).length;
};

const listed = (words: readonly string[]): string =>
  words.length < 2 ? (words[0] ?? 'nobody here') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;

const holders = (known: AnyCommand | undefined, { viewer, centreId }: ShowContext): string => {
  const here = opens(viewer, 'core', centreId, 'full');
  if (known?.onBehalf) return here ? 'the health or safeguarding lead' : 'the lead of another centre';
  const right = known?.right ?? known?.contract.name ?? '';
  const able = roleNames.filter((it) => (roles[it].may as readonly string[]).includes(right));
  return able.length === 0 ? 'nobody here' : `whoever is ${listed(able.map((it) => roles[it].title.toLowerCase()))}`;
};

/** @param count of values this viewer does not see */
export const heldByOthers = (name: string, context: ShowContext, count: number) =>
  count === 0 ? null : { count, heldBy: holders(knownCommand(name), context) };

/**
 * Seen from the centre where its guest is now, also one who came with this very command; else from the centre it names,
 * else from where it is listed.
 */
export const contextFor = async (
  reader: Reader,
  viewer: Viewer,
  row: Attention,
  { name, args }: SentCommand,
): Promise<ShowContext> => {
  const { operationId } = row;
  const [subject, now, named] = await together([
    subjectOf(reader, operationId, name, args),
    subjectOf(presentOf(reader), operationId, name, args),
    centreNamed(reader, operationId, name, args),
  ]);
  return { reader, operationId, viewer, subject, named, centreId: now?.centreId ?? named ?? row.centreId, args };
};

const mayThere = (grants: readonly Grant[], right: string, operationId: string, centreId: string | null): boolean =>
  grantsWithin(grants, operationId).some((it) => may([it], right, { operationId, centreId: centreId ?? it.centreId }));

const anew = 'Discard it with a reason. Whoever meant it can do it themselves.';

interface Deciding {
  viewer: Viewer;
  row: Attention;
  sent: SentCommand;
  /** What its sender may, or might when they sent it. */
  rights: readonly Grant[];
  context: ShowContext;
  /** How much of it `viewer` does not see. */
  unseen: number;
}

/** Why `viewer` cannot have this done for whoever sent it, in words; `null` where they can. */
export const whyNotFor = async ({ viewer, row, sent, rights, context, unseen }: Deciding): Promise<string | null> => {
  const { operationId } = row;
  const { name, args } = sent;
  const known = knownCommand(name);
  if (args['operationId'] !== operationId) return 'It names another operation, so nothing of it can be done here.';
  if (!known?.onBehalf)
    return `It does not concern the care of guests, so it cannot be done for somebody else. ${anew}`;
  const at = known.where === 'args' ? context.named : (context.subject?.centreId ?? null);
  const right = known.right ?? name;
  if (!mayThere(rights, right, operationId, at)) return `Whoever sent it may not do this there themselves. ${anew}`;
  if (!mayThere(viewer.grants, right, operationId, at))
    return 'You may not do this there yourself. Ask whoever leads there.';
  // A proven author's command is done in their own name, as if it had come in time: seeing marks of it is enough.
  const marked = { ...viewer, enough: 'marker' as const };
  if (unseen === 0 || (row.authorId !== null && (await hiddenFrom(marked, name, context)) === 0)) return null;
  return row.authorId === null
    ? 'Part of it is not for your role, and nobody can prove who said it. Ask whoever may see it.'
    : 'Part of it is not for your role. Ask whoever may see it.';
};

/** @throws Problem `not-in-this-state` where `viewer` cannot have this done for whoever sent it */
export const checkOnBehalf = async (reader: Reader, deciding: Omit<Deciding, 'context' | 'unseen'>): Promise<void> => {
  const { viewer, row, sent } = deciding;
  const context = await contextFor(reader, viewer, row, sent);
  const unseen = await hiddenFrom(viewer, sent.name, context);
  const why = await whyNotFor({ ...deciding, context, unseen });
  if (why) throw new Problem('not-in-this-state', { detail: why });
};
