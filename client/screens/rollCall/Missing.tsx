import { useEffect, useRef } from 'preact/hooks';
import { FormDialog } from '../../forms/Form.tsx';
import { useForm } from '../../forms/useForm.ts';
import { isUntold, standingSentence } from '../../parts/attention/leadTold.ts';
import { languageName } from '../../parts/people/words.ts';
import { Button } from '../../ui/button.tsx';
import { Radios } from '../../ui/choices.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Facts } from '../../ui/facts.tsx';
import { Callout, EmptyState } from '../../ui/notice.tsx';
import { recordPoliceTold, reportMissing, reportStanding } from './actions.ts';
import { Main } from './Main.tsx';
import { callHere, countHere, type HeadHere, isChild, nameOf, titleOf, zoneOf } from './count.ts';
import { placeOf } from './words.ts';
import { whenWords } from '../../session/now.ts';

interface ChooseProps {
  onClose: () => void;
  onReported: (head: HeadHere) => void;
}

const optionOf = (it: HeadHere) => ({
  value: it.id,
  label: [titleOf(it), nameOf(it)].filter(Boolean).join(it.visit ? ', ' : ' '),
  hint: placeOf(it),
});

/** Who of those not seen nobody can find. */
export function MissingDialog({ onClose, onReported }: ChooseProps) {
  const heads = countHere.value.notSeen;
  const headOf = (id: string | null) => heads.find((it) => it.id === id);
  const form = useForm({
    draft: () => ({ who: null as string | null }),
    faults: ({ who }) => ({ who: !headOf(who) && 'Choose whom nobody can find' }),
    // The roll call says it: see its actions.
    sends: () => null,
    onDone: (_, { who }) => {
      const head = headOf(who);
      if (head) void reportMissing(head).then((kept) => kept && onReported(head));
    },
  });
  const head = headOf(form.draft.who);
  if (heads.length === 0) {
    const notNow = (
      <Button kind="secondary" onClick={onClose}>
        Not now
      </Button>
    );
    return (
      <Dialog about={null} open title="Report missing" onClose={onClose} foot={notNow}>
        <EmptyState title="Everyone on the list has been seen">Take a mark back first if it was wrong.</EmptyState>
      </Dialog>
    );
  }
  return (
    <FormDialog
      of={form}
      about={null}
      title="Report missing"
      action={head ? `${titleOf(head)} is missing` : 'They are missing'}
      warning
      onClose={onClose}
    >
      <p class="below-14">
        It goes on the lead’s list once it is sent. For someone who is or may be under 18, you call the police next.
      </p>
      <Radios
        {...form.choice('who', 'missing-who')}
        legend="Whom can nobody find?"
        look="boxed"
        options={heads.map(optionOf)}
      />
    </FormDialog>
  );
}

const factsOf = (head: HeadHere) => {
  const { guest } = head;
  const call = callHere.peek();
  return [
    { term: guest ? 'Wristband' : 'Name', value: titleOf(head) },
    ...(nameOf(head) ? [{ term: guest ? 'Likes to be called' : 'From', value: nameOf(head) }] : []),
    ...(guest && guest.language !== 'und' ? [{ term: 'Language', value: languageName(guest.language) }] : []),
    { term: 'Last known place', value: zoneOf(head) ?? 'not said' },
    ...(call ? [{ term: 'Roll call began', value: whenWords(call.startedAt) }] : []),
  ];
};

/** Whether it is on the lead's list, and to tell them all the same. */
const lead = (head: HeadHere): string => {
  const it = reportStanding(head);
  return `${standingSentence(it)} Tell the lead in person ${isUntold(it) ? 'now' : 'too'}.`;
};

/** What to do about somebody nobody can find. It stays until it is read. */
export function ReportedPage({ head, onDone }: { head: HeadHere; onDone: () => void }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const child = isChild(head);
  return (
    <Main class="reported">
      <h1 ref={heading} tabIndex={-1} class="size-36 strong">
        {child ? 'Tell the police now' : `${titleOf(head)} is reported missing`}
      </h1>
      {child ? (
        <Callout tone="alert" icon="alert" title="Call 999. Do not wait.">
          <p>
            {titleOf(head)} {head.guest?.ageBand === 'child' ? 'is a child' : 'may be a child'}. If a police officer is
            here, tell them.
          </p>
        </Callout>
      ) : (
        <Callout tone="warn" icon="bell" title={lead(head)} />
      )}
      <ol class="points above-18 below-18">
        {child && <li>{lead(head)}</li>}
        <li>Say when and where they were last seen, and by whom.</li>
        <li>
          {callHere.peek()?.reason === 'check'
            ? 'Look in every room and outside, two of you together.'
            : 'Do not go back into the building. The fire service searches it.'}
        </li>
        <li>Keep counting. When they are seen, tap Here.</li>
      </ol>
      <Facts items={factsOf(head)} />
      <Button
        size="main"
        onClick={() => (child ? void recordPoliceTold(head).then((kept) => kept && onDone()) : onDone())}
      >
        {child ? 'The police have been told' : 'Back to the roll call'}
      </Button>
      {child && (
        <Button kind="secondary" onClick={onDone}>
          Back to the roll call
        </Button>
      )}
    </Main>
  );
}
