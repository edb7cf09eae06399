import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { centreHere } from '../../parts/centres/here.ts';
import { Waiting } from '../../parts/centres/Waiting.tsx';
import { TabletNav } from '../../shell/Tablet.tsx';
import { useUnderWay } from '../../session/update.ts';
import { FailedPanel, LoadingBars } from '../../ui/notice.tsx';
import { AgeStep } from './AgeStep.tsx';
import './checkIn.scss';
import { arrive, draft, isUntouched, type Step } from './draft.ts';
import { bands, preload } from './parts.ts';
import { LanguageStep } from './LanguageStep.tsx';
import { NeedsStep } from './NeedsStep.tsx';
import { NotSaved } from './NotSaved.tsx';
import { Saved } from './Saved.tsx';

const QUIET_MS = 4000;

function BandSteps() {
  useEffect(bands.fetch, []);
  const part = bands.part.value;
  if (part) return <part.Bands />;
  return (
    <>
      <main class="stack" id="main" tabIndex={-1}>
        {bands.failed.value ? <FailedPanel title="This page did not load" onRetry={bands.fetch} /> : <LoadingBars />}
      </main>
      <TabletNav />
    </>
  );
}

const steps: Record<Step, ComponentType> = {
  wristband: BandSteps,
  find: BandSteps,
  paper: BandSteps,
  language: LanguageStep,
  age: AgeStep,
  needs: NeedsStep,
  saved: Saved,
  notSaved: NotSaved,
};

/** What this centre has is known by now, such as whether there are wristbands to scan. */
function Steps() {
  useState(arrive);
  const { step, saved } = draft.value;
  const Shown = steps[step];
  return <Shown key={`${step} ${saved?.personId ?? ''}`} />;
}

/** A guest is in front of the desk: one question at a time, four presses at most. */
export function CheckIn() {
  useEffect(() => {
    const timer = setTimeout(preload, QUIET_MS);
    return () => clearTimeout(timer);
  }, []);
  useUnderWay(!isUntouched(draft.value) && draft.value.step !== 'saved');
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
  return <Steps />;
}
