import { and, eq, inArray, isNull } from 'drizzle-orm';
import { personMerge } from '../../db/schema/attention.ts';
import { need, person } from '../../db/schema/people.ts';
import { user } from '../../db/schema/users.ts';
import type { AttentionItem, AttentionRow } from '../../shared/attention.ts';
import { reference } from '../../shared/people.ts';
import { may } from '../../shared/roles.ts';
import { isUnavailable } from '../command/databaseErrors.ts';
import type { Deps } from '../deps.ts';
import { opens, type Viewer } from './cells.ts';
import { type Shown, showPair } from './pair.ts';
import type { Attention } from './rows.ts';
import { mayDo } from './sight.ts';
import { subjectOf } from './subject.ts';
import { showTold, type Told, toldIn } from './told.ts';

type Choice = AttentionItem['choices'][number];

const isPair = ({ kind }: Attention): boolean => kind === 'same_reference' || kind === 'duplicate';

const choicesFor = (viewer: Viewer, row: Attention, told: Told | null, shown: Shown): Choice[] => {
  if (row.settledAt) return [];
  const ask: Choice[] = row.asked ? [] : ['ask'];
  if (isPair(row)) return viewer.lead ? [...(shown.joined ? (['join'] as const) : []), 'apart', ...ask] : ask;
  if (row.kind === 'held') return [...(told ? (['amend'] as const) : []), 'discard', ...ask];
  if (row.kind === 'quarantined')
    return viewer.lead ? [...(told ? (['release'] as const) : []), 'discard', ...ask] : ask;
  return [...(told ? (['retry', 'amend'] as const) : []), 'discard', ...ask];
};

/** Whose need it is stays with those who may know of it. */
const hidesWhose = async (deps: Deps, viewer: Viewer, told: Told | null): Promise<boolean> => {
  if (told?.name !== 'needs.progress') return false;
  const [found] = await deps.db
    .select()
    .from(need)
    .where(eq(need.id, String(told.args['needId'])));
  return !found || !opens(viewer, found.compartment, found.centreId, 'marker');
};

const peopleOf = async (deps: Deps, viewer: Viewer, row: Attention, told: Told | null) => {
  const subject = told ? await subjectOf(deps.db, row.operationId, told.name, told.args) : null;
  const whose = subject?.personId && !(await hidesWhose(deps, viewer, told)) ? [subject.personId] : [];
  const ids = [...new Set([...row.personIds, ...whose])];
  const found = ids.length > 0 ? await deps.db.select().from(person).where(inArray(person.id, ids)) : [];
  const known = ids.flatMap((id) => found.find((it) => it.id === id) ?? []);
  return known.filter((it) => opens(viewer, 'core', it.centreId, 'full'));
};

/** Of those concerned, and the one that was named; never of a guest at a centre this viewer does not see. */
const referencesFor = (row: Attention, told: Told | null, people: readonly { reference: string }[]): string[] => {
  const named = told ? reference.safeParse(told.args['reference']).data : undefined;
  const all = [...(row.kind === 'held' && named ? [named] : []), ...people.map((it) => it.reference)];
  return [...new Set(all.length > 0 || !named ? all : [named])];
};

const standingMerge = async (deps: Deps, viewer: Viewer, row: Attention): Promise<string | null> => {
  const mayUndo = may(viewer.grants, 'people.unmerge', { operationId: row.operationId, centreId: row.centreId });
  if (!row.mergeId || !mayUndo) return null;
  const [found] = await deps.db
    .select({ id: personMerge.id })
    .from(personMerge)
    .where(and(eq(personMerge.id, row.mergeId), isNull(personMerge.undoneAt)));
  return found?.id ?? null;
};

const settledBy = async (deps: Deps, { settledBy: id }: Attention): Promise<string | null> => {
  const [found] = id ? await deps.db.select({ name: user.name }).from(user).where(eq(user.id, id)) : [];
  return found?.name ?? null;
};

const idsOf = (all: readonly { id: string }[]): string[] => all.map(({ id }) => id);

/** Why it was refused, in words for those who said it or may do it; the words can name what only they know. */
const problemFor = (viewer: Viewer, row: Attention): AttentionItem['problem'] => {
  const { problem, authorId } = row;
  if (!problem || authorId === viewer.userId || mayDo(viewer.grants, row)) return problem;
  const { type, title, status } = problem;
  return { type, title, status };
};

const markOf = (row: Attention, personIds: string[]): AttentionRow => {
  const { id, operationId, centreId, kind, authorId, asked, settledAs, rowVersion } = row;
  const when = { raisedAt: row.raisedAt.toISOString(), settledAt: row.settledAt?.toISOString() ?? null };
  return { id, operationId, centreId, kind, authorId, personIds, asked, ...when, settledAs, rowVersion };
};

/** What is left of one that cannot be shown: that it is there, and that it can be set aside. */
const unreadable = (viewer: Viewer, row: Attention): AttentionItem => {
  const nothing: Shown = { sides: [], fields: [], joined: null };
  const choices = choicesFor(viewer, row, null, nothing);
  const rest = { settledReason: row.settledReason, settledBy: null, mergeId: null };
  const { commandId, command } = row;
  const problem = problemFor(viewer, row);
  return { ...markOf(row, []), commandId, command, problem, references: [], ...nothing, choices, ...rest };
};

/** One item as this viewer may see it. */
const wholeItem = async (deps: Deps, viewer: Viewer, row: Attention): Promise<AttentionItem> => {
  const told = isPair(row) ? null : await toldIn(deps, row);
  const shown = isPair(row) ? await showPair(deps.db, viewer, row) : await showTold(deps, viewer, row, told);
  const people = await peopleOf(deps, viewer, row, told);
  return {
    ...markOf(row, idsOf(people)),
    commandId: row.commandId,
    command: told?.name ?? row.command,
    problem: problemFor(viewer, row),
    references: referencesFor(row, told, people),
    ...shown,
    choices: choicesFor(viewer, row, told, shown),
    settledReason: row.settledReason,
    settledBy: await settledBy(deps, row),
    mergeId: await standingMerge(deps, viewer, row),
  };
};

/** The same; one that a defect of ours keeps from being shown hides none of the others. */
export const itemFor = (deps: Deps, viewer: Viewer, row: Attention): Promise<AttentionItem> =>
  wholeItem(deps, viewer, row).catch((error: unknown) => {
    if (isUnavailable(error)) throw error;
    deps.log.error('attention-unreadable', { id: row.id, error: error instanceof Error ? error.name : 'unknown' });
    return unreadable(viewer, row);
  });
