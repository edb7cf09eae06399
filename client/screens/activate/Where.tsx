import { useState } from 'preact/hooks';
import { canRegister } from '../../session/session.ts';
import { AddVenue } from '../../parts/venues/VenueForm.tsx';
import { LinkButton } from '../../ui/button.tsx';
import { Callout, FailedPanel, LoadingBars } from '../../ui/notice.tsx';
import { Panel } from '../../ui/panel.tsx';
import { FIRST_SHOWN, Ranked, shownOf } from './Ranked.tsx';
import { RuledOut } from './RuledOut.tsx';
import { ChosenNote, NoneFits } from './notes.tsx';
import type { Activation } from './useActivation.ts';
import { VenueMap } from './VenueMap.tsx';
import { whenWords } from '../../session/now.ts';

/** A hotel, or whatever else is not on the register: added here, and chosen. */
function Unlisted({ it }: { it: Activation }) {
  const [adding, add] = useState(false);
  if (!canRegister('venues.create')) return null;
  const saved = (venueId: string) => {
    add(false);
    it.set({ venueId });
    it.ranking.again();
  };
  return (
    <>
      <LinkButton onClick={() => add(true)}>Add a place that is not listed</LinkButton>
      {adding && <AddVenue onClose={() => add(false)} onSaved={saved} />}
    </>
  );
}

/** How many more fit, and why the others do not. */
export function WhereFoot({ it, all, onAll }: { it: Activation; all: boolean; onAll: () => void }) {
  const [open, setOpen] = useState(false);
  const { list } = it.ranking;
  if (!list) return null;
  const more = list.fit.length - FIRST_SHOWN;
  return (
    <div class="where__foot">
      {more > 0 && <LinkButton onClick={onAll}>{all ? 'Show the first four' : `${more} more fit`}</LinkButton>}
      {more > 0 && ' · '}
      {list.ruledOut.length > 0 && (
        <>
          <b>{list.ruledOut.length} ruled out:</b> {list.ruledOutWords} ·{' '}
          <LinkButton onClick={() => setOpen(true)}>see why</LinkButton> ·{' '}
        </>
      )}
      <Unlisted it={it} />
      <RuledOut it={it} open={open} onClose={() => setOpen(false)} />
    </div>
  );
}

/** The ranking, or what stands in its place while there is none. */
export function Candidates({ it, all }: { it: Activation; all: boolean }) {
  const { list, failed, at, again } = it.ranking;
  if (!list && failed) return <FailedPanel title="The venues could not be ranked." onRetry={again} />;
  if (!list) {
    return it.draft.expected ? (
      <LoadingBars label="Ranking the venues" rows={5} />
    ) : (
      <p class="empty">Say how many people are expected. The venues that fit appear here, best first.</p>
    );
  }
  return (
    <>
      {failed && at && (
        <Callout tone="warn" icon="wifi-off" class="where__old">
          This ranking is from {whenWords(at)}. It cannot be worked out again until Haven answers.
        </Callout>
      )}
      <NoneFits it={it} />
      <ChosenNote it={it} />
      <Ranked it={it} shown={shownOf(it, all)} />
    </>
  );
}

/** ② Where. */
export function Where({ it }: { it: Activation }) {
  const [all, setAll] = useState(false);
  const { square } = it.draft;
  return (
    <Panel
      title="Where"
      step={2}
      fill
      flush
      class="where"
      actions={
        <span class="quiet">
          {square ? `Distance is a straight line from the middle of ${square}` : 'Press the map where people come from'}
        </span>
      }
      foot={<WhereFoot it={it} all={all} onAll={() => setAll(!all)} />}
    >
      <VenueMap it={it} shown={shownOf(it, all)} />
      <div class="where__list">
        <Candidates it={it} all={all} />
      </div>
    </Panel>
  );
}
