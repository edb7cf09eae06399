import { languageOf } from '../../../shared/languages.ts';
import { whenWords } from '../../session/now.ts';
import type { PersonRow, Presence, stayFlags } from '../../../shared/people.ts';

/** `Vietnamese` for `vi`. */
export const languageName = (tag: string): string =>
  tag === 'und' ? 'Language not known' : languageOf(tag).english.replace(/^\w/, (letter) => letter.toUpperCase());

export const presenceWords: Record<Presence, string> = {
  expected: 'Expected',
  in_transit: 'On the way',
  on_site: 'Here',
  temporarily_out: 'Out for now',
  departed: 'Moved on',
  left_voluntarily: 'Left by choice',
  transferred: 'Moved to another centre',
  missing: 'Missing',
  removed_by_police: 'Taken by police',
};

export const flagWords: Record<(typeof stayFlags)[number], string> = {
  over_capacity: 'Over the limit',
  after_closure: 'After closing',
  before_opening: 'Before opening',
  reference_shared: 'Wristband on two guests',
  from_paper: 'From a paper form',
  form_shared: 'Paper form keyed in twice',
};

/** Worth a second look. That somebody was keyed in from paper is told in words of its own. */
export const flagsToShow = (flags: readonly (typeof stayFlags)[number][]) => flags.filter((it) => it !== 'from_paper');

/** `From paper form 12, keyed in 09:40`; `null` for whoever was checked in at the desk. */
export const paperWords = ({ paperForm, keyedAt }: Pick<PersonRow, 'paperForm' | 'keyedAt'>): string | null => {
  if (!paperForm) return null;
  return `From paper form ${paperForm}${keyedAt ? `, keyed in ${whenWords(keyedAt)}` : ''}`;
};

/** What was told of an arrival that cannot be, in a list: `heard 04:12`. */
export const cameShort = ({ arrivedAt, toldAt }: Pick<PersonRow, 'arrivedAt' | 'toldAt'>): string =>
  toldAt ? `heard ${whenWords(arrivedAt)}` : whenWords(arrivedAt);

/** In whole: `time not known: heard 04:12, the tablet said 1 Jan 2010 00:05`. */
export const cameWords = (it: Pick<PersonRow, 'arrivedAt' | 'toldAt' | 'paperForm'>): string =>
  it.toldAt
    ? `time not known: ${cameShort(it)}, the ${it.paperForm ? 'form' : 'tablet'} said ${whenWords(it.toldAt)}`
    : whenWords(it.arrivedAt);
