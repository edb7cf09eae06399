import { isOpenNeed } from '../../../shared/needs.ts';
import type { PersonRow } from '../../../shared/people.ts';
import { needsHere } from '../../parts/centres/here.ts';
import { holderWords, lineOf, soonestFirst } from '../../parts/needs/needBoard.ts';
import { NeedClock } from '../../parts/needs/NeedClock.tsx';
import { isUnsent } from '../../parts/attention/unsent.ts';
import { isPartial } from '../../data/partial.ts';
import { byId } from '../../data/store.ts';
import { Icon } from '../../ui/icons.tsx';
import { Priority } from '../../ui/tag.tsx';

/** A guest's open needs, as much of each as this viewer may know. */
export function GuestNeeds({ guest }: { guest: PersonRow }) {
  const needs = needsHere.value
    .filter((it) => it.personId === guest.id && isOpenNeed(it.state))
    .toSorted(soonestFirst)
    .map((it) => lineOf(it, byId.needDetail.value, byId.person.value));
  return (
    <section>
      <h3 class="list-title">{isPartial(guest) ? 'Needs' : `Needs · ${needs.length}`}</h3>
      {needs.length === 0 ? (
        <p class="quiet">{isPartial(guest) ? 'Come with the signal.' : 'Nothing open that you can see.'}</p>
      ) : (
        <ul class="rows">
          {needs.map(({ need, kind, title }) => (
            <li key={need.id} class="row--top">
              <Priority level={need.priority} small />
              <span class="grow">
                {kind === null && <Icon name="lock" size={16} />} <b>{title}</b>
                <span class="quiet">
                  {' '}
                  · {holderWords(need)}
                  {isUnsent(need.id) && ', not sent yet'}
                </span>
              </span>
              <NeedClock need={need} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
