import { wishes } from '../../../shared/operations.ts';
import { ComingFrom } from '../../parts/operations/ComingFrom.tsx';
import { LanguagePicker } from '../../parts/operations/LanguagePicker.tsx';
import { Checkboxes } from '../../ui/choices.tsx';
import { NumberField } from '../../forms/NumberField.tsx';
import { WhenField } from '../../forms/WhenField.tsx';
import { SelectField } from '../../ui/select.tsx';
import { Panel } from '../../ui/panel.tsx';
import { wishWords } from './draft.ts';
import type { Activation } from './useActivation.ts';
import { sizeWords } from './words.ts';

type Part = { it: Activation };

const nightOptions = Array.from({ length: 15 }, (_, n) => ({ value: String(n), label: n === 0 ? 'None' : String(n) }));

export function Numbers({ it }: Part) {
  const { draft, set, errorOf } = it;
  return (
    <div class="fields-row who__numbers">
      <NumberField
        id="expected"
        class="who__expected"
        label="Expected"
        min={1}
        max={1000}
        value={draft.expected}
        error={errorOf('expected')}
        onInput={(expected) => set({ expected })}
      />
      <Bounds it={it} />
    </div>
  );
}

export function Bounds({ it: { draft, set, errorOf } }: Part) {
  return (
    <>
      <NumberField
        id="at-least"
        label="At least"
        min={0}
        max={1000}
        value={draft.atLeast}
        error={errorOf('at-least')}
        onInput={(atLeast) => set({ atLeast })}
      />
      <NumberField
        id="at-most"
        label="At most"
        min={0}
        max={1000}
        value={draft.atMost}
        error={errorOf('at-most')}
        onInput={(atMost) => set({ atMost })}
      />
    </>
  );
}

export function Arrival({ it: { draft, set, errorOf } }: Part) {
  const { time, day, was } = draft;
  return (
    <WhenField
      id="arrival"
      label="First arrival"
      value={{ time, day, was }}
      error={errorOf('arrival')}
      onInput={(value) => set(value)}
    />
  );
}

export function Nights({ it: { draft, set } }: Part) {
  return (
    <SelectField
      id="nights"
      label="Nights"
      value={String(draft.nights)}
      options={nightOptions}
      onInput={(nights) => set({ nights: Number(nights) })}
    />
  );
}

export function From({ it: { draft, set, errorOf } }: Part) {
  return (
    <ComingFrom
      id="from"
      value={draft.from}
      error={errorOf('from')}
      onInput={(from, square) => set({ from, square })}
    />
  );
}

export function Spoken({ it: { draft, set } }: Part) {
  return <LanguagePicker id="languages" value={draft.languages} onChange={(languages) => set({ languages })} />;
}

export function PlanFor({ it: { draft, set } }: Part) {
  return (
    <Checkboxes
      id="plan-for"
      legend="Plan for"
      options={wishes.map((value) => ({ value, label: wishWords[value] }))}
      value={draft.wishes}
      onChange={(chosen) => set({ wishes: chosen })}
    />
  );
}

export function SizeBox({ it: { draft, rules } }: Part) {
  if (!draft.expected) return null;
  const { title, line } = sizeWords(draft.expected, draft, rules);
  return (
    <div class="size-box">
      <p class="strong">{title}</p>
      <p class="above-0">
        {line} <a href="/settings">Change the sizes</a>
      </p>
    </div>
  );
}

/** ① Who is coming. */
export function Who({ it }: Part) {
  return (
    <Panel title="Who is coming" step={1} fill class="who" foot={it.draft.expected ? <SizeBox it={it} /> : undefined}>
      <Numbers it={it} />
      <div class="fields-row">
        <Arrival it={it} />
        <Nights it={it} />
      </div>
      <From it={it} />
      <Spoken it={it} />
      <PlanFor it={it} />
    </Panel>
  );
}
