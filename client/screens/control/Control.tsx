import { centreHere, needsHere } from '../../parts/centres/here.ts';
import { StaffGapList, StaffGaps } from '../../parts/rosters/StaffGaps.tsx';
import { desk, useMedia } from '../../ui/useMedia.ts';
import { Waiting } from '../../parts/centres/Waiting.tsx';
import { sees, seesRoster } from '../../session/session.ts';
import { Coming } from './Coming.tsx';
import './control.scss';
import { Crowded } from './Crowded.tsx';
import { Early } from './Early.tsx';
import { Header } from './Header.tsx';
import { LogBrief } from './LogBrief.tsx';
import { NeedsBrief } from './NeedsBrief.tsx';
import { PeopleHere } from './PeopleHere.tsx';
import { Ready } from './Ready.tsx';
import { Silent } from './Silent.tsx';
import { isPreparing } from './words.ts';

function Left({ before, wide }: { before: boolean; wide: boolean }) {
  return (
    <div class="column">
      <PeopleHere />
      <Coming />
      {!wide && seesRoster() && <StaffGapList />}
      {!before && <Ready brief />}
    </div>
  );
}

function Middle({ before }: { before: boolean }) {
  return (
    <div class="column">
      {before && <Ready />}
      {(!before || needsHere.value.length > 0) && <NeedsBrief />}
    </div>
  );
}

function Right() {
  return (
    <div class="column">
      {seesRoster() && <StaffGaps />}
      {sees('log') !== 'none' && <LogBrief />}
    </div>
  );
}

function Overview() {
  const wide = useMedia(desk);
  const state = centreHere.value?.state;
  const before = state !== undefined && isPreparing(state);
  return (
    <>
      <Header />
      <Early />
      <Crowded />
      <Silent />
      <div class="columns columns--centre control">
        <Left before={before} wide={wide} />
        <Middle before={before} />
        {wide && <Right />}
      </div>
    </>
  );
}

/** The centre manager's desk. */
export function Control() {
  return <Waiting>{() => <Overview />}</Waiting>;
}
