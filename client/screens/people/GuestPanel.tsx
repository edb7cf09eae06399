import { useState } from 'preact/hooks';
import type { PersonRow } from '../../../shared/people.ts';
import { joinOf } from '../../parts/attention/doubles.ts';
import { changedOf } from '../../parts/people/changed.ts';
import { GroupDialog } from '../../parts/people/GroupDialog.tsx';
import { NameDialog } from '../../parts/people/NameDialog.tsx';
import { changedHere } from '../../parts/people/presence.ts';
import { PresenceTold } from '../../parts/people/PresenceTold.tsx';
import { PlaceDialog } from '../../parts/people/PlaceDialog.tsx';
import { UndoDialog } from '../../parts/people/UndoDialog.tsx';
import { peopleHere } from '../../parts/centres/here.ts';
import { cameWords } from '../../parts/people/words.ts';
import { RaiseNeed } from '../../parts/needs/RaiseNeed.tsx';
import { listed } from '../../../shared/words.ts';
import { can } from '../../session/session.ts';
import { isPartial } from '../../data/partial.ts';
import { byId } from '../../data/store.ts';
import { Button, LinkButton } from '../../ui/button.tsx';
import { Facts } from '../../ui/facts.tsx';
import { Callout } from '../../ui/notice.tsx';
import { dayAndTime } from '../../ui/time.ts';
import { AmendDialog } from './AmendDialog.tsx';
import { GuestNeeds } from './GuestNeeds.tsx';
import { LeavingDialog, MissingDialog, PoliceDialog, TransferDialog } from './PresenceDialogs.tsx';
import { Steps, type Opens } from './Steps.tsx';
import { LanguageName } from '../../parts/people/LanguageName.tsx';
import { Age, ComesWithSignal, Flags, Presence, Reference } from './Row.tsx';

const companions = (guest: PersonRow): string => {
  const others = peopleHere.value.filter(
    (it) => guest.groupId !== null && it.groupId === guest.groupId && it.id !== guest.id && !it.undoneAt,
  );
  return others.length === 0 ? 'Nobody' : listed(others.map((it) => it.reference));
};

const restOf = (guest: PersonRow) => {
  if (isPartial(guest))
    return { language: <ComesWithSignal />, companions: <ComesWithSignal />, came: <ComesWithSignal /> };
  return {
    language: <LanguageName tag={guest.language} />,
    companions: companions(guest),
    came: `${cameWords(guest)}${guest.vehicle ? `, ${guest.vehicle}` : ''}`,
  };
};

const factsOf = (guest: PersonRow, rest = restOf(guest)) => [
  { term: 'Language', value: rest.language },
  { term: 'Adult or child', value: <Age person={guest} /> },
  { term: 'Where', value: guest.zone ?? 'Not said' },
  { term: 'With', value: rest.companions },
  { term: 'Came', value: rest.came },
  ...(guest.presenceNote ? [{ term: 'Said then', value: guest.presenceNote }] : []),
];

const dialogs = {
  name: NameDialog,
  place: PlaceDialog,
  group: GroupDialog,
  amend: AmendDialog,
  undo: UndoDialog,
  leaving: LeavingDialog,
  missing: MissingDialog,
  transfer: TransferDialog,
  police: PoliceDialog,
} as const;

function Undone({ guest }: { guest: PersonRow }) {
  return (
    <Callout tone="info" icon="undo" title="This check-in was undone">
      <p>
        Reason: {guest.undoneReason}. {guest.undoneAt && dayAndTime(guest.undoneAt)}
      </p>
    </Callout>
  );
}

/** Records that were joined to this one, each with the way to undo it. */
function Joined({ guest }: { guest: PersonRow }) {
  const others = peopleHere.value.filter((it) => it.mergedInto === guest.id);
  return (
    <>
      {others.map((it) => {
        const join = joinOf([guest.id, it.id]);
        return (
          <p key={it.id}>
            Joined with {it.reference}
            {join && can('people.unmerge', { centreId: guest.centreId }) && (
              <>
                , <a href={`/attention#earlier/${join}`}>undo</a>
              </>
            )}
          </p>
        );
      })}
    </>
  );
}

/** As much of a guest as their tasks need, and what may be recorded of them. */
export function GuestPanel({ guest, onBack }: { guest: PersonRow; onBack: () => void }) {
  const [open, show] = useState<Opens | null>(null);
  const name = byId.personIdentity.value.get(guest.id)?.preferredName;
  const close = () => show(null);
  const Opened = open && open !== 'need' ? dialogs[open] : null;
  const may = (action: string) => can(action, { centreId: guest.centreId });
  return (
    <article class="guest pile gap-14" aria-label={`Guest ${guest.reference}`}>
      <Button kind="quiet" icon="chevron-left" class="back on-portrait" onClick={onBack}>
        All people
      </Button>
      <header class="guest__head row wrap gap-14">
        <div class="ref-box ref-box--desk">
          <span class="ref-box__ref">
            <Reference person={guest} />
          </span>
        </div>
        <div>
          <p class="quiet">Likes to be called</p>
          <h2 class="row gap-12 row--baseline size-22">
            {name ?? 'Not asked'}
            {!guest.undoneAt && may('people.identify') && (
              <LinkButton class="size-16 plain" onClick={() => show('name')}>
                {name ? 'Change' : 'Add'}
              </LinkButton>
            )}
          </h2>
        </div>
        <Presence person={guest} />
      </header>
      <output class="guest__kept block semi">{changedOf(guest.id)}</output>
      <PresenceTold changed={changedHere(guest.id)} />
      {guest.undoneAt ? <Undone guest={guest} /> : <Flags person={guest} />}
      <Joined guest={guest} />
      <Facts items={factsOf(guest)} />
      {!guest.undoneAt && <Steps guest={guest} may={may} onOpen={show} />}
      <GuestNeeds guest={guest} />
      <p class="quiet">This is all that is needed here. Ask the lead if something worries you.</p>
      {Opened && <Opened guest={guest} onClose={close} />}
      <RaiseNeed open={open === 'need'} person={guest} onClose={close} />
    </article>
  );
}
