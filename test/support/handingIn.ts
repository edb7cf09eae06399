import { eq } from 'drizzle-orm';
import { centre } from '../../db/schema/operations.ts';
import { person } from '../../db/schema/people.ts';
import { sealingKeyOf } from '../../server/attention/intake/streamKeys.ts';
import { publicKeyFrom, seal, type SealedItem } from '../../shared/sealing.ts';
import type { Loose, Person, TestApp } from './app.ts';
import type { PairedTablet, PairedUser } from './pairedTablet.ts';
import type { Scene } from './scene.ts';

type At = Pick<Scene, 'operationId' | 'centreId' | 'manager'>;

/** What is handed in at a scene in somebody's name, truly or not, and what its leads make of it. */
export const handingIn = (now: () => { app: TestApp; scene: At }) => {
  /** Sealed in a browser, in anybody's name. */
  const sealAs = async (
    authorId: string,
    name: string,
    args: Loose,
    keyId = now().scene.operationId,
    occurredAt = '2026-11-19T05:10:00.000Z',
  ): Promise<SealedItem> => {
    const { publicKey } = await sealingKeyOf(now().app.deps, keyId);
    const header = { v: 1, id: now().app.newId(), keyId, authorId, deviceId: null } as const;
    const said = { name, args, occurredAt };
    return seal(await publicKeyFrom(publicKey as JsonWebKey), header, said, null);
  };
  const push = async (by: Person, item: unknown): Promise<Loose> =>
    (await by.post('/api/push', { items: [item], waiting: 0 })).body.answers[0];
  const listed = async (commandId: string, who = now().scene.manager, at: Loose = now().scene): Promise<Loose> => {
    const { body } = await who.get(`/api/operations/${at.operationId}/attention?centreId=${at.centreId}`);
    return body.items.find((it: Loose) => it.commandId === commandId);
  };
  const choose = (name: string, item: Loose, more: Loose = {}, who = now().scene.manager) =>
    who.command(name, { operationId: item.operationId, attentionId: item.id, baseVersion: item.rowVersion, ...more });
  const stateOf = async (centreId = now().scene.centreId) =>
    (await now().app.deps.db.select().from(centre).where(eq(centre.id, centreId)))[0]?.state;
  const isGuest = async (id: string) =>
    (await now().app.deps.db.select().from(person).where(eq(person.id, id))).length === 1;
  const log = async () =>
    (await now().scene.manager.mirror(now().scene.operationId)).rows('logEntry').map((it) => it['text']);
  const pair = (at: { operationId: string; centreId: string } = now().scene) =>
    now().app.pairTablet({ ...at, hands: [{ name: 'Joan P.' }, { name: 'Amir K.' }] });
  const joanOf = ({ hands }: PairedTablet) => hands[0] as PairedUser;
  /** In Amir's name, without his key. */
  const forgedBy = (tablet: PairedTablet): PairedUser => ({
    ...joanOf(tablet),
    userId: (tablet.hands[1] as PairedUser).userId,
  });

  const standDown = () => ({
    operationId: now().scene.operationId,
    centreId: now().scene.centreId,
    to: 'standing_down',
    baseVersion: 1,
    overrideReason: 'Gold has said so',
  });

  const here = () => ({ operationId: now().scene.operationId, centreId: now().scene.centreId });
  return { sealAs, push, listed, choose, stateOf, isGuest, log, pair, joanOf, forgedBy, standDown, here };
};
