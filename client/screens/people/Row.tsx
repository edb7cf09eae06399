import { type AgeBand, mayBeChild, type PersonRow } from '../../../shared/people.ts';
import { flagsToShow, flagWords, paperWords, presenceWords } from '../../parts/people/words.ts';
import { isPartial } from '../../data/partial.ts';
import { Tag, type TagTone } from '../../ui/tag.tsx';

export const ageWords: Record<AgeBand, string> = { adult: 'Adult', child: 'Child', unsure: 'Not sure' };

const tones: Partial<Record<PersonRow['presence'], TagTone>> = {
  on_site: 'ok',
  missing: 'alert',
  temporarily_out: 'warn',
  in_transit: 'info',
  expected: 'dashed',
};

export function Presence({ person }: { person: PersonRow }) {
  if (person.undoneAt) return <Tag tone="outline">Check-in undone</Tag>;
  return (
    <Tag tone={tones[person.presence] ?? 'outline'} {...(person.presence === 'missing' ? { icon: 'alert' } : {})}>
      {presenceWords[person.presence]}
    </Tag>
  );
}

export function Flags({ person }: { person: PersonRow }) {
  if (person.flags.length === 0) return null;
  const paper = paperWords(person);
  return (
    <span class="row wrap gap-6">
      {paper && <Tag icon="document">{paper}</Tag>}
      {flagsToShow(person.flags).map((it) => (
        <Tag key={it} tone="warn">
          {flagWords[it]}
        </Tag>
      ))}
    </span>
  );
}

export function Reference({ person }: { person: PersonRow }) {
  return person.undoneAt ? <s>{person.reference}</s> : <>{person.reference}</>;
}

/** Not an answer: nobody on this tablet can say before there is signal. */
export const ComesWithSignal = () => <span class="quiet">Comes with the signal</span>;

export const ageOf = (person: PersonRow): string =>
  isPartial(person) && mayBeChild(person.ageBand) ? 'May be a child' : ageWords[person.ageBand];

/** Anyone who may be a child stands out. */
export function Age({ person }: { person: PersonRow }) {
  if (!mayBeChild(person.ageBand)) return <>{ageOf(person)}</>;
  return <Tag tone="warn">{ageOf(person)}</Tag>;
}
