import type { AttentionItem, AttentionKind } from '../../../shared/attention.ts';
import type { ProblemBody } from '../../../shared/problems.ts';
import { listed } from '../../../shared/words.ts';
import type { IconName } from '../../ui/icons.tsx';
import { fieldTitles } from './values.ts';
import type { FieldName } from '../../../shared/guestFields.ts';
import { whenWords } from '../../session/now.ts';

export const iconOf: Record<AttentionKind, IconName> = {
  same_reference: 'join',
  duplicate: 'join',
  conflict: 'fork',
  refused: 'cross',
  held: 'clock',
  quarantined: 'lock',
  clock: 'clock',
};

type HandedIn = NonNullable<AttentionItem['handedIn']>;

const whose = ({ references }: AttentionItem): string => references[0] ?? 'A guest';

const nouns: Partial<Record<FieldName, string>> = {
  zone: 'place',
  presence: 'here or not',
  preferredName: 'name',
  arrivedAt: 'arrival',
  holder: 'task',
  state: 'task',
};

const differing = (item: AttentionItem): string => {
  const all = item.fields.filter((it) => it.differs).map((it) => nouns[it.name] ?? fieldTitles[it.name].toLowerCase());
  const names = [...new Set(all)];
  if (names.length === 0) return 'two answers';
  return names.length > 2 ? 'several answers differ' : `${listed(names)}: two answers`;
};

const lower = (words: string): string => words.charAt(0).toLowerCase() + words.slice(1);

const titles: Record<AttentionKind, (item: AttentionItem) => string> = {
  same_reference: (it) => `${whose(it)} checked in twice`,
  duplicate: (it) => (it.references.length > 1 ? `${listed(it.references)}: one person?` : 'One person, two records?'),
  conflict: (it) => `${whose(it)} ${differing(it)}`,
  refused: (it) => it.failed ?? 'Something was not kept',
  held: (it) => `${whose(it)}: not heard from the other tablet yet`,
  quarantined: (it) => it.failed ?? (it.title ? `Not done: ${lower(it.title)}` : 'Nobody here can read this'),
  clock: (it) => clockWords(it),
};

/** `Desk 1: the clock says 1 Jan 2010 00:05`. */
const clockWords = ({ sides: [told] }: AttentionItem): string =>
  told ? `${told.who}: the clock ${told.at ? `says ${whenWords(told.at)}` : 'is wrong'}` : 'A clock is wrong';

/** One line for the list: `K-023 checked in twice`. */
export const titleOf = (item: AttentionItem): string => titles[item.kind](item);

const heads: Partial<Record<AttentionKind, (item: AttentionItem) => string>> = {
  same_reference: (it) => `${whose(it)} was checked in twice`,
  duplicate: (it) => `${it.references.length > 1 ? listed(it.references) : 'These two'} may be one person`,
};

export const headOf = (item: AttentionItem): string => heads[item.kind]?.(item) ?? titleOf(item);

/** `Desk 1 at 06:48, desk 2 at 06:51`; how things stand now was said by nobody. */
export const whenOf = ({ kind, sides, raisedAt }: AttentionItem): string => {
  // What a wrong clock says is no time that anything happened at.
  const sent = kind === 'clock' ? [] : sides.filter((it) => it.who !== NOW);
  if (sent.length === 0) return whenWords(raisedAt);
  const words = sent.map((it) => [it.who.split(',')[0], it.at && whenWords(it.at)].filter(Boolean).join(' at '));
  return words.join(', ');
};
export const NOW = 'Now';

const slugOf = (problem: ProblemBody): string => problem.type.replace('/problems/', '');

const why: Record<string, string> = {
  'not-found': 'It is not there any more, or it is not for this role. Ask the lead.',
  'invalid-fields': 'Something in it needs another answer.',
  'already-exists': 'It has been recorded already. You can discard this one.',
  'id-reused': 'It has been recorded already. You can discard this one.',
};

/** Why it was refused, in words for the person who did it. */
export const whyOf = (problem: ProblemBody | null): string[] => {
  if (!problem) return ['Nobody has said why. Try again.'];
  const details = problem.errors?.map((it) => it.detail) ?? [];
  const missing = problem.missing?.map((it) => it.words) ?? [];
  const all = [why[slugOf(problem)] ?? problem.detail ?? problem.title, ...details, ...missing];
  return [...new Set(all)].map((it) => (/[.?]$/.test(it) ? it : `${it}.`));
};

const claims = ({ from, proven }: HandedIn): string => {
  if (proven) return `${from ?? 'Somebody without a place here'} said it: that is proven.`;
  return from
    ? `It says it is from ${from}, but that is not proven.`
    : 'It names nobody known here, and nobody can prove who said it.';
};

/** By which tablet or account it came, and as whose. */
export const cameWords = ({ handedIn }: Pick<AttentionItem, 'handedIn'>): string[] =>
  handedIn ? [`Handed in by ${handedIn.by} at ${whenWords(handedIn.at)}.`, claims(handedIn)] : [];

const ifLetIn = ({ handedIn }: AttentionItem): string =>
  handedIn?.proven
    ? 'Ask them first. If you let it in, it stands in their name, and the log says that you let it in.'
    : `Ask them first. If you let it in, it stands as handed in by ${handedIn?.by ?? 'somebody'}, and the log says that you let it in.`;

const leads: Record<AttentionKind, (item: AttentionItem) => string[]> = {
  same_reference: () => ['Look at the guest and the wristband before you choose.'],
  duplicate: () => ['They came near in time and much is alike. Look at both before you choose.'],
  conflict: () => ['Somebody else changed it first. Both answers are kept until you choose.'],
  refused: (it) => whyOf(it.problem),
  held: (it) => [
    `This tablet knew ${whose(it)} only from the wristband. It is kept, and it is done by itself as soon as the tablet that checked them in is heard.`,
  ],
  clock: () => [
    'Set its date and time. What it said without signal has the time when Haven heard it, and is marked.',
    'This is settled by itself once the clock is right and there is signal.',
  ],
  quarantined: (it) => [...cameWords(it), ...(it.choices.includes('release') ? [ifLetIn(it)] : [])],
};

/** What to know before choosing, a sentence or two. */
export const leadOf = (item: AttentionItem): string[] => leads[item.kind](item);

const brief: Record<string, string> = {
  'not-found': 'Gone, or not for this role',
  'invalid-fields': 'Something needs another answer',
  'already-exists': 'Recorded already',
};

/** Who said it, where no table does. */
export const sourceWords = ({ kind, fields, more, sides, handedIn }: AttentionItem): string[] =>
  kind === 'clock' || fields.length > 0 || more.length > 0 || handedIn
    ? []
    : sides.map((it) => `Said by ${it.who}${it.at ? ` at ${whenWords(it.at)}` : ''}.`);

const provenWords = ({ handedIn }: AttentionItem): string =>
  handedIn?.proven ? 'Waits to be let in' : 'Not proven who said it';

/** The second line in the list. */
export const subOf = (item: AttentionItem): string => {
  const { problem } = item;
  const refused = item.kind === 'refused' && problem ? (brief[slugOf(problem)] ?? problem.title) : '';
  const reason = item.kind === 'quarantined' ? provenWords(item) : refused;
  return [reason, whenOf(item)].filter(Boolean).join('. ');
};
