import { languageOf } from '../../../shared/languages.ts';
import { holderWords } from '../../app/parts/needBoard.ts';
import { presenceWords } from '../../app/parts/words.ts';
import { retry } from '../../data/outbox.ts';
import { type Pending, update } from '../../data/pending.ts';
import { byId } from '../../data/store.ts';

interface Current {
  /** How things stand. */
  words: string;
  rowVersion: number;
}

const id = (it: Pending, name: string): string => {
  const value = it.args[name];
  return typeof value === 'string' ? value : '';
};

/** What a refused change was about, as it is now. */
export const currentOf = (it: Pending): Current | null => {
  const need = byId.need.value.get(id(it, 'needId'));
  if (it.name === 'needs.progress' && need) return { words: holderWords(need), rowVersion: need.rowVersion };
  const guest = byId.person.value.get(id(it, 'personId'));
  if (!guest) return null;
  const identity = byId.personIdentity.value.get(guest.id);
  if (it.name === 'people.identify') {
    return { words: identity?.preferredName ?? 'no name', rowVersion: identity?.rowVersion ?? 0 };
  }
  const words = [guest.reference, presenceWords[guest.presence], guest.zone, languageOf(guest.language).english];
  return { words: words.filter(Boolean).join(', '), rowVersion: guest.rowVersion };
};

/** Sends it once more, now from what is there: the person has seen that and wants theirs all the same. */
export const tryAgain = (it: Pending): void => {
  const now = currentOf(it);
  if (now && 'baseVersion' in it.args) update(it.id, { args: { ...it.args, baseVersion: now.rowVersion } });
  retry(it.id);
};
