import type { RollCallRow } from '../../../shared/rollCalls/contract.ts';
import { now, whenWords } from '../../session/now.ts';
import { can } from '../../session/session.ts';
import { asAt } from '../../session/asAt.ts';
import { centreHere } from '../../parts/centres/here.ts';
import { plural } from '../../../shared/words.ts';
import { served } from '../../data/store.ts';
import { online } from '../../data/connection.ts';
import { Button } from '../../ui/button.tsx';
import { Banner } from '../../ui/banner.tsx';
import { classes } from '../../ui/classes.ts';
import { Icon } from '../../ui/icons.tsx';
import { Callout } from '../../ui/notice.tsx';
import { allSeenAt, callHere, countHere, ownCount, tablets } from './count.ts';
import { elapsed } from './elapsed.ts';
import { kindWords, reasonWords } from './words.ts';

/** Why, where to meet, and how long it has been. */
export function CallBar({ call, onEnd }: { call: RollCallRow; onEnd: () => void }) {
  const { meetAt } = call;
  const place = meetAt ? ` · meet at: ${meetAt}` : '';
  return (
    <header class="call-bar">
      <Icon name={call.reason === 'check' ? 'people' : 'flame'} size={32} />
      <div class="grow">
        <h1 class="size-28 phone-size-22">Roll call: {reasonWords[call.reason]}</h1>
        <p class="above-2 size-17 phone-size-16">
          Centre {centreHere.value?.name}
          {place} · started {whenWords(call.startedAt)}
        </p>
      </div>
      <div class="size-36 phone-size-28 strong" role="timer" aria-label="Time since the start">
        {elapsed(call.startedAt, now.value)}
      </div>
      {can('rollCalls.end') && (
        <Button kind="secondary" class="call-bar__end" onClick={onEnd}>
          End the roll call
        </Button>
      )}
    </header>
  );
}

export function NoSignal() {
  if (online.value) return null;
  return (
    <Banner tone="warn" icon="wifi-off">
      No signal. Your marks are kept on this tablet.{' '}
      <strong>Tell the roll-call lead your count: {ownCount.value}.</strong>
      {callHere.value && !served.rollCall.value.has(callHere.value.id) && ' Nobody else sees this roll call yet.'}
    </Banner>
  );
}

function Others() {
  return (
    <p class="call-count__others above-0 size-17 phone-size-16 quiet">
      {plural(tablets.value, 'tablet')} counting
      {!online.value && (
        <>
          , <br />
          others as at {whenWords(asAt())}
        </>
      )}
    </p>
  );
}

function Kinds() {
  return (
    <ul class="call-kinds">
      {countHere.value.byKind.map((it) => (
        <li
          key={it.kind}
          class={classes('call-kind size-19 phone-size-16', it.seen < it.expected && 'call-kind--short')}
        >
          <span>
            <strong class="size-22 phone-size-19">{it.seen}</strong> of {it.expected}
          </span>
          <span
            class={classes('row gap-4 plain size-17 phone-size-15', it.seen < it.expected ? 'alert-text' : 'quiet')}
          >
            {it.seen < it.expected && <Icon name="alert" size={16} class="off-phone" />}
            {kindWords[it.kind].many}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** Seen of expected, and of each kind. */
export function CallCount() {
  const { seen, notSeen, expected } = countHere.value;
  return (
    <section class="call-count" aria-label="Count">
      <div class="call-count__top">
        <span class="call-count__seen">{seen.length}</span>
        <div class="call-count__of size-24 phone-size-19">
          <p>
            of <strong>{expected}</strong> seen
          </p>
          {notSeen.length > 0 && (
            <p class="row gap-6 above-0 alert-text strong">
              <Icon name="alert" size={22} />
              {notSeen.length} not seen yet
            </p>
          )}
        </div>
        <Others />
      </div>
      {notSeen.length === 0 && expected > 0 && allSeenAt.value && (
        <Callout tone="ok" icon="check" title={`${seen.length} of ${expected} seen, at ${whenWords(allSeenAt.value)}`}>
          <p>
            {online.value ? 'Tell the lead.' : 'Tell the lead. Others may have signed in or out since the signal went.'}
          </p>
        </Callout>
      )}
      <Kinds />
    </section>
  );
}
