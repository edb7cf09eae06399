/**
 * Everything a command says that has no field of its own under "needs attention", in words. Of what does not concern
 * care it is shown to those who might say it themselves; of a command nobody knows, to nobody.
 */
import type { AttentionItem } from '../../../shared/attention.ts';
import { londonDay, londonTime } from '../../../shared/london.ts';
import { instant, uuid } from '../../../shared/primitives.ts';
import { may, mayRegisterNamed } from '../../../shared/roles.ts';
import type { AnyCommand } from '../../engine/define.ts';
import { commandTitle, knownCommand } from '../../engine/known.ts';
import { idIn } from '../../engine/subject.ts';
import { opens, type Part, type Said } from '../../engine/telling.ts';
import { namedBy } from './named.ts';
import { sentence } from './parts.ts';
import { carriedBy, tellWhole } from './said.ts';

type Row = AttentionItem['more'][number];

const MOST = 40;
const LONGEST = 500;

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

const mayRead = ({ viewer, operationId, centreId, args }: Said, known: AnyCommand | undefined): boolean => {
  if (viewer.enough === 'none') return true;
  if (!known) return false;
  if (known.care) return opens(viewer, known.of ?? 'core', centreId, 'full');
  const right = known.right ?? known.contract.name;
  if (known.where === 'registers') return mayRegisterNamed(viewer.grants, right);
  const at = idIn(args, 'centreId');
  return viewer.grants.some((it) => may([it], right, { operationId, centreId: at ?? it.centreId }));
};

const ofCarried = async (name: string, said: Said): Promise<Part[]> => {
  const inner = carriedBy(name, said);
  if (!inner) return [];
  const { command: _command, args: _args, ...own } = said.args;
  const what = { label: 'What', key: 'command', value: commandTitle(inner.name) ?? inner.name };
  return [what, ...(await tellWhole(name, { ...said, args: own })).parts, ...(await partsOf(inner.name, inner.said))];
};

/** Whatever it says that these eyes may see and that has no field of its own. */
export const partsOf = async (name: string, said: Said): Promise<Part[]> => {
  const known = knownCommand(name);
  if (!mayRead(said, known)) return [];
  return known?.carries ? ofCarried(name, said) : (await tellWhole(name, said)).parts;
};

/** The same in words. */
export const restOf = async (name: string, said: Said): Promise<Row[]> => {
  const parts = await partsOf(name, said);
  const shown = parts.slice(0, MOST).map(async (it) => ({ label: it.label, value: await wordsOf(said, it) }));
  const more = parts.length > MOST ? [{ label: 'And more', value: 'There is more than is shown here' }] : [];
  return [...(await Promise.all(shown)), ...more];
};
