import { useEffect, useRef } from 'preact/hooks';
import { listed } from '../../../shared/words.ts';
import { isUntold, standingSentence } from '../../parts/attention/leadTold.ts';
import { changedHere } from '../../parts/people/presence.ts';
import { PresenceTold } from '../../parts/people/PresenceTold.tsx';
import { LanguageName } from '../../parts/people/LanguageName.tsx';
import { Button } from '../../ui/button.tsx';
import { Facts } from '../../ui/facts.tsx';
import { Callout } from '../../ui/notice.tsx';
import { recordPoliceTold, reportStanding } from './actions.ts';
import { Main } from './Main.tsx';
import { callHere, type HeadHere, isChild, nameOf, titleOf, zoneOf } from './count.ts';
import { whenWords } from '../../session/now.ts';

const factsOf = (head: HeadHere) => {
  const { guest, shift } = head;
  const call = callHere.peek();
  return [
    { term: guest ? 'Wristband' : shift ? 'From' : 'Name', value: titleOf(head) },
    ...(nameOf(head) ? [{ term: guest ? 'Likes to be called' : 'From', value: nameOf(head) }] : []),
    ...(guest && guest.language !== 'und' ? [{ term: 'Language', value: <LanguageName tag={guest.language} /> }] : []),
    { term: 'Last known place', value: zoneOf(head) ?? 'not said' },
    ...(call ? [{ term: 'Roll call began', value: whenWords(call.startedAt) }] : []),
  ];
};

/** Whether they are on the lead's list, the least certain first, and to tell them all the same. */
const lead = (heads: readonly HeadHere[]): string => {
  const all = heads.map(reportStanding);
  const least = all.find(isUntold) ?? all[0];
  if (!least) return '';
  return `${standingSentence(least)} Tell the lead in person ${isUntold(least) ? 'now' : 'too'}.`;
};

const titleFor = (heads: readonly HeadHere[]): string => {
  const [first] = heads;
  return heads.length === 1 && first
    ? `${titleOf(first)} is reported missing`
    : `${heads.length} people are reported missing`;
};

function CallPolice({ children }: { children: readonly HeadHere[] }) {
  const known = children.every((it) => it.guest?.ageBand === 'child');
  const one = children.length === 1;
  const may = known ? (one ? 'is a child' : 'are children') : one ? 'may be a child' : 'are or may be children';
  return (
    <Callout tone="alert" icon="alert" title="Call 999. Do not wait.">
      <p>
        {listed(children.map(titleOf))} {may}. If a police officer is here, tell them.
      </p>
    </Callout>
  );
}

function WhatNow({ heads, withChild }: { heads: readonly HeadHere[]; withChild: boolean }) {
  return (
    <ol class="points above-18 below-18">
      {withChild && <li>{lead(heads)}</li>}
      <li>Say when and where they were last seen, and by whom.</li>
      <li>
        {callHere.peek()?.reason === 'check'
          ? 'Look in every room and outside, two of you together.'
          : 'Do not go back into the building. The fire service searches it.'}
      </li>
      <li>Keep counting. When they are seen, tap Here.</li>
    </ol>
  );
}

/** What to do about those whom nobody can find. It stays until it is read. */
export function ReportedPage({ heads, onDone }: { heads: readonly HeadHere[]; onDone: () => void }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const young = heads.filter(isChild);
  const policeTold = async () => {
    const kept = await Promise.all(young.map(recordPoliceTold));
    if (kept.every(Boolean)) onDone();
  };
  return (
    <Main class="reported">
      <h1 ref={heading} tabIndex={-1} class="size-36 strong">
        {young.length > 0 ? 'Tell the police now' : titleFor(heads)}
      </h1>
      {young.length > 0 ? <CallPolice>{young}</CallPolice> : <Callout tone="warn" icon="bell" title={lead(heads)} />}
      <WhatNow heads={heads} withChild={young.length > 0} />
      {heads.map((it) => (
        <section key={it.id} class="pile gap-8 below-14" aria-label={titleOf(it)}>
          <Facts items={factsOf(it)} />
          {it.guest && <PresenceTold changed={changedHere(it.id)} />}
        </section>
      ))}
      <Button size="main" onClick={() => (young.length > 0 ? void policeTold() : onDone())}>
        {young.length > 0 ? 'The police have been told' : 'Back to the roll call'}
      </Button>
      {young.length > 0 && (
        <Button kind="secondary" onClick={onDone}>
          Back to the roll call
        </Button>
      )}
    </Main>
  );
}
