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
import { beforeSettled } from './settled.ts';
import { showClock } from './clock.ts';
import { type Shown, showPair } from './pair.ts';
import type { Attention } from '../items/rows.ts';
import { opens, type ShowContext, type Subject, type Viewer } from '../../engine/description.ts';
import { failedIn, mendsIn } from './failed.ts';
import { mayDo } from './rights.ts';
import { type LoadedSent, loadSent, restOfSent, type Sent, showSent } from './sentCommand.ts';

type Choice = AttentionItem['choices'][number];

const isPair = ({ kind }: Attention): boolean => kind === 'same_reference' || kind === 'duplicate';

type Rest = Pick<AttentionItem, 'title' | 'more' | 'hidden' | 'handedIn' | 'whyNot'>;

/** Its author decides on it as their own; anybody else has it done for them. */
const isOwn = (viewer: Viewer, row: Attention): boolean => row.authorId === viewer.userId;

const choicesFor = (viewer: Viewer, row: Attention, sent: Sent | null, shown: Shown, rest: Rest): Choice[] => {
  if (row.settledAt) return [];
  const ask: Choice[] = row.asked ? [] : ['ask'];
  if (isPair(row)) return viewer.lead ? [...(shown.joined ? (['join'] as const) : []), 'apart', ...ask] : ask;
  if (row.kind === 'clock') return ['resolve', ...ask];
  const able = sent !== null && rest.whyNot === null;
  if (row.kind === 'held') return [...(able ? (['amend'] as const) : []), 'discard', ...ask];
  if (row.kind === 'quarantined')
    return viewer.lead ? [...(able ? (['release'] as const) : []), 'discard', ...ask] : ask;
  return [...(able ? (['retry', 'amend'] as const) : []), 'discard', ...ask];
};

const UNREAD = 'Nobody here can read it. Ask whoever handed it in what they did, then discard it with a reason.';

const restOf = async (deps: Deps, row: Attention, { sent, context, kept }: LoadedSent): Promise<Rest> => {
  const title = commandTitle(sent?.name ?? row.command);
  const own = row.kind !== 'quarantined' && context !== null && isOwn(context.viewer, row);
  const [handed, rest] = await together([
    handedIn(deps.db, row, kept),
    sent && context ? restOfSent(deps, row, sent, context, kept, own) : null,
  ]);
  const came = { title, handedIn: handed };
  const sealed = row.kind === 'quarantined' && !row.settledAt;
  return rest ? { ...came, ...rest } : { ...came, more: [], hidden: null, whyNot: sealed ? UNREAD : null };
};

/** Which guest it is about is shown only to those who may know of it. */
const hidesWhose = (viewer: Viewer, { compartment, centreId }: Subject): boolean =>
  compartment !== null && !opens(viewer, compartment, centreId, 'marker');

const peopleOf = async (deps: Deps, viewer: Viewer, row: Attention, { context }: LoadedSent) => {
  const subject = context?.subject;
  const whose = subject?.personId && !hidesWhose(viewer, subject) ? [subject.personId] : [];
  const ids = [...new Set([...row.personIds, ...whose])];
  const known = (await together(ids.map((id) => peopleById(deps.db, id)))).flat();
  return known.filter((it) => it.operationId === row.operationId && opens(viewer, 'core', it.centreId, 'full'));
};

/** Wristbands of the guests concerned and of the one named; never of a guest at a centre this viewer does not see. */
const referencesFor = (
  row: Attention,
  context: ShowContext | null,
  people: readonly { reference: string }[],
): string[] => {
  const seen = context && opens(context.viewer, 'core', context.centreId, 'full');
  const named = seen ? reference.safeParse(context.args['reference']).data : undefined;
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

/** Why it was refused. In full for its author and those who may do it: the words can name what only they know. */
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

/** What is shown of one that cannot be read: that it exists, and that it can be set aside. */
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

const shownOf = (deps: Deps, viewer: Viewer, row: Attention, known: LoadedSent): Promise<Shown> => {
  if (row.kind === 'clock') return showClock(deps.db, row);
  return isPair(row) ? showPair(deps.db, viewer, row) : showSent(deps, viewer, row, known);
};

/** One item as this viewer may see it. */
const wholeItem = async (deps: Deps, viewer: Viewer, row: Attention, known: LoadedSent): Promise<AttentionItem> => {
  const { sent, context } = known;
  const [shown, people, rest, by, mergeId] = await together([
    shownOf(deps, viewer, row, known),
    peopleOf(deps, viewer, row, known),
    restOf(deps, row, known),
    settledBy(deps, row),
    standingMerge(deps, viewer, row),
  ]);
  const name = sent?.name ?? row.command;
  const references = referencesFor(row, context, people);
  return {
    ...markOf(row, idsOf(people)),
    commandId: row.commandId,
    command: name,
    problem: problemFor(viewer, row),
    references,
    failed: failedIn(name, references, shown.fields),
    mends: mendsIn(name, sent?.args ?? {}),
    ...shown,
    ...rest,
    choices: choicesFor(viewer, row, sent, shown, rest),
    settledReason: row.settledReason,
    settledBy: by,
    mergeId,
  };
};

/** If a defect of ours keeps one from being shown, the others still are. */
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

const nothingKnown: LoadedSent = { sent: null, context: null, kept: null };

interface Begun {
  /** What is settled is looked at as whoever settled it saw it. */
  looking: Deps;
  known: LoadedSent;
}

/** Loads the command, and at the same time everyone it names, so that the finders have them at hand. */
const begin = async (deps: Deps, viewer: Viewer, row: Attention): Promise<Begun> => {
  const looking = { ...deps, db: await beforeSettled(deps.db, row) };
  const named = [row.authorId, row.settledBy].flatMap((id) => id ?? []);
  const [known] = await together([
    isPair(row) ? nothingKnown : loadSent(looking, viewer, row),
    ...row.personIds.map((id) => peopleById(looking.db, id)),
    ...named.map((id) => usersById(looking.db, id)),
  ]);
  return { looking, known };
};

/** Each as this viewer may see it. All are begun before any goes on, so that their reads are gathered into few. */
export const showAll = async (deps: Deps, viewer: Viewer, rows: readonly Attention[]): Promise<AttentionItem[]> => {
  const begun = rows.map((row) => begin(deps, viewer, row));
  await Promise.allSettled(begun);
  return Promise.all(
    rows.map((row, n) => {
      const whole = (begun[n] ?? begin(deps, viewer, row)).then(({ looking, known }) =>
        wholeItem(looking, viewer, row, known),
      );
      return orUnreadable(deps, viewer, row, whole);
    }),
  );
};
