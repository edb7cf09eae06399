import type { PersonRow, stayFlags } from '../../../shared/people.ts';
import { LinkButton } from '../../ui/button.tsx';
import { Callout } from '../../ui/notice.tsx';
import { go } from './draft.ts';

const words: Record<(typeof stayFlags)[number], { title: string; then: string }> = {
  over_capacity: {
    title: 'The centre is over its number',
    then: 'They stay checked in, and it is marked for the manager.',
  },
  after_closure: { title: 'This centre has closed', then: 'The check-in is kept. Tell the manager in person.' },
  before_opening: { title: 'This centre has not opened yet', then: 'The check-in is kept and marked.' },
  from_paper: { title: 'Keyed in from a paper form', then: 'Put the form with the others that are done.' },
  form_shared: {
    title: 'This paper form was keyed in before',
    then: 'Look whether it is the same guest. The manager can join two records.',
  },
  reference_shared: { title: 'Somebody else wears this number too', then: 'Give one of them another wristband.' },
};

/** What the server noticed. It refuses nobody. */
export function Flags({ guest }: { guest: PersonRow }) {
  return (
    <output class="pile gap-10 below-12">
      {guest.flags.map((flag) => (
        <Callout key={flag} tone="warn" icon="info" title={words[flag].title}>
          <p>
            {words[flag].then}{' '}
            {flag === 'reference_shared' && <LinkButton onClick={() => go('wristband')}>Change wristband</LinkButton>}
          </p>
        </Callout>
      ))}
    </output>
  );
}
