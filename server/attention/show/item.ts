import { and, inArray, isNull } from 'drizzle-orm';
import { personMerge } from '../../../db/schema/attention.ts';
import type { AttentionItem, AttentionRow } from '../../../shared/attention.ts';
import { reference } from '../../../shared/people.ts';
import { may } from '../../../shared/roles.ts';
import { isUnavailable } from '../../engine/databaseErrors.ts';
import { commandTitle } from '../../engine/known.ts';
import type { Deps } from '../../engine/deps.ts';
import { finder } from '../../engine/gather.ts';
import { together } from '../../engine/together.ts';
import { usersById } from '../../access/placed.ts';
import { peopleById } from '../../people/record/rows.ts';
import { handedIn } from './handed.ts';
import { type Shown, showPair } from './pair.ts';
import type { Attention } from '../items/rows.ts';
import { opens, type Said, type Subject, type Viewer } from '../../engine/telling.ts';
import { failedIn, mendsIn } from './failed.ts';
import { mayDo } from './sight.ts';
import { type Known, knownOf, restTold, showTold, type Told } from './told.ts';

type Choice = AttentionItem['choices'][number];

const isPair = ({ kind }: Attention): boolean => kind === 'same_reference' || kind === 'duplicate';

type Rest = Pick<AttentionItem, 'title' | 'more' | 'hidden' | 'handedIn' | 'whyNot'>;

/** Whoever said it themselves decides on it as their own; anybody else has it done for them. */
const isOwn = (viewer: Viewer, row: Attention): boolean => row.authorId === viewer.userId;

const choicesFor = (viewer: Viewer, row: Attention, told: Told | null, shown: Shown, rest: Rest): Choice[] => {
  if (row.settledAt) return [];
  const ask: Choice[] = row.asked ? [] : ['ask'];
  if (isPair(row)) return viewer.lead ? [...(shown.joined ? (['join'] as const) : []), 'apart', ...ask] : ask;
  const able = told !== null && rest.whyNot === null;
  if (row.kind === 'held') return [...(able ? (['amend'] as const) : []), 'discard', ...ask];
  if (row.kind === 'quarantined')
    return viewer.lead ? [...(able ? (['release'] as const) : []), 'discard', ...ask] : ask;
  return [...(able ? (['retry', 'amend'] as const) : []), 'discard', ...ask];
};

const UNREAD = 'Nobody here can read it. Ask whoever handed it in what they did, then discard it with a reason.';

const restOf = async (deps: Deps, row: Attention, { told, said, kept }: Known): Promise<Rest> => {
  const title = commandTitle(told?.name ?? row.command);
  const own = row.kind !== 'quarantined' && said !== null && isOwn(said.viewer, row);
  const [handed, rest] = await together([
    handedIn(deps.db, row, kept),
    told && said ? restTold(deps, row, told, said, kept, own) : null,
  ]);
  const came = { title, handedIn: handed };
  const sealed = row.kind === 'quarantined' && !row.settledAt;
  return rest ? { ...came, ...rest } : { ...came, more: [], hidden: null, whyNot: sealed ? UNREAD : null };
};

/** Whose it is stays with those who may know of it. */
const hidesWhose = (viewer: Viewer, { compartment, centreId }: Subject): boolean =>
  compartment !== null && !opens(viewer, compartment, centreId, 'marker');

const peopleOf = async (deps: Deps, viewer: Viewer, row: Attention, { said }: Known) => {
  const subject = said?.subject;
  const whose = subject?.personId && !hidesWhose(viewer, subject) ? [subject.personId] : [];
  const ids = [...new Set([...row.personIds, ...whose])];
  const known = (await together(ids.map((id) => peopleById(deps.db, id)))).flat();
  return known.filter((it) => it.operationId === row.operationId && opens(viewer, 'core', it.centreId, 'full'));
};

/** Of those concerned, and the one that was named; never of a guest at a centre this viewer does not see. */
const referencesFor = (row: Attention, said: Said | null, people: readonly { reference: string }[]): string[] => {
  const seen = said && opens(said.viewer, 'core', said.centreId, 'full');
  const named = seen ? reference.safeParse(said.args['reference']).data : undefined;
  const all = [...(row.kind === 'held' && named ? [named] : []), ...people.map((it) => it.reference)];
  return [...new Set(all.length > 0 || !named ? all : [named])];
};

const standingMerges = finder(
  (reader, ids) =>
    reader
      .select({ id: personMerge.id })
      .from(personMerge)
      .where(and(inArray(personMerge.id, ids), isNull(personMerge.undoneAt))),
  ({ id }) => id,
);

const standingMerge = async (deps: Deps, viewer: Viewer, row: Attention): Promise<string | null> => {
  const mayUndo = may(viewer.grants, 'people.unmerge', { operationId: row.operationId, centreId: row.centreId });
  if (!row.mergeId || !mayUndo) return null;
  const [found] = await standingMerges(deps.db, row.mergeId);
  return found?.id ?? null;
};

const settledBy = async (deps: Deps, { settledBy: id }: Attention): Promise<string | null> => {
  const [found] = id ? await usersById(deps.db, id) : [];
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
  const { commandId, command, settledReason } = row;
  const problem = problemFor(viewer, row);
  const blank: Rest = { title: commandTitle(command), more: [], hidden: null, handedIn: null, whyNot: null };
  const choices = choicesFor(viewer, row, null, nothing, blank);
  const rest = { ...blank, choices, settledReason, settledBy: null, mergeId: null };
  const silent = { failed: failedIn(command, [], []), mends: [] };
  return { ...markOf(row, []), commandId, command, problem, references: [], ...nothing, ...rest, ...silent };
};

/** One item as this viewer may see it. */
const wholeItem = async (deps: Deps, viewer: Viewer, row: Attention, known: Known): Promise<AttentionItem> => {
  const { told, said } = known;
  const [shown, people, rest, by, mergeId] = await together([
    isPair(row) ? showPair(deps.db, viewer, row) : showTold(deps, viewer, row, known),
    peopleOf(deps, viewer, row, known),
    restOf(deps, row, known),
    settledBy(deps, row),
    standingMerge(deps, viewer, row),
  ]);
  const name = told?.name ?? row.command;
  const references = referencesFor(row, said, people);
  return {
    ...markOf(row, idsOf(people)),
    commandId: row.commandId,
    command: name,
    problem: problemFor(viewer, row),
    references,
    failed: failedIn(name, references, shown.fields),
    mends: mendsIn(name, told?.args ?? {}),
    ...shown,
    ...rest,
    choices: choicesFor(viewer, row, told, shown, rest),
    settledReason: row.settledReason,
    settledBy: by,
    mergeId,
  };
};

/** One that a defect of ours keeps from being shown hides none of the others. */
const orUnreadable = (
  deps: Deps,
  viewer: Viewer,
  row: Attention,
  item: Promise<AttentionItem>,
): Promise<AttentionItem> =>
  item.catch((error: unknown) => {
    if (isUnavailable(error)) throw error;
    deps.log.error('attention-unreadable', { id: row.id, error: error instanceof Error ? error.name : 'unknown' });
    return unreadable(viewer, row);
  });

const nothingKnown: Known = { told: null, said: null, kept: null };

/** Asks for those concerned beside what was said, and remembers them. */
const begin = async (deps: Deps, viewer: Viewer, row: Attention): Promise<Known> => {
  const named = [row.authorId, row.settledBy].flatMap((id) => id ?? []);
  const [known] = await together([
    isPair(row) ? nothingKnown : knownOf(deps, viewer, row),
    ...row.personIds.map((id) => peopleById(deps.db, id)),
    ...named.map((id) => usersById(deps.db, id)),
  ]);
  return known;
};

/** Each as this viewer may see it. All are begun before any is gone on with, so that they ask together. */
export const showAll = async (deps: Deps, viewer: Viewer, rows: readonly Attention[]): Promise<AttentionItem[]> => {
  const begun = rows.map((row) => begin(deps, viewer, row));
  await Promise.allSettled(begun);
  return Promise.all(
    rows.map((row, n) => {
      const whole = (begun[n] ?? begin(deps, viewer, row)).then((known) => wholeItem(deps, viewer, row, known));
      return orUnreadable(deps, viewer, row, whole);
    }),
  );
};
