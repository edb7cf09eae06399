import { needKinds, type NeedDetailRow } from '../../shared/needs.ts';
import { byId, rows } from '../data/store.ts';
import { online } from '../data/connection.ts';
import { operationId } from '../session/session.ts';
import { Banner } from '../ui/banner.tsx';
import { ButtonLink } from '../ui/button.tsx';
import { useAlarm } from './alarm.ts';

/** Of other needs the note may hold what was told in confidence: a bar is read by whoever stands near. */
const titleOf = ({ kind, note }: NeedDetailRow): string => (kind === 'follow_up' && note) || needKinds[kind].title;

/** Leads hear of a P1 wherever they are, until someone accepts it. */
export function Urgent() {
  const open = rows.need.value.filter((it) => it.priority === 'P1' && it.state === 'open');
  const first = open.toSorted((a, b) => (a.raisedAt < b.raisedAt ? -1 : 1))[0];
  useAlarm(open.map((it) => it.id));
  if (!first) return null;
  const detail = byId.needDetail.value.get(first.id);
  const reference = first.personId ? byId.person.value.get(first.personId)?.reference : undefined;
  const centre = byId.centre.value.get(first.centreId)?.name;
  const words = [detail ? titleOf(detail) : 'Restricted concern', reference, centre && `Centre ${centre}`]
    .filter(Boolean)
    .join(' · ');
  const href = `/operations/${operationId.value ?? ''}/centres/${first.centreId}/needs`;
  return (
    <Banner
      tone="alert"
      assertive
      action={
        <ButtonLink href={href} kind="secondary" size="small">
          Open<span class="unseen-phone"> and accept</span>
        </ButtonLink>
      }
    >
      <strong>P1 now.</strong> {words}
      <span class="unseen-phone">
        . {online.value ? 'Nobody has accepted it' : 'Nobody had accepted it when last heard'}
      </span>
      {open.length > 1 ? `. ${open.length - 1} more P1 waiting` : ''}.
    </Banner>
  );
}
