import { Button, LinkButton } from '../../ui/button.tsx';
import { Callout } from '../../ui/notice.tsx';
import { leftOver } from './draft.ts';
import { isTaken, venueName } from './shortlist.ts';
import type { RuledOutVenue } from '../../../shared/routes/centres.ts';
import type { Activation } from './useActivation.ts';

/** What is to be known of a chosen venue that is not in the ranking. */
export function ChosenNote({ it }: { it: Activation }) {
  const { chosen, set } = it;
  if (!chosen || chosen.kind === 'fit') return null;
  if (chosen.kind === 'gone') {
    return (
      <Callout tone="alert" icon="alert" class="where__note" title="The venue you chose is off the register">
        <p>Choose another below.</p>
      </Callout>
    );
  }
  const { venue } = chosen;
  return (
    <Callout tone="warn" icon="alert" class="where__note" title={`Chosen: ${venueName(venue)} ${venue.code}`}>
      <p>
        It is ruled out: {venue.reasons.map(({ words }) => words).join('; ')}.{' '}
        {isTaken(venue) ? 'Choose another.' : 'Say below why it is used all the same, or choose another.'}
      </p>
      <Button kind="secondary" size="small" onClick={() => set({ venueId: null, overrideReason: '' })}>
        Choose another
      </Button>
    </Callout>
  );
}

/** People the first of two venues takes, so that its margin is kept. */
export const shareOf = (beds: number, margin: number): number => Math.floor(beds / (1 + margin) + 1e-9);

/** Nothing holds everyone: the best two together, one after the other. */
export function NoneFits({ it }: { it: Activation }) {
  const { ranking, draft, rules, set } = it;
  const { list } = ranking;
  if (!list || list.fit.length > 0) return null;
  if (list.ruledOut.length === 0)
    return (
      <Callout tone="warn" icon="alert" class="where__note" title="None yet: no venue is on the register.">
        <p>
          <a href="/venues">Add a venue</a>, or take a file of them along. What is typed here stays.
        </p>
      </Callout>
    );
  const pair = list.pair?.venueIds.map((id) => list.ruledOut.find((each) => each.venueId === id)) ?? [];
  const [first, second] = pair;
  return (
    <Callout tone="warn" icon="alert" class="where__note" title={`None holds ${list.wanted}.`}>
      {first && second ? (
        <Pair
          first={first}
          second={second}
          onUse={() => {
            const total = draft.expected ?? 0;
            const rest = { total, venueId: second.venueId };
            set({
              expected: Math.min(total, shareOf(first.beds, rules.margin)),
              atLeast: null,
              atMost: null,
              venueId: first.venueId,
              rest,
            });
          }}
        />
      ) : (
        <p>
          No two together hold them either. See why the others are ruled out, or split the people over more centres.
        </p>
      )}
    </Callout>
  );
}

function Pair({ first, second, onUse }: { first: RuledOutVenue; second: RuledOutVenue; onUse: () => void }) {
  return (
    <>
      <p>
        Use two together? <b>{venueName(first)}</b> {first.code} and <b>{venueName(second)}</b> {second.code} hold{' '}
        {first.beds + second.beds}.
      </p>
      <Button kind="secondary" size="small" class="above-8" onClick={onUse}>
        Plan both, {venueName(first)} first
      </Button>
    </>
  );
}

/** Said while the first of two centres is prepared. */
export function RestNote({ it }: { it: Activation }) {
  const left = leftOver(it.draft);
  const { rest } = it.draft;
  if (!rest || left === 0) return null;
  return (
    <Callout tone="info" icon="info" class="rest-note">
      This is the first of two centres. When it stands, Haven goes on to the second, for the other {left} people.{' '}
      <LinkButton onClick={() => it.set({ expected: rest.total, rest: null })}>
        Plan for all {rest.total} again
      </LinkButton>
    </Callout>
  );
}
