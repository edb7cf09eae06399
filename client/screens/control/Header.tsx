import { useState } from 'preact/hooks';
import type { CentreRow, CentreState } from '../../../shared/centres.ts';
import { Age } from '../../parts/people/Age.tsx';
import { accessHere, centreHere, centrePath, operationHere } from '../../parts/centres/here.ts';
import { actionWords, kindOf, nextStates } from './words.ts';
import { can } from '../../session/session.ts';
import { whenWords } from '../../session/now.ts';
import { byId } from '../../data/store.ts';
import { online } from '../../data/connection.ts';
import { Button, ButtonLink, LinkButton } from '../../ui/button.tsx';
import { PageHead } from '../../ui/panel.tsx';
import { StateTag, Tag } from '../../ui/tag.tsx';
import { AddressDialog } from './AddressDialog.tsx';
import { StateDialog } from './StateDialog.tsx';

function Note({ centre, onAddress }: { centre: CentreRow; onAddress: () => void }) {
  const operation = operationHere.value;
  const care = operation?.careLead ?? centre.managerName;
  const doors = centre.openedAt === null ? ` · doors at ${whenWords(centre.doorsAt)}` : '';
  return (
    <>
      since {whenWords(centre.stateSince)}
      {doors}
      {care && ` · care lead ${care}`}
      <br />
      {operation?.policeLead ? `police lead ${operation.policeLead} · ` : ''}
      {accessHere.value ? <LinkButton onClick={onAddress}>show address</LinkButton> : centre.district}
    </>
  );
}

function Tags({ centre }: { centre: CentreRow }) {
  const main = centre.overflowOf ? byId.centre.value.get(centre.overflowOf) : undefined;
  return (
    <>
      <StateTag state={centre.state} />
      {main && <Tag tone="outline">Overflow of {main.name}</Tag>}
      <Age />
    </>
  );
}

function Actions({ centre, onState }: { centre: CentreRow; onState: (to: CentreState) => void }) {
  const admitting = centre.state !== 'planned' && centre.state !== 'cancelled' && can('people.checkIn');
  const may = can('centres.setState') && online.value;
  return (
    <>
      {admitting && (
        <ButtonLink kind="secondary" href={`${centrePath.value}/check-in`}>
          Check in
        </ButtonLink>
      )}
      {can('rollCalls.start') && (
        <ButtonLink kind="secondary" icon="flame" href={`${centrePath.value}/roll-call`}>
          Roll call
        </ButtonLink>
      )}
      {may &&
        nextStates(centre.state).map((to) => (
          <Button key={to} kind={kindOf(centre.state, to)} onClick={() => onState(to)}>
            {actionWords(centre.state, to)}
          </Button>
        ))}
    </>
  );
}

/** Name, state, leads, and what the centre can become next. */
export function Header() {
  const centre = centreHere.value;
  const [to, setTo] = useState<CentreState | null>(null);
  const [address, showAddress] = useState(false);
  if (!centre) return null;
  return (
    <>
      <PageHead
        title={`Centre ${centre.name}`}
        tags={<Tags centre={centre} />}
        note={<Note centre={centre} onAddress={() => showAddress(true)} />}
        actions={<Actions centre={centre} onState={setTo} />}
      />
      {to && <StateDialog key={to} to={to} words={actionWords(centre.state, to)} onClose={() => setTo(null)} />}
      <AddressDialog open={address} onClose={() => showAddress(false)} />
    </>
  );
}
