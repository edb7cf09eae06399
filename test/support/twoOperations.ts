import type { Person, TestApp } from './app.ts';
import type { Ids, People } from './everyRead.ts';
import { phoneOf, type RunningOperation, runOperation, savePartnerCalled, venueCalled } from './runOperation.ts';

const OTHERS = { lat: 53.197651, lon: -1.291357 };
const OWN = { lat: 53.098765, lon: -1.387654 };

/** Words that tell where one's own centre is. */
export const ofOwnPlace = ['Ashcanary', 'V801', String(OWN.lat), String(OWN.lon)];
export const ofOwnKeys = ['01632 801111', 'Ashcanary Keyholder'];
/** Of the registers: where else one could go, and who else could be called on. */
export const ofRegister = ['Cedarcanary', 'V803', '01632 803111', 'OLD Partner', phoneOf('OLD')];

/** Everything by which another operation, its venue or its people could be known. */
export const ofOther = (other: RunningOperation): string[] => [
  'Beechcanary',
  `Centre ${other.centreName}`,
  `"${other.centreName}"`,
  'V802',
  '01632 802111',
  phoneOf('BEE'),
  String(OTHERS.lat),
  String(OTHERS.lon),
  ...Object.values(other.ids),
];

export const found = (text: string, words: readonly string[]): string[] => words.filter((it) => text.includes(it));

export interface Two {
  planner: Person;
  own: RunningOperation;
  people: People;
  /** Another operation begins, in a venue of its own. */
  beginOther(): Promise<RunningOperation>;
}

const peopleOf = async (app: TestApp, { ids, tablet }: RunningOperation): Promise<People> => {
  const { operationId, centreId } = ids;
  return {
    'silver with addresses': await app.signInAs('silver', { operationId }),
    'silver without addresses': await app.signInAs('silver', { operationId, address: false }),
    'the manager': await app.signInAs('manager', { operationId, centreId }),
    'a volunteer': await app.signInAs('volunteer', { operationId, centreId, address: false }),
    'a tablet user': await tablet.unlock(),
  };
};

/** A register of three venues and three partners, and an operation at work in the first of each. */
export const besideAnother = async (app: TestApp): Promise<Two> => {
  const planner = await app.signInAs('planner');
  await savePartnerCalled(app, planner, 'ASH');
  await savePartnerCalled(app, planner, 'BEE');
  const archived = await savePartnerCalled(app, planner, 'OLD');
  await planner.done('partners.archive', { partnerId: archived, baseVersion: 1, reason: 'Closed' });
  const ash = await venueCalled(app, planner, 'Ashcanary', { code: 'V801', ...OWN });
  const beech = await venueCalled(app, planner, 'Beechcanary', { code: 'V802', ...OTHERS });
  await venueCalled(app, planner, 'Cedarcanary', { code: 'V803', lat: 53, lon: -1.4 });
  const own = await runOperation(app, planner, ash, { codeName: 'Marram', word: 'Fern', partner: 'ASH' });
  const words = { codeName: 'Beechcanary sands', word: 'Beechcanary', partner: 'BEE' };
  return {
    planner,
    own,
    people: await peopleOf(app, own),
    beginOther: () => runOperation(app, planner, beech, words),
  };
};

/** Ids of nothing, one for each there is in an operation. */
export const idsOfNothing = (app: TestApp, { ids }: RunningOperation): Ids =>
  Object.fromEntries(Object.keys(ids).map((key) => [key, app.newId()])) as Ids;
