import type { Actor } from '../../server/engine/actor.ts';
import { onRefused } from '../../server/attention/intake/raise.ts';
import { submit } from '../../server/engine/submit.ts';
import type { Grant } from '../../shared/roles.ts';
import type { Loose, Person, TestApp } from './app.ts';
import { arrival, type Scene } from './scene.ts';

/** What a tablet hands in at a scene and is refused, and how it is looked at there. */
export const refusedThere = (now: () => { app: TestApp; scene: Scene }) => {
  const grantsOf = new Map<string, Grant[]>();
  const actorFor = (
    who: Person,
    role: 'volunteer' | 'manager' = 'volunteer',
    deviceId: string | null = null,
  ): Actor => ({
    userId: who.userId,
    name: who.name,
    email: '',
    sessionId: '',
    deviceId,
    grants: grantsOf.get(who.userId) ?? [
      { role, operationId: now().scene.operationId, centreId: now().scene.centreId, address: true },
    ],
  });

  /** As a tablet hands it in: run, and raised where it is refused. */
  const handIn = async (
    who: Person,
    name: string,
    args: Loose,
    role: 'volunteer' | 'manager' = 'volunteer',
    id = now().app.newId(),
  ) => {
    const actor = actorFor(who, role);
    const said = { id, name, args, occurredAt: '2026-11-19T05:20:00.000Z' };
    const outcome = await submit(said, actor, now().app.deps);
    if (!outcome.ok) await onRefused(now().app.deps, actor, name, said, outcome.problem);
    return outcome;
  };

  const list = async (who: Person, centreId = now().scene.centreId): Promise<Loose> => {
    const answer = await who.get(`/api/operations/${now().scene.operationId}/attention?centreId=${centreId}`);
    if (answer.status !== 200) throw new Error(answer.text);
    return answer.body;
  };
  const checkIn = async (more: Loose = {}, who = now().scene.volunteer) => {
    const args = arrival(now().app, now().scene, more);
    await who.done('people.checkIn', args);
    return args;
  };
  const say = (who: Person, name: string, more: Loose) =>
    who.command(name, { operationId: now().scene.operationId, ...more });
  return { grantsOf, actorFor, handIn, list, checkIn, say };
};
