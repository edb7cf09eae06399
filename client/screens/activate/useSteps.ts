import { useEffect, useState } from 'preact/hooks';
import type { Step } from './steps.ts';

const stepIn = (state: unknown): Step => (state as { step?: Step } | null)?.step ?? 1;

/** The step shown, and the way to another. Each is a place of its own for the phone's back button. */
export const useSteps = (): [step: Step, go: (to: Step) => void] => {
  const [step, setStep] = useState<Step>(1);
  useEffect(() => {
    history.replaceState({ step: 1 }, '');
    const onPop = ({ state }: PopStateEvent) => setStep(stepIn(state));
    addEventListener('popstate', onPop);
    return () => removeEventListener('popstate', onPop);
  }, []);
  const go = (to: Step) => {
    const now = stepIn(history.state);
    if (to < now) history.go(to - now);
    for (let at = now + 1; at <= to; at += 1) history.pushState({ step: at }, '');
    if (to > now) setStep(to);
  };
  return [step, go];
};
