import type { Loose, Person, TestApp } from './app.ts';
import type { Scene } from './scene.ts';

/** Two desks of one centre that check guests in, and the lead who sees what they ask. */
export const twoDesks = (now: () => { app: TestApp; scene: Scene }) => ({
  signInOtherDesk: (): Promise<Person> => {
    const { operationId, centreId } = now().scene;
    return now().app.signInAs('volunteer', { operationId, centreId, name: 'Leon A.' });
  },
  say: (who: Person, name: string, more: Loose) => who.command(name, { operationId: now().scene.operationId, ...more }),
  now: () => now().scene.manager.mirror(now().scene.operationId),
  list: async (who = now().scene.manager): Promise<Loose> =>
    (await who.get(`/api/operations/${now().scene.operationId}/attention?centreId=${now().scene.centreId}`)).body,
  at: (minute: number) => ({ occurredAt: `2026-11-19T05:${String(minute).padStart(2, '0')}:00.000Z` }),
  onSite: (held: Loose): number =>
    held.rows('person').filter((it: Loose) => !it.undoneAt && it.presence === 'on_site').length,
});
