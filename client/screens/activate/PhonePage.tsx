import { useEffect, useRef } from 'preact/hooks';
import { Button, LinkButton } from '../../ui/button.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { Icon } from '../../ui/icons.tsx';
import { Refused, Unsent } from './Decide.tsx';
import { News } from './DeskPage.tsx';
import { type Fault, whereFaults, whoFaults } from './faults.ts';
import { RestNote } from './notes.tsx';
import type { Step } from './steps.ts';
import { CheckStep } from './CheckStep.tsx';
import { RolesStep } from './RolesStep.tsx';
import { useSteps } from './useSteps.ts';
import { WhereStep } from './WhereStep.tsx';
import { WhoStep } from './WhoStep.tsx';
import { shortVenueName } from './shortlist.ts';
import { useQuery } from '../../data/useQuery.ts';
import type { Activation } from './useActivation.ts';

const stepOf: Record<string, Step> = {
  expected: 1,
  'at-least': 1,
  'at-most': 1,
  arrival: 1,
  from: 1,
  venue: 2,
  override: 4,
  reason: 4,
};

const faultsAt = (it: Activation, step: Step): Fault[] => {
  if (step === 1) return whoFaults(it.draft, it.now);
  return step === 2 ? whereFaults(it.chosen) : [];
};

const nextWords = (it: Activation, step: Step): string => {
  if (step === 1) return 'Find a venue';
  if (step === 3) return 'Check it';
  return it.chosen && it.chosen.kind !== 'gone' ? `Use ${shortVenueName(it.chosen.venue)}` : 'Use this venue';
};

function Head({ step, title, onBack }: { step: Step; title: string; onBack: () => void }) {
  return (
    <div class="row gap-12 row--between below-10">
      {step === 1 ? (
        <a class="back-link" href="/">
          <Icon name="chevron-left" size={16} /> Back
        </a>
      ) : (
        <span class="back-link">
          <Icon name="chevron-left" size={16} /> <LinkButton onClick={onBack}>Back</LinkButton>
        </span>
      )}
      <span class="quiet">
        <span class="visually-hidden">{title}: </span>Step {step} of 4
      </span>
    </div>
  );
}

/** One question at a time, the next action fixed at the foot. */
export function PhonePage({ it, title }: { it: Activation; title: string }) {
  const [step, setStep] = useSteps();
  const top = useRef<HTMLDivElement>(null);
  const register = useQuery('/api/partners', {});
  const { faults } = it;
  const started = useRef(false);
  useEffect(() => {
    if (started.current) top.current?.querySelector<HTMLElement>('h1')?.focus();
    started.current = true;
    window.scrollTo(0, 0);
  }, [step]);
  useEffect(() => {
    const first = faults[0] && stepOf[faults[0].id];
    if (first) setStep(first);
  }, [it.state.faults]);
  const next = () => {
    const found = faultsAt(it, step);
    it.show(found);
    if (found.length === 0) setStep((step + 1) as Step);
  };
  const go = (to: Step) => {
    it.show([]);
    setStep(to);
  };
  return (
    <div class="activate-phone" ref={top}>
      <div class="phone-page">
        <Head step={step} title={title} onBack={() => go((step - 1) as Step)} />
        <ErrorSummary
          key={step}
          errors={faults.filter((fault) => stepOf[fault.id] === step)}
          answer={it.state.faults}
        />
        <Refused it={it} />
        <Unsent it={it} />
        <RestNote it={it} />
        <News it={it} />
        {step === 1 && <WhoStep it={it} />}
        {step === 2 && <WhereStep it={it} />}
        {step === 3 && <RolesStep it={it} register={register} />}
        {step === 4 && <CheckStep it={it} register={register} go={go} />}
      </div>
      <footer class="phone-foot">
        {step < 4 ? <Button onClick={next}>{nextWords(it, step)}</Button> : <Final it={it} />}
      </footer>
    </div>
  );
}

function Final({ it }: { it: Activation }) {
  const { sending } = it.state;
  return (
    <>
      <Button busy={sending !== null} onClick={() => it.stand('activating')}>
        {sending ? 'Sending' : `Stand up ${it.name}`}
      </Button>
      <Button kind="secondary" busy={sending !== null} onClick={() => it.stand('standby')}>
        Put on standby only
      </Button>
    </>
  );
}
