import { useState } from 'preact/hooks';
import { finds } from '../../../shared/fold.ts';
import { Button } from '../../ui/button.tsx';
import { Drawer } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/fields.tsx';
import { isTaken, venueName } from './shortlist.ts';
import type { RuledOutVenue } from '../../../shared/routes/centres.ts';
import type { Activation } from './useActivation.ts';

const matches = (venue: RuledOutVenue, text: string): boolean =>
  finds(text, [venueName(venue), venue.code, ...venue.reasons.map(({ words }) => words)]);

function Row({ venue, onUse }: { venue: RuledOutVenue; onUse: () => void }) {
  return (
    <li class="row--between row--top gap-12">
      <div>
        <p>
          <b>{venueName(venue)}</b> <span class="quiet">{venue.code}</span>
        </p>
        <ul class="fine">
          {venue.reasons.map(({ kind, words }) => (
            <li key={kind}>{words}</li>
          ))}
        </ul>
      </div>
      {!isTaken(venue) && (
        <Button
          class="firm"
          kind="secondary"
          size="small"
          onClick={onUse}
          aria-label={`Use ${venueName(venue)} all the same`}
        >
          Use it
        </Button>
      )}
    </li>
  );
}

/** Every venue that is ruled out and why. One may be used all the same; the reason is asked for beside the decision. */
export function RuledOut({ it, open, onClose }: { it: Activation; open: boolean; onClose: () => void }) {
  const [text, setText] = useState('');
  const all = it.ranking.list?.ruledOut ?? [];
  const shown = all.filter((venue) => matches(venue, text));
  const use = (venueId: string) => {
    it.set({ venueId });
    onClose();
  };
  return (
    <Drawer about={null} open={open} title={`${all.length} ruled out`} onClose={onClose}>
      <p class="quiet">Using one of these needs a reason, which goes in the decision log.</p>
      <TextField
        id="ruled-out-find"
        label="Find a venue or a reason"
        type="search"
        icon="search"
        value={text}
        onInput={setText}
      />
      {shown.length === 0 && <p>None of the {all.length} says that.</p>}
      <ul class="rows rows--airy">
        {shown.map((venue) => (
          <Row key={venue.venueId} venue={venue} onUse={() => use(venue.venueId)} />
        ))}
      </ul>
    </Drawer>
  );
}
