/**
 * Everything a command says that has no field of its own under "needs attention", in words. Of what does not concern
 * care it is shown to those who might say it themselves; of a command nobody knows, to nobody.
 */
import type { AttentionItem } from '../../../shared/attention.ts';
import { londonDay, londonTime } from '../../../shared/london.ts';
import { type NeedKindName, needKinds } from '../../../shared/needs.ts';
import { instant, uuid } from '../../../shared/primitives.ts';
import { may, mayRegisterNamed } from '../../../shared/roles.ts';
import type { AnyCommand } from '../../engine/define.ts';
import { commandTitle, knownCommand } from '../../engine/known.ts';
import { needsCell, opens } from './cells.ts';
import { namedBy } from './named.ts';
import { innerOf, type Said } from './said.ts';
import { idIn, type Words } from '../intake/subject.ts';

type Row = AttentionItem['more'][number];

const LATER = 'people.later';
const MOST = 40;
const LONGEST = 500;

/** These say nothing to a person: which operation, versions, and ids that stand for what is told beside them. */
const silent = new Set([
  'operationId',
  'baseVersion',
  'keepVersion',
  'joinVersion',
  'personId',
  'needId',
  'heldId',
  'markId',
  'rollCallId',
  'groupId',
]);

const inCells: readonly [start: string, keys: readonly string[]][] = [
  [
    'people.',
    ['reference', 'language', 'ageBand', 'vehicle', 'zone', 'to', 'preferredName', 'sex', 'needs', 'note', 'reason'],
  ],
  ['needs.raise', ['kind', 'note']],
  ['needs.', ['to', 'note']],
  ['vehicles.', ['label', 'dueAt', 'state', 'people']],
  ['visits.', ['name', 'organisation', 'zone']],
  ['rollCalls.', ['name', 'organisation', 'zone']],
  ['log.', ['text']],
];

const toldElsewhere = (name: string): ReadonlySet<string> =>
  new Set(inCells.find(([start]) => name.startsWith(start))?.[1] ?? []);

const labels: Record<string, string> = {
  centreId: 'Centre',
  overrideReason: 'Reason to go on all the same',
  to: 'What it becomes',
  writtenAt: 'Written at',
  reference: 'Wristband',
  visitId: 'Who',
  id: 'Who',
};

const sentence = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

/** `Paper form` for `paperForm`; of an id, what it stands for. */
const labelOf = (key: string): string => {
  const words = key
    .replace(/Ids?$/, '')
    .replaceAll(/([A-Z])/g, ' $1')
    .trim()
    .toLowerCase();
  return labels[key] ?? sentence(words);
};

const textOf = (value: string): string => {
  if (instant.safeParse(value).success) return `${londonTime(value)} on ${londonDay(value)}`;
  const plain = /^[a-z]+(_[a-z]+)+$/.test(value) ? value.replaceAll('_', ' ') : value;
  return plain.length > LONGEST ? `${plain.slice(0, LONGEST)}…` : plain;
};

/** One of a few words, and nothing that somebody typed. */
const chosen = new Set(['to', 'kind', 'state']);

const UNKNOWN = 'Not known here';

const wordsOf = async (said: Said, { key, value }: Part): Promise<string | null> => {
  if (value === null || value === undefined || value === '') return null;
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  if (typeof value !== 'string') return String(value);
  if (uuid.safeParse(value).success) return (await namedBy(said, key, value)) ?? UNKNOWN;
  return chosen.has(key) ? sentence(textOf(value)) : textOf(value);
};

interface Part {
  label: string;
  key: string;
  value: unknown;
}

/** Each value with the words that lead to it: `Ready fire briefing`. */
const flatten = (key: string, value: unknown): Part[] => {
  if (value === null || typeof value !== 'object') return [{ label: labelOf(key), key, value }];
  const parts = Object.entries(value).flatMap(([inner, it]) =>
    flatten(Array.isArray(value) ? `${Number(inner) + 1}` : inner, it),
  );
  if (key === 'subject') return parts;
  return parts.map((it) => ({ ...it, label: `${labelOf(key)} ${it.label.toLowerCase()}` }));
};

/** How urgent each need was said to be, of those whose kind is shown. */
const priorities = ({ viewer, centreId, args }: Said): Part[] => {
  const all = Array.isArray(args['needs']) ? (args['needs'] as Words[]) : [];
  return all.flatMap((it) => {
    const kind = String(it?.['kind']);
    const seen = needsCell(viewer, centreId, [kind]).value?.length;
    const title = needKinds[kind as NeedKindName]?.title ?? kind;
    return it?.['priority'] && seen ? [{ label: `Urgency of ${title}`, key: 'priority', value: it['priority'] }] : [];
  });
};

const mayRead = ({ viewer, operationId, centreId, args }: Said, known: AnyCommand | undefined): boolean => {
  if (viewer.enough === 'none') return true;
  if (!known) return false;
  const { name } = known.contract;
  const counts = name.startsWith('visits.') || name.startsWith('rollCalls.');
  if (known.care) return opens(viewer, counts ? 'onSite' : 'core', centreId, 'full');
  const right = known.right ?? name;
  if (known.where === 'registers') return mayRegisterNamed(viewer.grants, right);
  const at = idIn(args, 'centreId');
  return viewer.grants.some((it) => may([it], right, { operationId, centreId: at ?? it.centreId }));
};

const left = (name: string, { args }: Said): Part[] => {
  const told = toldElsewhere(name);
  return Object.entries(args)
    .filter(([key]) => !silent.has(key) && !told.has(key))
    .flatMap(([key, value]) => flatten(key, value));
};

const partsOfLater = (said: Said): Part[] => {
  const inner = innerOf(said.args);
  if (inner.name === LATER) return [];
  const { command: _command, args: _args, ...own } = said.args;
  const what = { label: 'What', key: 'command', value: commandTitle(inner.name) ?? inner.name };
  return [what, ...left('', { ...said, args: own }), ...partsOf(inner.name, { ...said, args: inner.args })];
};

/** Whatever it says that these eyes may see and that has no field of its own. */
export const partsOf = (name: string, said: Said): Part[] => {
  if (!mayRead(said, knownCommand(name))) return [];
  if (name === LATER) return partsOfLater(said);
  return [...left(name, said), ...(name === 'people.checkIn' ? priorities(said) : [])];
};

/** The same in words. */
export const restOf = async (name: string, said: Said): Promise<Row[]> => {
  const parts = partsOf(name, said);
  const shown = parts.slice(0, MOST).map(async (it) => ({ label: it.label, value: await wordsOf(said, it) }));
  const more = parts.length > MOST ? [{ label: 'And more', value: 'There is more than is shown here' }] : [];
  return [...(await Promise.all(shown)), ...more];
};
