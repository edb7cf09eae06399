import type { ComponentType } from 'preact';
import { useState } from 'preact/hooks';
import { centreHere } from '../../app/parts/here.ts';
import { Waiting } from '../../app/parts/Waiting.tsx';
import { TabletNav } from '../../app/shell/Tablet.tsx';
import { AgeStep } from './AgeStep.tsx';
import './checkIn.scss';
import { arrive, draft, type Step } from './draft.ts';
import { FindStep } from './FindStep.tsx';
import { LanguageStep } from './LanguageStep.tsx';
import { NeedsStep } from './NeedsStep.tsx';
import { NotSaved } from './NotSaved.tsx';
import { Saved } from './Saved.tsx';
import { WristbandStep } from './WristbandStep.tsx';

const steps: Record<Step, ComponentType> = {
  wristband: WristbandStep,
  find: FindStep,
  language: LanguageStep,
  age: AgeStep,
  needs: NeedsStep,
  saved: Saved,
  notSaved: NotSaved,
};

/** A guest is in front of the desk: one question at a time, four presses at most. */
export function CheckIn() {
  useState(arrive);
  if (!centreHere.value) {
    return (
      <>
        <main class="stack" id="main" tabIndex={-1}>
          <Waiting>{() => null}</Waiting>
        </main>
        <TabletNav />
      </>
    );
  }
  const { step, saved } = draft.value;
  const Shown = steps[step];
  return <Shown key={`${step} ${saved?.personId ?? ''}`} />;
}
