import './callOut.scss';
import { Age } from '../../parts/people/Age.tsx';
import { accessHere, centreHere, centrePath, coarseNow, slotsHere } from '../../parts/centres/here.ts';
import { usePartners } from '../../parts/partners/partners.ts';
import { Waiting } from '../../parts/centres/Waiting.tsx';
import { online } from '../../data/connection.ts';
import { can, canRegister } from '../../session/session.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { Callout, EmptyState } from '../../ui/notice.tsx';
import { PageHead } from '../../ui/panel.tsx';
import { Tag } from '../../ui/tag.tsx';
import { callsOf } from './calls.ts';
import { Keyholder } from './Keyholder.tsx';
import { PartnerCall } from './PartnerCall.tsx';

function Page() {
  const calls = callsOf(slotsHere.value, usePartners(), coarseNow.value);
  const done = calls.filter((it) => it.open.length === 0).length;
  const before = accessHere.value ? 2 : 1;
  return (
    <>
      <PageHead
        title={`Whom to phone for Centre ${centreHere.value?.name ?? ''}`}
        tags={
          <>
            <Tag tone={done === calls.length ? 'ok' : 'outline'}>
              {done} of {calls.length} partners answered
            </Tag>
            <Age />
          </>
        }
        actions={
          <>
            <ButtonLink kind="secondary" href={`${centrePath.value}/roster`}>
              Roster
            </ButtonLink>
            <ButtonLink kind="secondary" href={centrePath.value}>
              Centre {centreHere.value?.name}
            </ButtonLink>
          </>
        }
      />
      <div class="call-out">
        <p class="fine">
          Haven does not call anyone. Phone them in this order. A partner says how many come, never who. Each answer is
          one line of the log.
          {canRegister('users.readStaff') && (
            <>
              {' '}
              Who runs it signs in too: <a href="/users">make somebody its manager</a>.
            </>
          )}
        </p>
        {!online.value && (
          <Callout tone="warn" icon="wifi-off" title="No signal. Phone them all the same.">
            <span role="status">
              The numbers stay here, and so does what you type. Save it once there is signal again.
            </span>
          </Callout>
        )}
        <ol class="calls">
          <Keyholder />
          {calls.map((call, at) => (
            <PartnerCall key={call.code} call={call} step={at + before} place={centreHere.value?.id ?? ''} />
          ))}
        </ol>
        {calls.length === 0 && (
          <EmptyState title="Nobody to phone">No shift of the roster is still to come.</EmptyState>
        )}
      </div>
    </>
  );
}

/** Keyholder first, then each partner of the roster: its numbers, what to ask it for, and its answer in one save. */
export function CallOut() {
  return (
    <Waiting>
      {() =>
        can('roster.answerAll') ? (
          <Page />
        ) : (
          <EmptyState title="Only a planner or the centre’s manager calls partners out." />
        )
      }
    </Waiting>
  );
}
