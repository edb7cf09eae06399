import { useState } from 'preact/hooks';
import { needKinds } from '../../../shared/needs.ts';
import { byId, rows } from '../../data/store.ts';
import { attention, offlineSince, online, waiting } from '../../data/truths.ts';
import { Banner } from '../../ui/banner.tsx';
import { ButtonLink } from '../../ui/button.tsx';
import { ExerciseBar } from '../../ui/shell/ExerciseBar.tsx';
import type { TruthsProps } from '../../ui/shell/Truths.tsx';
import { me, operation, operationId, sees, signOut } from '../session.ts';
import { useAlarm } from './alarm.ts';

export const useTruths = (): TruthsProps => ({
  online: online.value,
  ...(offlineSince.value ? { since: offlineSince.value } : {}),
  waiting: waiting.value,
  attention: attention.value,
});

export const isExercise = (): boolean => me.value?.exercise === true || operation.value?.exercise === true;

export function Exercise() {
  return isExercise() ? <ExerciseBar name={operation.value?.codeName ?? ''} /> : null;
}

/** Leads hear of a P1 wherever they are, until someone accepts it. */
export function Urgent() {
  const lead = sees('identity') === 'full' || sees('staffing') === 'full';
  const open = lead ? rows.need.value.filter((it) => it.priority === 'P1' && it.state === 'open') : [];
  const first = open.toSorted((a, b) => (a.raisedAt < b.raisedAt ? -1 : 1))[0];
  useAlarm(open.map((it) => it.id));
  if (!first) return null;
  const kind = byId.needDetail.value.get(first.id)?.kind;
  const reference = first.personId ? byId.person.value.get(first.personId)?.reference : undefined;
  const centre = byId.centre.value.get(first.centreId)?.name;
  const words = [kind ? needKinds[kind].title : 'Restricted concern', reference, centre && `Centre ${centre}`]
    .filter(Boolean)
    .join(' · ');
  const href = `/operations/${operationId.value ?? ''}/centres/${first.centreId}/needs`;
  return (
    <Banner
      tone="alert"
      assertive
      action={
        <ButtonLink href={href} kind="secondary" size="small">
          Open<span class="banner__rest"> and accept</span>
        </ButtonLink>
      }
    >
      <strong>P1 now.</strong> {words}
      <span class="banner__rest">. Nobody has accepted it</span>
      {open.length > 1 ? `, and ${open.length - 1} more` : ''}.
    </Banner>
  );
}

/** Sign-out, refused in words while something is unsent. */
export const useSignOut = (): { leave: () => void; unsent: boolean; stay: () => void } => {
  const [unsent, setUnsent] = useState(false);
  const leave = () => void signOut().then((outcome) => setUnsent(outcome === 'unsent'));
  return { leave, unsent, stay: () => setUnsent(false) };
};
