import type { Presence } from '../../shared/people.ts';
import type { Loose, Person, TestApp } from './app.ts';
import type { Scene } from './scene.ts';

/** Changes of presence at a scene, and their undo. */
export const undoing = (at: () => { app: TestApp; scene: Scene }) => {
  const rowOf = async (personId: string): Promise<Loose> =>
    (await at().scene.manager.mirror(at().scene.operationId)).row('person', personId);

  /** Changes a presence as the guest is now; answered with all that an undo of it says. */
  const becomes = async (personId: string, to: Presence, who: Person = at().scene.manager, envelope: Loose = {}) => {
    const { operationId, otherCentreId } = at().scene;
    const was = await rowOf(personId);
    const undoes = at().app.newId();
    const goal = to === 'transferred' ? { centreId: otherCentreId } : {};
    const said = { operationId, personId, to, baseVersion: was['rowVersion'], ...goal };
    await who.done('people.setPresence', said, { id: undoes, ...envelope });
    const before = { to: was['presence'], zone: was['zone'] ?? '', centreId: was['centreId'] };
    return { operationId, personId, undoes, ...before, baseVersion: was['rowVersion'] + 1 };
  };
  const undo = (args: Loose, who: Person = at().scene.manager) => who.command('people.undoPresence', args);
  return { becomes, undo };
};
