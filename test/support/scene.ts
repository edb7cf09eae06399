import type { Loose, Person, TestApp } from './app.ts';

/** An operation with one open centre, and somebody in each role there. */
export interface Scene {
  operationId: string;
  centreId: string;
  otherCentreId: string;
  planner: Person;
  manager: Person;
  volunteer: Person;
  otherVolunteer: Person;
  silver: Person;
}

export const setScene = async (app: TestApp): Promise<Scene> => {
  const operationId = await app.operation();
  const centreId = await app.centre({ operationId, sheetLetter: 'K' });
  const otherCentreId = await app.centre({ operationId, sheetLetter: 'M' });
  const here = { operationId, centreId };
  return {
    operationId,
    centreId,
    otherCentreId,
    planner: await app.signInAs('planner'),
    manager: await app.signInAs('manager', { ...here, name: 'Maya Manager' }),
    volunteer: await app.signInAs('volunteer', { ...here, name: 'Vic Volunteer' }),
    otherVolunteer: await app.signInAs('volunteer', { operationId, centreId: otherCentreId }),
    silver: await app.signInAs('silver', { operationId }),
  };
};

/** Arguments of a check-in at the scene's centre. */
export const arrival = (app: TestApp, scene: Pick<Scene, 'operationId' | 'centreId'>, more: Loose = {}) => ({
  operationId: scene.operationId,
  centreId: scene.centreId,
  personId: app.newId(),
  ageBand: 'adult',
  language: 'vi',
  needs: [],
  ...more,
});
