/**
 * The arguments of a command that have no field of their own under "needs attention", in words. Those of a command that
 * is not about care are shown to whoever may send it themselves; those of an unknown command to nobody.
 */
import type { AttentionItem } from '../../../shared/attention.ts';
import { londonDay, londonTime } from '../../../shared/london.ts';
import { instant, uuid } from '../../../shared/primitives.ts';
import { may, mayRegisterNamed } from '../../../shared/roles.ts';
import type { AnyCommand } from '../../engine/define.ts';
import { commandTitle, knownCommand } from '../../engine/known.ts';
import { idIn } from '../../engine/subject.ts';
import { opens, type Part, type ShowContext } from '../../engine/description.ts';
import { namedBy } from './named.ts';
import { sentence } from './parts.ts';
import { carriedBy, showArgs } from './commandFields.ts';

type Row = AttentionItem['more'][number];

const MOST = 40;
const LONGEST = 500;

const textOf = (value: string): string => {
  if (instant.safeParse(value).success) return `${londonTime(value)} on ${londonDay(value)}`;
  const plain = /^[a-z]+(_[a-z]+)+$/.test(value) ? value.replaceAll('_', ' ') : value;
  return plain.length > LONGEST ? `${plain.slice(0, LONGEST)}…` : plain;
};

/** Arguments that hold one of a few words, never something typed. */
const chosen = new Set(['to', 'kind', 'state']);

const UNKNOWN = 'Not known here';

const wordsOf = async (context: ShowContext, { key, value }: Part): Promise<string | null> => {
  if (value === null || value === undefined || value === '') return null;
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  if (typeof value !== 'string') return String(value);
  if (uuid.safeParse(value).success) return (await namedBy(context, key, value)) ?? UNKNOWN;
  return chosen.has(key) ? sentence(textOf(value)) : textOf(value);
};

const mayRead = ({ viewer, operationId, centreId, args }: ShowContext, known: AnyCommand | undefined): boolean => {
  if (viewer.enough === 'none') return true;
  if (!known) return false;
  if (known.onBehalf) return opens(viewer, known.of ?? 'core', centreId, 'full');
  const right = known.right ?? known.contract.name;
  if (known.where === 'registers') return mayRegisterNamed(viewer.grants, right);
  const at = idIn(args, 'centreId');
  return viewer.grants.some((it) => may([it], right, { operationId, centreId: at ?? it.centreId }));
};

const ofCarried = async (name: string, context: ShowContext): Promise<Part[]> => {
  const inner = carriedBy(name, context);
  if (!inner) return [];
  const { command: _command, args: _args, ...own } = context.args;
  const what = { label: 'What', key: 'command', value: commandTitle(inner.name) ?? inner.name };
  return [
    what,
    ...(await showArgs(name, { ...context, args: own })).parts,
    ...(await partsOf(inner.name, inner.context)),
  ];
};

/** The arguments without a field of their own that this viewer may see. */
export const partsOf = async (name: string, context: ShowContext): Promise<Part[]> => {
  const known = knownCommand(name);
  if (!mayRead(context, known)) return [];
  return known?.carries ? ofCarried(name, context) : (await showArgs(name, context)).parts;
};

/** The same in words. */
export const restOf = async (name: string, context: ShowContext): Promise<Row[]> => {
  const parts = await partsOf(name, context);
  const shown = parts.slice(0, MOST).map(async (it) => ({ label: it.label, value: await wordsOf(context, it) }));
  const more = parts.length > MOST ? [{ label: 'And more', value: 'There is more than is shown here' }] : [];
  return [...(await Promise.all(shown)), ...more];
};
