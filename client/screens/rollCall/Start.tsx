import { useState } from 'preact/hooks';
import { mainOf } from '../../../shared/rollCalls/count.ts';
import type { RollCallReason } from '../../../shared/rollCalls/contract.ts';
import { centreHere, centrePath } from '../../parts/centres/here.ts';
import { listed, plural } from '../../../shared/words.ts';
import { can } from '../../session/session.ts';
import { rows, served } from '../../data/store.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { TextField } from '../../ui/fields.tsx';
import { dayAndTime } from '../../ui/time.ts';
import { start } from './actions.ts';
import { Differs } from './Differs.tsx';
import { countHere, lastEnded } from './count.ts';
import { ofKind, reasonWords } from './words.ts';
import { whenWords } from '../../session/now.ts';

function Last() {
  const last = lastEnded.value;
  if (!last?.endedAt) return null;
  const late = rows.rollCallMark.value.filter(
    (it) => it.late && mainOf(rows.rollCall.value, it.rollCallId) === last.id,
  );
  return (
    <p class="quiet">
      Last roll call: {reasonWords[last.reason]}, {dayAndTime(last.startedAt)} to {whenWords(last.endedAt)}
      {last.endedExpected !== null && `, ${last.endedSeen ?? 0} of ${last.endedExpected} seen`}.
      {served.rollCall.value.get(last.id)?.endedAt == null && ' The end is not sent yet: others may still be counting.'}
      {late.length > 0 && ` ${plural(late.length, 'mark')} came after the end.`}
    </p>
  );
}

/** Nothing runs: who would be counted, and one press to begin. */
export function Start() {
  const [meetAt, meet] = useState(lastEnded.peek()?.meetAt ?? '');
  const [busy, work] = useState(false);
  const begin = (reason: RollCallReason) => () => {
    work(true);
    void start(reason, meetAt).then(() => work(false));
  };
  const { byKind, expected } = countHere.value;
  const kinds = byKind.filter((it) => it.expected > 0).map((it) => ofKind(it.expected, it.kind));
  return (
    <div class="call-start">
      <h1 class="below-8 size-32">Roll call</h1>
      <p class="below-18">
        <strong>{plural(expected, 'person', 'people')}</strong> believed on site at Centre {centreHere.value?.name}
        {kinds.length > 0 && `: ${listed(kinds)}`}.
      </p>
      <Differs />
      <TextField id="meet-at" label="Where to meet" optional value={meetAt} maxLength={80} onInput={meet} />
      <div class="call-start__actions pile gap-12 above-18 below-18">
        <Button kind="warning" size="main" icon="flame" busy={busy} onClick={begin('fire')}>
          Fire: start counting
        </Button>
        <Button kind="secondary" size="main" busy={busy} onClick={begin('drill')}>
          Fire drill
        </Button>
        <Button kind="secondary" size="main" busy={busy} onClick={begin('check')}>
          Check who is here
        </Button>
      </div>
      <p>The building before the list: get everyone out and away first.</p>
      <Last />
      <div class="btn-row above-14">
        <Button kind="secondary" icon="printer" onClick={() => print()}>
          Print the list
        </Button>
        {can('visits.signIn') && (
          <ButtonLink kind="secondary" icon="form" href={`${centrePath.value}/visits`}>
            Sign-in book
          </ButtonLink>
        )}
      </div>
    </div>
  );
}
