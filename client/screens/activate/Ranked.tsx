import { Icon } from '../../ui/icons.tsx';
import { type Candidate, venueName } from './shortlist.ts';
import type { FitVenue } from '../../../shared/routes/centres.ts';
import type { Activation } from './useActivation.ts';
import { kmWords } from './words.ts';
import { whenWords } from '../../session/now.ts';

export const FIRST_SHOWN = 4;

/** The first few of the ranking, or all of it; the chosen one in any case. */
export const shownOf = ({ ranking, draft }: Activation, all: boolean): Candidate[] =>
  (ranking.list?.fit ?? [])
    .map((venue, index) => ({ rank: index + 1, venue }))
    .filter(({ rank, venue }) => all || rank <= FIRST_SHOWN || venue.venueId === draft.venueId);

function Figures({ venue, day }: { venue: FitVenue; day: boolean }) {
  return (
    <span class="ranked__figures">
      <span class="ranked__figure">
        <b>{whenWords(venue.readyAt)}</b> ready
      </span>
      <span class="ranked__figure">
        <b>{venue.beds}</b> {day ? 'places' : 'beds'}
      </span>
      <span class="ranked__figure">
        <b>{kmWords(venue.km)}</b> km
      </span>
    </span>
  );
}

function Lines({ venue }: { venue: FitVenue }) {
  return (
    <>
      <span class="ranked__line">
        <Icon name="check" size={14} class="ok-text" />
        <span>{venue.reasonLine}</span>
      </span>
      {venue.warningLine && (
        <span class="ranked__line warn-text">
          <Icon name="alert" size={14} />
          <span>{venue.warningLine}</span>
        </span>
      )}
    </>
  );
}

function Row({ it, rank, venue }: Candidate & { it: Activation }) {
  const chosen = venue.venueId === it.draft.venueId;
  return (
    <label class={chosen ? 'ranked is-chosen' : 'ranked'}>
      <input
        type="radio"
        name="venue"
        id={rank === 1 ? 'venue' : `venue-${venue.code}`}
        class="ranked__radio"
        checked={chosen}
        onChange={() => it.set({ venueId: venue.venueId })}
      />
      <span class="ranked__body">
        <span class="ranked__name">
          <b>
            {rank}. {venueName(venue)}
          </b>{' '}
          <span class="quiet">{venue.code}</span>
        </span>
        <Lines venue={venue} />
      </span>
      <Figures venue={venue} day={it.draft.nights === 0} />
    </label>
  );
}

/** The venues that fit, best first; one may be chosen. */
export function Ranked({ it, shown }: { it: Activation; shown: readonly Candidate[] }) {
  const error = it.errorOf('venue');
  return (
    <fieldset class="ranking" aria-describedby={error ? 'venue-error' : undefined}>
      <legend class="visually-hidden">Venue</legend>
      {error && (
        <p class="govuk-error-message ranking__error" id="venue-error">
          <span class="visually-hidden">Error: </span>
          {error}
        </p>
      )}
      {shown.map((each) => (
        <Row key={each.venue.venueId} it={it} {...each} />
      ))}
    </fieldset>
  );
}
