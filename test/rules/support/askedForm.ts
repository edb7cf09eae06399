/** In place of `useForm`: keeps what a form was given, so that what it sends can be asked of it. */
import type { FormOptions } from '../../../client/forms/useForm.ts';
import type { ToSend } from '../../../client/forms/toSend.ts';
import { mount } from './hooks.ts';

type Asked = FormOptions<Record<string, unknown>, ToSend>;
let last: Asked | null = null;
export const useForm = (it: Asked) => {
  last = it;
  const named = () => ({});
  return { draft: it.draft(), field: named, choice: named, tick: named, refused: null };
};

/** What a dialog gives its form, or the first part of it that has one. */
export const form = <Props>(dialog: (props: Props) => unknown, props: Props): Asked => {
  last = null;
  mount(() => {
    const drawn = dialog(props) as { type?: unknown; props: never } | null;
    if (last === null && typeof drawn?.type === 'function') drawn.type(drawn.props);
  });
  if (!last) throw new Error('It has no form');
  return last;
};
/** Its commands, for what was typed, one after the other, made from the eighth version. */
export const sent = async (it: Asked, typed: object): Promise<(object | null)[]> => {
  const draft = { ...it.draft(), ...typed };
  const all = await Promise.all([it.sends].flat().map(async (sends) => sends(draft, 8)));
  return all.map((one) => one && { name: one.contract.name, ...(one.args as object) });
};
export const wrong = (it: Asked, typed: object): string[] =>
  Object.entries(it.faults?.({ ...it.draft(), ...typed }) ?? {})
    .filter(([, fault]) => typeof fault === 'string')
    .map(([name]) => name);
