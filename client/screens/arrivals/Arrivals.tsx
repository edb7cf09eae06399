import { Age } from '../../parts/people/Age.tsx';
import { centreHere, centrePath, operationHere, peopleHere } from '../../parts/centres/here.ts';
import { occupancyOf, stillExpected } from '../../parts/centres/occupancy.ts';
import { Waiting } from '../../parts/centres/Waiting.tsx';
import { can } from '../../session/session.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { PageHead } from '../../ui/panel.tsx';
import { Tag } from '../../ui/tag.tsx';
import './arrivals.scss';
import { Guests } from './Guests.tsx';
import { Vehicles } from './Vehicles.tsx';

function Page() {
  const centre = centreHere.value;
  const { arrived, here } = occupancyOf(peopleHere.value);
  const expected = centre ? stillExpected(operationHere.value, centre, arrived) : 0;
  return (
    <>
      <PageHead
        title="Arrivals"
        tags={
          <>
            <Tag>{arrived} arrived</Tag>
            <Tag>{here} here</Tag>
            {expected > 0 && <Tag tone="dashed">{expected} still expected</Tag>}
            <Age />
          </>
        }
        actions={
          <>
            {can('sheets.read') && (
              <ButtonLink kind="secondary" icon="qr" href={`${centrePath.value}/sheets`}>
                Wristbands and forms
              </ButtonLink>
            )}
            {can('people.checkIn') && (
              <ButtonLink icon="plus" href={`${centrePath.value}/check-in`}>
                Check in
              </ButtonLink>
            )}
          </>
        }
      />
      <div class="columns columns--one arrivals">
        <div class="column">
          <Vehicles />
          <Guests />
        </div>
      </div>
    </>
  );
}

/** Vehicles on their way and everyone who came. */
export function Arrivals() {
  return <Waiting>{() => <Page />}</Waiting>;
}
