import type { Holdable } from '../../../shared/attention.ts';
import { type NeedKindName, raiseNeed } from '../../../shared/needs.ts';
import { identifyPerson, movePerson, setPresence } from '../../../shared/people.ts';
import { newId } from '../../data/ids.ts';

type What = 'need' | 'place' | 'out' | 'back' | 'name';

/** What is said of a guest nobody here has heard of yet, as it is typed. */
export interface Entry {
  what: What | null;
  kind: NeedKindName | '';
  note: string;
  zone: string;
  name: string;
}
export const blank: Entry = { what: null, kind: '', note: '', zone: '', name: '' };

interface ToHold {
  of: Holdable;
  args: Record<string, unknown>;
}

/** The command that is kept until they are known; `null` while an answer is missing. */
export const toHold = ({ what, kind, note, zone, name }: Entry): ToHold | null => {
  if (what === 'out') return { of: setPresence, args: { to: 'temporarily_out' } };
  if (what === 'back') return { of: setPresence, args: { to: 'on_site' } };
  if (what === 'place' && zone.trim()) return { of: movePerson, args: { zone: zone.trim() } };
  if (what === 'name' && name.trim()) return { of: identifyPerson, args: { preferredName: name.trim() } };
  if (what !== 'need' || kind === '') return null;
  const more = note.trim() === '' ? {} : { note: note.trim() };
  return { of: raiseNeed, args: { needId: newId(), kind, ...more } };
};
