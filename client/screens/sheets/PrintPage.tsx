import type { ComponentChildren } from 'preact';
import { operationHere } from '../../parts/centres/here.ts';

/** One side of A4, with what an exercise must say at its head and foot. */
export function PrintPage({ foot, children }: { foot: string; children: ComponentChildren }) {
  const exercise = operationHere.value?.exercise ? 'EXERCISE · Practice only' : '';
  return (
    <section class="print-page" aria-label={foot}>
      <p class="print-page__head">{exercise}</p>
      <div class="print-page__body">{children}</div>
      <p class="print-page__foot">
        <span>{foot}</span>
        {exercise && <b>{exercise}</b>}
      </p>
    </section>
  );
}
