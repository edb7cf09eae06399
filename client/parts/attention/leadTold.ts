/** The only sentences that say whether somebody has heard of something. Each says what is known, never what is hoped. */
import { noteNeed } from '../../../shared/needs.ts';
import type { About, Alert } from '../../data/alert.ts';
import { type Standing, standingOf, tickAlert, untold } from '../../data/alerts.ts';
import { notSavedFrom } from '../../data/notSaved.ts';
import { trySubmit } from '../../data/outbox.ts';
import { pending } from '../../data/pending.ts';
import { raisedBy } from '../../data/raising.ts';
import { served } from '../../data/store.ts';
import { timeNow } from '../../data/time.ts';
import { online } from '../../data/connection.ts';
import { notSaved } from '../../data/outboxState.ts';
import { dayAndTime } from '../../ui/time.ts';

const counting: Record<About, readonly [one: string, many: string]> = {
  child: ['1 child', 'children'],
  unsure: ['1 possible child', 'possible children'],
  urgent: ['1 urgent need', 'urgent needs'],
};

/** `1 child: nobody told yet`; `null` where there is nothing to say. */
export const untoldWords = (all: readonly Alert[] = untold()): string | null => {
  const kinds = (Object.keys(counting) as About[]).flatMap((about) => {
    const n = all.filter((it) => it.about === about).length;
    const [one, many] = counting[about];
    return n === 0 ? [] : [n === 1 ? one : `${n} ${many}`];
  });
  return kinds.length === 0 ? null : `${kinds.join(', ')}: nobody told yet`;
};

/** How far a need has come, whoever raised it. */
export const standing = (needId: string, commandId: string | null = null): Standing => {
  const raising = pending.value.find((it) => it.state !== 'refused' && raisedBy(it).some(({ id }) => id === needId));
  return standingOf(commandId ?? raising?.id ?? null, served.need.value.get(needId));
};

const unless = (signal: string, none: string): string => (online.value ? signal : none);

type Words = Record<Exclude<Standing['as'], 'taken'>, () => string>;

const titles: Words = {
  untold: () => unless('not on the lead’s list yet', 'nobody has been told yet'),
  refused: () => 'not accepted. Nobody has been told',
  held: () => 'nobody has been told yet',
  inPerson: () => 'the lead was told in person',
  listed: () => 'on the lead’s list',
  accepted: () => 'on the lead’s list',
  passedUp: () => 'passed up, on the lead’s list',
};

const advice: Words = {
  untold: () =>
    unless('It is being sent. If this stays, tell the lead in person.', 'No signal. Tell the lead in person now.'),
  refused: () => 'This went on no list. Tell the lead in person now.',
  held: () => 'It waits for another tablet. Tell the lead in person now.',
  inPerson: () => 'It goes on the list once it is sent and accepted.',
  listed: () => 'Nobody has taken it yet.',
  accepted: () => '',
  passedUp: () => 'Nobody has taken it yet.',
};

/** For what could not even be saved. */
export const nobodyTold = 'Nobody has been told. Tell the lead in person now.';

/** After the name of what it is about: `Child: nobody has been told yet`. */
export const standingTitle = (it: Standing): string => (it.as === 'taken' ? `${it.by} has taken it` : titles[it.as]());

/** What to do about it, or what comes next. */
export const standingAdvice = (it: Standing): string => (it.as === 'taken' ? '' : advice[it.as]());

/** The same as a sentence of its own: `Nobody has been told yet.` */
export const standingSentence = (it: Standing): string =>
  `${standingTitle(it).replace(/^[a-z]/, (letter) => letter.toUpperCase())}.`;

/** Does it still need somebody to go and tell the lead? */
export const isUntold = ({ as }: Standing): boolean => as === 'untold' || as === 'refused' || as === 'held';

/**
 * Records that somebody says they have told the lead in person: with the need too, if it will be one that those at the
 * door may write notes to.
 */
export const toldInPerson = async (it: Alert): Promise<void> => {
  try {
    // Pressed twice, it is recorded once.
    if (!(await tickAlert(it))) return;
  } catch (error) {
    notSaved.value = notSavedFrom(error).message;
    return;
  }
  const { operationId, needId } = it;
  if (it.state !== 'waiting' || it.about === 'urgent' || operationId === null) return;
  const note = `The lead was told in person on ${dayAndTime(timeNow())}`;
  await trySubmit(noteNeed, { operationId, needId, note }, { attended: true });
};
