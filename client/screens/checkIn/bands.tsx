import type { ComponentType } from 'preact';
import { draft, type Step } from './draft.ts';
import { FindStep } from './FindStep.tsx';
import { PaperStep } from './PaperStep.tsx';
import { WristbandStep } from './WristbandStep.tsx';

const steps: Partial<Record<Step, ComponentType>> = { find: FindStep, paper: PaperStep };

/** The steps about wristbands and forms: which to use, whose came back, what is keyed in later. */
export function Bands() {
  const Shown = steps[draft.value.step] ?? WristbandStep;
  return <Shown />;
}
