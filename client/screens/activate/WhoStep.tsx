import { Stepper } from '../../ui/stepper.tsx';
import { expecting } from './draft.ts';
import type { Activation } from './useActivation.ts';
import { Arrival, Bounds, From, Nights, PlanFor, Spoken } from './Who.tsx';
import { sizeWords } from './words.ts';

function Size({ it: { draft, rules } }: { it: Activation }) {
  if (!draft.expected) return null;
  const { title, places } = sizeWords(draft.expected, draft, rules);
  return (
    <p class="phone-size">
      <span>
        {title}, {places}
      </span>
    </p>
  );
}

export function WhoStep({ it }: { it: Activation }) {
  return (
    <>
      <h1 class="page-title" tabIndex={-1}>
        How many people?
      </h1>
      <p class="above-6 below-18 size-17 quiet">Your best number now. You can change it at any time.</p>
      <Stepper
        id="expected"
        label="People expected"
        hideLabel
        big
        noun="people"
        min={0}
        max={1000}
        value={it.draft.expected ?? 0}
        onInput={(expected) => it.set(expecting(expected, it.draft))}
      />
      <Size it={it} />
      <div class="fields-row">
        <Arrival it={it} />
        <From it={it} />
      </div>
      <PlanFor it={it} />
      <details class="govuk-details above-18">
        <summary class="govuk-details__summary">
          <span class="govuk-details__summary-text">Range, nights and languages</span>
        </summary>
        <div class="fields-row">
          <Bounds it={it} />
          <Nights it={it} />
        </div>
        <Spoken it={it} />
      </details>
    </>
  );
}
