import type { VenueItem } from '../../../shared/venues/views.ts';
import { Icon } from '../../ui/icons.tsx';

type Shown = VenueItem['capacity']['night'];

function Limits({ capacity }: { capacity: Shown }) {
  return (
    <table class="venue-limits">
      <caption class="visually-hidden">Limits, the lowest of which counts</caption>
      <tbody>
        {capacity.limits.map(({ limit, places, words }) => (
          <tr key={limit}>
            <th scope="row">{words}</th>
            <td class="num strong">{places}</td>
            <td class="ok-text">
              {limit === capacity.binding && (
                <>
                  <Icon name="check" size={16} /> lowest
                </>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The sum in sight: which limits there are and which one counts, by night and by day. */
export function Capacity({ venue: { capacity } }: { venue: VenueItem }) {
  const { night, day } = capacity;
  return (
    <>
      <h3 class="below-6 size-15 strong">How we get {night.places} beds: the lowest of</h3>
      <Limits capacity={night} />
      <details class="venue-day above-8 size-14">
        <summary class="unfolds">By day {day.places} places</summary>
        <Limits capacity={day} />
      </details>
    </>
  );
}
